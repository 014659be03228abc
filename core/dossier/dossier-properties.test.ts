import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ask,
  begun,
  closedAt,
  confirm,
  dayMs,
  decide,
  happen,
  hà,
  lan,
  lift,
  nam,
  orders,
  retain,
  states,
} from '../../test/doubles/dossier.ts';
import { archiveRights } from '../archive-right.ts';
import type { DossierBooks } from './decide.ts';
import type { Dossier, Signatory } from './dossier.ts';
import type { DossierEvent } from './event.ts';
import { isDisposed, linkState, monthsAfter } from './term.ts';

describe('whatever anybody orders', () => {
  /** Orders by three people at any times, and the states between. */
  const walks = fc.array(
    fc.record({
      order: fc.oneof(
        { weight: 1, arbitrary: fc.constantFrom(...orders, retain('Vĩnh viễn'), lift(2)) },
        { weight: 2, arbitrary: fc.constantFrom(retain('5 năm'), lift(1), lift(2), ask, confirm, confirm) },
      ),
      by: fc.constantFrom(hà, nam, lan),
      waitMs: fc.constantFrom(0, 1, 40 * dayMs, 400 * dayMs),
      closed: fc.constantFrom(closedAt, closedAt, closedAt, null),
      states: fc.constantFrom(
        states('ready'),
        states('ready'),
        states('failed'),
        states('ready', 'composing'),
      ),
    }),
    { minLength: 20, maxLength: 40 },
  );
  type Step = {
    readonly before: Dossier;
    readonly after: Dossier;
    readonly events: readonly DossierEvent[];
    readonly by: Signatory;
    readonly now: number;
    readonly books: Partial<DossierBooks>;
  };
  const always = (holds: (step: Step) => void): void =>
    fc.assert(
      fc.property(walks, (walk) => {
        let [now, dossier] = [closedAt, begun];
        for (const { order, by, waitMs, closed, states: recordings } of walk) {
          now += waitMs;
          const books = { closedAt: closed, recordings };
          const decision = decide(dossier, order, { by, now, books });
          const events = decision.ok ? decision.events : [];
          const before = dossier;
          dossier = events.reduce(
            (state, event) => happen(state, event, { kind: 'person', ...by }, now),
            before,
          );
          holds({ before, after: dossier, events, by, now, books });
        }
      }),
      { numRuns: 300 },
    );

  it('DOSSIER-4, DOSSIER-5: nothing is destroyed early, under a hold, unfinished, or by one person alone', () => {
    let destroyed = 0;
    always(({ before, events, by, now, books }) => {
      if (!events.some(({ type }) => type === 'disposal.confirmed')) return;
      destroyed += 1;
      const { disposal, retention } = before;
      if (disposal.state !== 'asked' || retention?.years == null)
        return expect.fail('not asked, or for good');
      expect(disposal.by.participant).not.toBe(by.participant);
      expect(now).toBeGreaterThanOrEqual(
        monthsAfter(books.closedAt ?? Number.POSITIVE_INFINITY, 12 * retention.years),
      );
      expect(before.holds.filter(({ lifted }) => lifted === null)).toEqual([]);
      expect(books.recordings?.map(({ state }) => state)).not.toContain('composing');
    });
    expect(destroyed).toBeGreaterThan(0);
  });

  it('DOSSIER-6, DOSSIER-8: a disposed file stays as it is, and no link is open that was forbidden or has ended', () => {
    always(({ before, after: state, now }) => {
      if (isDisposed(before)) expect(state).toBe(before);
      const open = state.links.filter(
        (link) => linkState(link, state, { now, makerRights: archiveRights }) === 'open',
      );
      if (!state.linksAllowed || isDisposed(state)) expect(open).toEqual([]);
      for (const { until, withdrawnAt } of open) expect([withdrawnAt, now < until]).toEqual([null, true]);
    });
  });
});
