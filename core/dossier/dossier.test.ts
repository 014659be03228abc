import { describe, expect, it } from 'vitest';
import {
  ask,
  begun,
  closedAt,
  codeOf,
  confirm,
  dayMs,
  decide,
  facts,
  handOver,
  happen,
  hà,
  lan,
  later,
  lift,
  type More,
  makeLink,
  nam,
  ordered,
  orders,
  place,
  recording,
  retain,
  states,
} from '../../test/doubles/dossier.ts';
import { archiveRights } from '../archive-right.ts';
import type { RefusalCode } from '../refusal.ts';
import type { DossierBooks } from './decide.ts';
import { type Dossier, keptAccesses } from './dossier.ts';
import { type DossierOrder, rightByOrder } from './order.ts';
import { isHeld, linkState, monthsAfter, retentionUntil } from './term.ts';

const asked = ordered([retain('5 năm'), ask]);
const disposed = ordered([[confirm, { by: nam }]], asked);

describe('the file of a meeting', () => {
  it.each(orders.map((order) => [order.type, order] as const))(
    'DOSSIER-1: %s needs its own right, and no other does',
    (type, order) => {
      const needed = rightByOrder[type];
      const others = archiveRights.filter((right) => right !== needed);
      expect(codeOf(decide(asked, order, { rights: others }))).toBe('not-permitted');
      expect(codeOf(decide(asked, order, { rights: [needed] }))).not.toBe('not-permitted');
    },
  );

  it('DOSSIER-1: which right that is stands for each order', () => {
    expect(rightByOrder).toEqual({
      'retention.set': 'hold',
      'hold.place': 'hold',
      'hold.lift': 'hold',
      'disposal.ask': 'dispose',
      'disposal.withdraw': 'dispose',
      'disposal.confirm': 'dispose',
      'custody.handOver': 'hand-over',
      'links.allow': 'allow-links',
      'links.forbid': 'allow-links',
      'link.make': 'share',
      'link.withdraw': 'share',
    });
  });

  it.each([
    ['2020-02-29', 12, '2021-02-28'],
    ['2026-11-23', 12, '2027-11-23'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-12-31', 2, '2028-02-29'],
    ['2026-01-31', 60, '2031-01-31'],
  ])('DOSSIER-2: from %s in Vietnam, %i months end on %s, at the same time of day', (from, months, to) => {
    // Half past midnight in Vietnam is still the day before in UTC.
    expect(monthsAfter(Date.parse(`${from}T00:30:00+07:00`), months)).toBe(
      Date.parse(`${to}T00:30:00+07:00`),
    );
    expect(monthsAfter(Date.parse(`${from}T23:59:59.999+07:00`), months)).toBe(
      Date.parse(`${to}T23:59:59.999+07:00`),
    );
  });

  it('DOSSIER-2: is kept as long as its class says from the end of the meeting, or for good', () => {
    expect(ordered([retain('20 năm')]).retention).toEqual({ name: '20 năm', years: 20 });
    expect(codeOf(decide(begun, retain('7 năm')))).toBe('not-found');
    expect(retentionUntil({ name: '20 năm', years: 20 }, closedAt)).toBe(Date.UTC(2040, 1, 29, 3, 0));
    expect(retentionUntil({ name: '20 năm', years: 20 }, null)).toBeNull();
    expect(retentionUntil({ name: 'Vĩnh viễn', years: null }, closedAt)).toBeNull();
  });

  it('DOSSIER-3: is held until every hold was lifted, each by itself, with its reasons', () => {
    const two = ordered([place, [place, { by: nam }]]);
    expect(two.holds.map(({ hold }) => hold)).toEqual([1, 2]);
    const one = ordered([[lift(1), { by: lan }]], two);
    expect([isHeld(begun), isHeld(two), isHeld(one), isHeld(ordered([lift(2)], one))]).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(one.holds[0]).toMatchObject({
      reason: 'Đang thanh tra',
      by: hà,
      lifted: { by: lan, at: later, reason: 'Thanh tra đã xong' },
    });
    expect(codeOf(decide(one, lift(1)))).toBe('not-found');
    expect(codeOf(decide(one, lift(9)))).toBe('not-found');
    expect(codeOf(decide(begun, { type: 'hold.place', reason: '  ' }))).toBe('invalid-message');
  });
});

describe('its disposal', () => {
  const lastMoment = monthsAfter(closedAt, 60);
  const kept = ordered([retain('5 năm')]);

  it.each<[string, Dossier, More, RefusalCode | null]>([
    ['nobody said how long', begun, {}, 'retention-running'],
    ['it is kept for good', ordered([retain('Vĩnh viễn')]), {}, 'retention-running'],
    ['its time has not run out', kept, { now: lastMoment - 1 }, 'retention-running'],
    ['its time has run out', kept, { now: lastMoment }, null],
    ['it is held', ordered([place], kept), {}, 'under-hold'],
    ['the meeting goes on', kept, { books: { closedAt: null } }, 'not-closed'],
    ['one is being composed', kept, { books: { recordings: states('ready', 'composing') } }, 'not-archived'],
    ['one is being recorded', kept, { books: { recordings: states('recording') } }, 'not-archived'],
    ['one is finished and one failed', kept, { books: { recordings: states('ready', 'failed') } }, null],
  ])('DOSSIER-4: %s', (_, dossier, more, code) => {
    expect(codeOf(decide(dossier, ask, more))).toBe(code);
    // And the same once more when it is confirmed, whatever was true when it was asked for.
    const waiting = { ...dossier, disposal: asked.disposal };
    expect(codeOf(decide(waiting, confirm, { by: nam, ...more }))).toBe(code);
  });

  it('DOSSIER-4: needs a reason, and is asked for once', () => {
    expect(codeOf(decide(kept, { type: 'disposal.ask', reason: ' ' }))).toBe('invalid-message');
    expect(codeOf(decide(asked, ask, { by: nam }))).toBe('out-of-order');
  });

  it('DOSSIER-5: is confirmed by a second person, whatever that person is called', () => {
    expect(codeOf(decide(asked, confirm))).toBe('same-person');
    expect(codeOf(decide(asked, confirm, { by: { ...nam, name: hà.name } }))).toBeNull();
    expect(codeOf(decide(asked, confirm, { by: { ...hà, name: 'Nam' } }))).toBe('same-person');
    expect(codeOf(decide(kept, confirm, { by: nam }))).toBe('out-of-order');
  });

  it('DOSSIER-5: is not confirmed for somebody who may no longer ask', () => {
    const lost = archiveRights.filter((right) => right !== 'dispose');
    expect(codeOf(decide(asked, confirm, { by: nam, books: { askerRights: lost } }))).toBe('not-permitted');
  });

  it('DOSSIER-5: is withdrawn by whoever may dispose, and can be asked for again', () => {
    const withdrawn = ordered([[{ type: 'disposal.withdraw' }, { by: nam }]], asked);
    expect(withdrawn.disposal).toEqual({ state: 'none' });
    expect(codeOf(decide(withdrawn, ask))).toBeNull();
    expect(codeOf(decide(withdrawn, { type: 'disposal.withdraw' }))).toBe('out-of-order');
  });

  it('DOSSIER-4: comes no nearer by an entry that a wrong clock wrote ahead of its time', () => {
    const kept = ordered([retain('5 năm')]);
    const ahead = happen(kept, { type: 'accessed', recording, what: 'watched' });
    expect(codeOf(decide(ahead, ask, { now: closedAt + dayMs }))).toBe('retention-running');
  });

  it('DOSSIER-6: leaves its record', () => {
    const record = {
      by: hà,
      askedAt: later,
      reason: 'Hết thời hạn bảo quản',
      confirmedBy: nam,
      at: later,
      packages: [facts],
    };
    expect(disposed.disposal).toEqual({ state: 'confirmed', ...record });
    const done = happen(disposed, { type: 'disposal.carriedOut' }, { kind: 'hub' });
    expect(done.disposal).toEqual({ state: 'carriedOut', ...record });
  });

  it.each(orders.map((order) => [order.type, order] as const))(
    'DOSSIER-6: nothing is ordered afterwards, such as %s',
    (_, order) => {
      const done = happen(disposed, { type: 'disposal.carriedOut' }, { kind: 'hub' });
      expect(codeOf(decide(disposed, order, { by: lan }))).toBe('already-disposed');
      expect(codeOf(decide(done, order, { by: lan }))).toBe('already-disposed');
    },
  );
});

describe('its handing over', () => {
  it('DOSSIER-7: happens once, after the meeting, and says who took which packages', () => {
    expect(codeOf(decide(begun, handOver, { books: { closedAt: null } }))).toBe('not-closed');
    const open = { recordings: states('ready', 'stopping') };
    expect(codeOf(decide(begun, handOver, { books: open }))).toBe('not-archived');
    const handed = ordered([handOver]);
    const { type: _, ...said } = handOver as DossierOrder & { type: 'custody.handOver' };
    expect(handed.custody).toEqual({ ...said, by: hà, at: later, packages: [facts] });
    expect(codeOf(decide(handed, handOver))).toBe('already-handed-over');
  });

  it.each<[string, DossierBooks['packages'], RefusalCode | null]>([
    ['was found damaged', [{ ...facts, sound: false }], 'package-damaged'],
    ['has lost its manifest', [{ ...facts, sound: true, manifestSha256: null }], 'package-damaged'],
    ['is nowhere', [], 'package-damaged'],
    ['is whole', [{ ...facts, sound: true }], null],
  ])('DOSSIER-7: a recording that %s', (_, packages, code) => {
    expect(codeOf(decide(begun, handOver, { books: { packages } }))).toBe(code);
    // What never came to be a package is no part of it.
    const failed = { packages, recordings: states('failed') };
    expect(codeOf(decide(begun, handOver, { books: failed }))).toBeNull();
  });
});

describe('its links', () => {
  const allowed = ordered([{ type: 'links.allow' }]);
  const linked = ordered([makeLink()], allowed);
  const [link] = linked.links;
  if (link === undefined) throw new Error('no link was made');
  const openIn = (dossier: Dossier, now = later) =>
    dossier.links.map((each) => linkState(each, dossier, { now, makerRights: archiveRights }) === 'open');

  it('DOSSIER-8: are made only while they are allowed, for a recording that can be watched', () => {
    expect(codeOf(decide(begun, makeLink()))).toBe('links-forbidden');
    expect(codeOf(decide(allowed, makeLink(), { books: { recordings: states('composing') } }))).toBe(
      'not-archived',
    );
    expect(link).toMatchObject({ link: 1, recording, whom: 'Báo Nhân Dân', secretHash: 'hash', by: hà });
    const twice = ordered([{ type: 'links.allow' }], allowed);
    expect(twice).toBe(allowed);
  });

  it('DOSSIER-8: end within the bound, and not in the past', () => {
    const codes = [later, later + 1, later + 90 * dayMs, later + 90 * dayMs + 1].map((until) =>
      codeOf(decide(allowed, makeLink(until))),
    );
    expect(codes).toEqual(['invalid-message', null, null, 'invalid-message']);
  });

  it('DOSSIER-8: rest while whoever made them may make none', () => {
    const lost = archiveRights.filter((right) => right !== 'share');
    expect(linkState(link, linked, { now: later, makerRights: lost })).toBe('lapsed');
    expect(linkState(link, linked, { now: later, makerRights: ['share'] })).toBe('open');
    expect(linkState(link, linked, { now: later + dayMs, makerRights: lost })).toBe('ended');
  });

  it('DOSSIER-8: go by the time of the log where the clock was set back', () => {
    const written = happen(
      linked,
      { type: 'accessed', recording, what: 'watched' },
      undefined,
      later + dayMs,
    );
    expect(openIn(written, later)).toEqual([false]);
    expect(codeOf(decide(written, makeLink(later + dayMs), { now: later }))).toBe('invalid-message');
    expect(codeOf(decide(written, makeLink(later + dayMs + 1), { now: later }))).toBeNull();
    // An entry with an earlier time, of a log from before that rule, sets nothing back.
    const back = happen(written, { type: 'accessed', recording, what: 'watched' }, undefined, later);
    expect(openIn(back, later)).toEqual([false]);
  });

  it('DOSSIER-8: are dead once their time is over, once withdrawn, once forbidden, once the file is disposed of', () => {
    expect(openIn(linked)).toEqual([true]);
    expect(openIn(linked, later + dayMs - 1)).toEqual([true]);
    expect(openIn(linked, later + dayMs)).toEqual([false]);
    const two = ordered([makeLink()], linked);
    const withdrawn = ordered([{ type: 'link.withdraw', link: 1 }], two);
    expect(openIn(withdrawn)).toEqual([false, true]);
    expect(codeOf(decide(withdrawn, { type: 'link.withdraw', link: 1 }))).toBe('not-found');
    expect(openIn(ordered([retain('5 năm'), ask, [confirm, { by: nam }]], two))).toEqual([false, false]);
    // Who forbids them ends them for good: allowing others later opens none of these.
    const forbidden = ordered([{ type: 'links.forbid' }], two);
    expect(openIn(forbidden)).toEqual([false, false]);
    expect(openIn(ordered([{ type: 'links.allow' }], forbidden))).toEqual([false, false]);
  });
});

describe('its accesses', () => {
  it('DOSSIER-9: are kept with who and when, the latest first, and a link remembers its use', () => {
    const linked = ordered([{ type: 'links.allow' }, makeLink()]);
    const watched = happen(linked, { type: 'accessed', recording, what: 'watched' });
    const visitor = { kind: 'link', link: 1, whom: 'Báo Nhân Dân' } as const;
    const shared = happen(watched, { type: 'accessed', recording, what: 'shared' }, visitor, later + 5);
    const part = { kind: 'sound', format: 'mp3' } as const;
    const taken = happen(
      shared,
      { type: 'accessed', recording, what: 'downloaded', part },
      undefined,
      later + 6,
    );
    expect(taken.accesses).toEqual([
      { at: later + 6, by: 'Hà', recording, what: 'downloaded', part },
      { at: later + 5, by: 'Báo Nhân Dân', recording, what: 'shared', part: null },
      { at: later, by: 'Hà', recording, what: 'watched', part: null },
    ]);
    expect([watched.links[0]?.lastUsedAt, shared.links[0]?.lastUsedAt]).toEqual([null, later + 5]);
    const many = Array.from({ length: keptAccesses + 5 }).reduce<Dossier>(
      (dossier, _, index) =>
        happen(dossier, { type: 'accessed', recording, what: 'verified' }, undefined, index),
      begun,
    );
    expect([many.accesses.length, many.accesses[0]?.at]).toEqual([keptAccesses, keptAccesses + 4]);
  });
});
