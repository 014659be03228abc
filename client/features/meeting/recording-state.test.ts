import { describe, expect, it } from 'vitest';
import type { Recording } from '../../../core/meeting.ts';
import { meetingOf, recordingId, units } from './fixture.ts';
import { recordingState } from './recording-state.ts';

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
    ['starting', { ...base, state: 'starting' }, { kind: 'starting' }],
    ['recording', { ...base, state: 'recording', startedAt: 20 }, { kind: 'on', since: 20 }],
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
