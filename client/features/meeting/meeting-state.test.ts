import { describe, expect, it } from 'vitest';
import type { RefusalCode } from '../../../core/refusal.ts';
import { absent, dropped, ids, meetingOf, present, waiting } from './fixture.ts';
import { meetingState } from './meeting-state.ts';

const connected = { kind: 'connected' } as const;
const known = { line: connected, you: ids.delegate, refusal: null };
const state = (given: Partial<Parameters<typeof meetingState>[0]>) =>
  meetingState({ ...known, meeting: meetingOf(), ...given });

describe('meetingState', () => {
  it('connects while nothing has come from the hub', () => {
    expect(state({ meeting: null, you: null, line: { kind: 'connecting' } })).toEqual({ kind: 'connecting' });
  });

  it('is live for who is present, and stays so while the line is lost', () => {
    expect(state({}).kind).toBe('live');
    expect(state({ line: { kind: 'lost', since: 0, attempt: 3 } }).kind).toBe('live');
    expect(state({ meeting: meetingOf({ [ids.delegate]: dropped }) }).kind).toBe('live');
  });

  it('waits for admission', () => {
    expect(state({ meeting: meetingOf({ [ids.delegate]: waiting }) }).kind).toBe('waiting');
  });

  it('waits in the lobby until the meeting opens', () => {
    expect(state({ meeting: { ...meetingOf(), phase: { kind: 'scheduled' } } }).kind).toBe('lobby');
  });

  it('waits for admission even before the meeting opens', () => {
    const meeting = { ...meetingOf({ [ids.delegate]: waiting }), phase: { kind: 'scheduled' } as const };
    expect(state({ meeting }).kind).toBe('waiting');
  });

  it('connects while the seat is not taken yet', () => {
    expect(state({ meeting: meetingOf({ [ids.delegate]: absent }) }).kind).toBe('connecting');
    expect(state({ meeting: meetingOf({ [ids.delegate]: { kind: 'left', since: 1 } }) }).kind).toBe(
      'connecting',
    );
  });

  it('says that the meeting is over, whatever ended the line', () => {
    const phase = { kind: 'closed', openedAt: 0, closedAt: 9 } as const;
    const line = { kind: 'ended', refusal: { code: 'already-closed' } } as const;
    expect(state({ meeting: { ...meetingOf(), phase }, line })).toEqual({ kind: 'closed', phase });
  });

  it.each<[RefusalCode, string]>([
    ['replaced', 'replaced'],
    ['admission-denied', 'denied'],
    ['already-closed', 'closed'],
    ['unauthenticated', 'failed'],
    ['overloaded', 'failed'],
  ])('a line ended or a join refused by %s: %s', (code, kind) => {
    expect(state({ line: { kind: 'ended', refusal: { code } } }).kind).toBe(kind);
    expect(state({ meeting: null, you: null, refusal: { code } }).kind).toBe(kind);
  });

  it('is denied when turned away while waiting', () => {
    expect(state({ meeting: meetingOf({ [ids.delegate]: { kind: 'denied', since: 1 } }) }).kind).toBe(
      'denied',
    );
  });

  it('is live for a present chair', () => {
    expect(state({ you: ids.chair, meeting: meetingOf({ [ids.chair]: present }) })).toMatchObject({
      you: ids.chair,
    });
  });
});
