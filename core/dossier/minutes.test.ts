import { describe, expect, it } from 'vitest';
import {
  ask,
  begun,
  confirm,
  decide,
  handOver,
  happen,
  hà,
  nam,
  ordered,
  retain,
} from '../../test/doubles/dossier.ts';
import { emptyMinutes, longestMinutes, type Minutes } from '../minutes/minutes.ts';
import { minutesRights } from '../minutes/right.ts';
import type { DossierDecision } from './decide.ts';
import type { Dossier, Signatory } from './dossier.ts';
import { decideMinutes, type MinutesOrder, type MinutesWish } from './minutes.ts';

const conclusion = {
  content: 'Giải ngân hết vốn đầu tư công',
  leadUnit: 'Sở Tài chính',
  supportingUnits: ['Sở Xây dựng'],
  due: '2026-12-31',
};
const text = (sequence: string): Minutes => ({ ...emptyMinutes, sequence, conclusions: [conclusion] });
const save = (basedOn: number, minutes: Minutes): MinutesOrder => ({
  type: 'minutes.save',
  basedOn,
  minutes,
});
const approve = (version: number): MinutesOrder => ({ type: 'minutes.approve', version });

const decided = (dossier: Dossier, order: MinutesOrder, more: Partial<MinutesWish> = {}): DossierDecision =>
  decideMinutes(dossier, { order, rights: minutesRights, meeting: 'closed', ...more });
const codeOf = (dossier: Dossier, order: MinutesOrder, more: Partial<MinutesWish> = {}) => {
  const decision = decided(dossier, order, more);
  return decision.ok ? null : decision.refusal.code;
};
function then(dossier: Dossier, order: MinutesOrder, by: Signatory = hà, at = 7): Dossier {
  const decision = decided(dossier, order);
  if (!decision.ok) return expect.fail(decision.refusal.code);
  return decision.events.reduce(
    (state, event) => happen(state, event, { kind: 'person', ...by }, at),
    dossier,
  );
}

const first = then(begun, save(0, text('Một')), nam, 1);

describe('the minutes in the file of a meeting', () => {
  it('MINUTES-1: are saved by the right to write and approved by the right to approve', () => {
    expect(codeOf(begun, save(0, text('Một')), { rights: ['read', 'approve'] })).toBe('not-permitted');
    expect(codeOf(first, approve(1), { rights: ['read', 'write'] })).toBe('not-permitted');
    expect(codeOf(begun, save(0, text('Một')), { rights: ['write'] })).toBeNull();
    expect(codeOf(first, approve(1), { rights: ['approve'] })).toBeNull();
  });

  it('MINUTES-2: every save is a version; one that is based on another than the last changes nothing', () => {
    expect(first.minutes.latest).toEqual({ version: 1, minutes: text('Một'), by: nam, at: 1 });
    expect(codeOf(first, save(0, text('Hai')))).toBe('out-of-order');
    const second = then(first, save(1, text('Hai')));
    expect(second.minutes.latest).toMatchObject({ version: 2, minutes: text('Hai'), by: hà });
    expect(codeOf(second, save(1, text('Ba')))).toBe('out-of-order');
  });

  it('MINUTES-2: what is saved unchanged is no version, whatever it was based on, and too long is too large', () => {
    expect(decided(first, save(0, text('Một')))).toEqual({ ok: true, events: [] });
    const long = 'a'.repeat(longestMinutes);
    expect(codeOf(begun, save(0, { ...emptyMinutes, votes: long }))).toBeNull();
    expect(codeOf(begun, save(0, { ...text('b'), votes: long }))).toBe('too-large');
  });

  it('MINUTES-3: are written while the meeting is live and after it, not before it, nor once the file is handed over or disposed of', () => {
    expect(codeOf(begun, save(0, text('a')), { meeting: 'live' })).toBeNull();
    expect(codeOf(begun, save(0, text('a')), { meeting: 'ahead' })).toBe('not-live');
    const given = ordered([handOver], first);
    expect([codeOf(given, save(1, text('a'))), codeOf(given, approve(1))]).toEqual(
      Array(2).fill('already-handed-over'),
    );
    const gone = ordered([retain('5 năm'), ask, [confirm, { by: nam }]], first);
    expect([codeOf(gone, save(1, text('a'))), codeOf(gone, approve(1))]).toEqual(
      Array(2).fill('already-disposed'),
    );
    // Otherwise the file is what it was: a hand-over does not wait for minutes.
    expect(decide(first, handOver).ok).toBe(true);
  });

  it('MINUTES-4: the version that stands is approved, once the meeting has ended', () => {
    expect(codeOf(first, approve(1), { meeting: 'live' })).toBe('not-closed');
    expect([codeOf(begun, approve(1)), codeOf(first, approve(2))]).toEqual(['not-found', 'out-of-order']);
    expect(codeOf(then(begun, save(0, { ...emptyMinutes, votes: ' \n' })), approve(1))).toBe('not-found');
    const { approved } = then(first, approve(1)).minutes;
    expect(approved).toEqual({
      version: 1,
      minutes: text('Một'),
      by: nam,
      at: 1,
      approvedBy: hà,
      approvedAt: 7,
    });
  });

  it('MINUTES-4: what is written afterwards is a draft until it is approved in its turn', () => {
    const approved = then(first, approve(1));
    expect(decided(approved, approve(1))).toEqual({ ok: true, events: [] });
    const changed = then(approved, save(1, text('Hai')));
    expect([changed.minutes.latest?.version, changed.minutes.approved?.version]).toEqual([2, 1]);
    const again = then(changed, approve(2), hà, 9).minutes.approved;
    expect([again?.version, again?.minutes, again?.approvedAt]).toEqual([2, text('Hai'), 9]);
  });

  it('MINUTES-7: those that came with an imported meeting are written on as any', () => {
    const approved = then(first, approve(1)).minutes.approved ?? expect.fail('approved');
    const taken = happen(begun, { type: 'minutes.taken', approved }, { kind: 'hub' });
    expect(taken.minutes).toEqual({ latest: first.minutes.latest, approved });
    expect(then(taken, save(1, text('Hai'))).minutes.latest?.version).toBe(2);
  });
});
