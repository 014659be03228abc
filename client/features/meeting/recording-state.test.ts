import { describe, expect, it } from 'vitest';
import type { Recording } from '../../../core/meeting.ts';
import { meetingOf, recordingId, units } from './fixture.ts';
import { findingsOf, recordingState } from './recording-state.ts';

const base = {
  id: recordingId('r1'),
  orderedAt: 10,
  gaps: [],
  pauses: [],
  storage: 'enough',
  findings: [],
  hall: units.province,
} as const;
const state = (...recordings: readonly Recording[]) => recordingState({ ...meetingOf(), recordings });
const open = { from: 40, to: null, reason: 'recorder-gone' };

describe('recordingState', () => {
  it.each<[string, Recording, object]>([
    ['starting', { ...base, state: 'starting' }, { kind: 'starting', shortage: null }],
    ['recording', { ...base, state: 'recording', startedAt: 20 }, { kind: 'on', since: 20, shortage: null }],
    ['stopping', { ...base, state: 'stopping', startedAt: 20 }, { kind: 'stopping' }],
    ['composing', { ...base, state: 'composing', startedAt: 20, stoppedAt: 30 }, { kind: 'composing' }],
    ['ready', { ...base, state: 'ready', startedAt: 20, durationMs: 5 }, { kind: 'none' }],
    ['failed', { ...base, state: 'failed', reason: 'disk' }, { kind: 'failed', since: 10, reason: 'disk' }],
  ])('%s', (_, recording, expected) => {
    expect(state(recording)).toEqual(expected);
  });

  it('is none before any recording', () => {
    expect(state()).toEqual({ kind: 'none' });
  });

  it('fails from the beginning of an open gap, and no longer once it is closed', () => {
    expect(state({ ...base, state: 'recording', startedAt: 20, gaps: [open] })).toEqual({
      kind: 'failed',
      since: 40,
      reason: 'recorder-gone',
    });
    expect(state({ ...base, state: 'recording', startedAt: 20, gaps: [{ ...open, to: 50 }] }).kind).toBe(
      'on',
    );
  });

  it('REC-5: is paused from the order on, also before the first byte, and no longer once it goes on', () => {
    const pauses = [
      { from: 25, to: 28 },
      { from: 30, to: null },
    ];
    const paused = { kind: 'paused', since: 30, shortage: null };
    expect(state({ ...base, state: 'recording', startedAt: 20, pauses })).toEqual(paused);
    expect(state({ ...base, state: 'starting', pauses })).toEqual(paused);
    expect(state({ ...base, state: 'recording', startedAt: 20, pauses: pauses.slice(0, 1) }).kind).toBe('on');
  });

  it('REC-5: tells a fault before a pause', () => {
    const pauses = [{ from: 30, to: null }];
    expect(state({ ...base, state: 'recording', startedAt: 20, pauses, gaps: [open] })).toEqual({
      kind: 'failed',
      since: 40,
      reason: 'recorder-gone',
    });
  });

  it.each(['low', 'sound-only'] as const)('REC-6: tells that room runs short: %s', (storage) => {
    const on = { kind: 'on', since: 20, shortage: storage };
    expect(state({ ...base, state: 'recording', startedAt: 20, storage })).toEqual(on);
    const pauses = [{ from: 30, to: null }];
    expect(state({ ...base, state: 'recording', startedAt: 20, storage, pauses })).toEqual({
      kind: 'paused',
      since: 30,
      shortage: storage,
    });
    expect(state({ ...base, state: 'stopping', startedAt: 20, storage })).toEqual({ kind: 'stopping' });
  });

  it('REC-6: tells that it was ended for lack of room, until another one begins', () => {
    const full = { ...base, startedAt: 20, storage: 'full' } as const;
    expect(state({ ...full, state: 'stopping' })).toEqual({ kind: 'full' });
    expect(state({ ...full, state: 'composing', stoppedAt: 30 })).toEqual({ kind: 'full' });
    const ready: Recording = { ...full, state: 'ready', durationMs: 10 };
    expect(state(ready)).toEqual({ kind: 'full' });
    expect(state(ready, { ...base, id: recordingId('r2'), state: 'starting' }).kind).toBe('starting');
  });

  it('tells of one hall alone to who sees several', () => {
    const main: Recording = { ...base, state: 'recording', startedAt: 20 };
    const other: Recording = { ...base, id: recordingId('r2'), hall: units.namPo, state: 'starting' };
    const both = { ...meetingOf(), recordings: [main, other] };
    expect(recordingState(both, units.province).kind).toBe('on');
    expect(recordingState(both, units.namPo).kind).toBe('starting');
    expect(recordingState(both, units.namTin).kind).toBe('none');
  });

  it('lets the last recording count', () => {
    const earlier: Recording = { ...base, state: 'composing', startedAt: 1, stoppedAt: 2 };
    expect(state(earlier, { ...base, id: recordingId('r2'), state: 'recording', startedAt: 20 }).kind).toBe(
      'on',
    );
  });
});

describe('findingsOf', () => {
  const findings = [{ kind: 'clock', offsetMs: 4000 }] as const;
  it('REC-7: are told while it captures, and no longer', () => {
    expect(findingsOf({ ...base, state: 'starting', findings })).toEqual(findings);
    expect(findingsOf({ ...base, state: 'recording', startedAt: 20, findings })).toEqual(findings);
    expect(findingsOf({ ...base, state: 'stopping', startedAt: 20, findings })).toEqual([]);
  });
  it('REC-7: are none before the check, and without a recording', () => {
    expect(findingsOf({ ...base, state: 'starting', findings: null })).toEqual([]);
    expect(findingsOf(undefined)).toEqual([]);
  });
});
