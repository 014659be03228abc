import { describe, expect, it } from 'vitest';
import type { MeetingId, RecordingId, UnitId } from '../core/id.ts';
import { principal } from '../test/doubles/http-hub.ts';
import { createMemoryStore } from '../test/doubles/store.ts';
import type { DossierStanding } from './dossier-ports.ts';
import type { RecordingRow } from './ports.ts';
import { createRecomposition } from './recomposition.ts';

const standing: DossierStanding = {
  meeting: 'm1' as MeetingId,
  closedAt: 1,
  held: false,
  handedOverAt: null,
  disposal: 'none',
};

const wish = { height: 1080, layout: 'gallery' } as const;

function row(state: RecordingRow['state'], reason: string | null = null): RecordingRow {
  return {
    id: 'm1.r5' as RecordingId,
    meeting: 'm1' as MeetingId,
    title: '',
    unit: 'TW' as UnitId,
    unitName: '',
    startedAt: 0,
    state,
    reason,
    gaps: [],
    pauses: [],
    durationMs: null,
    size: null,
    sha256: null,
  };
}

function asked(of: RecordingRow, genuine = true, file: Partial<DossierStanding> = {}) {
  const calls: unknown[] = [];
  const recomposition = createRecomposition({
    store: {
      dossiers: { ...createMemoryStore().dossiers, standings: async () => [{ ...standing, ...file }] },
    },
    hub: {
      recall: async (id) => {
        calls.push(['recall', id]);
        return null;
      },
    },
    recorder: {
      compose: async (id, how) => {
        calls.push(['compose', id, how]);
        return { ok: true, value: null };
      },
    },
    isGenuine: async () => genuine,
    accessed: async (by, { id }, { what }) => {
      calls.push(['written', 'whom' in by ? by.whom : by.account.name, id, what]);
    },
  });
  return recomposition.compose(principal('person', 'TW'), of, wish).then((outcome) => ({ outcome, calls }));
}

describe('a film made anew', () => {
  it('is asked of the recorder once the recording is ready', async () => {
    const { outcome, calls } = await asked(row('ready'));
    expect(outcome.ok).toBe(true);
    expect(calls.at(-1)).toEqual(['compose', 'm1.r5', wish]);
  });

  it('DOSSIER-9: is written down with who ordered it before it is begun', async () => {
    const { calls } = await asked(row('ready'));
    expect(calls).toEqual([
      ['written', 'Ai đó', 'm1.r5', 'recomposed'],
      ['compose', 'm1.r5', wish],
    ]);
  });

  it('PACKAGE-1: is not made of a package whose signature does not hold: it would be signed anew', async () => {
    const { outcome, calls } = await asked(row('ready'), false);
    expect(outcome).toEqual({ ok: false, refusal: { code: 'package-damaged' } });
    expect(calls).toEqual([]);
  });

  it('DOSSIER-14: is not made of what is held or was handed over', async () => {
    const held = await asked(row('ready'), true, { held: true });
    expect(held).toEqual({ outcome: { ok: false, refusal: { code: 'under-hold' } }, calls: [] });
    const given = await asked(row('ready'), true, { handedOverAt: 1 });
    expect(given).toEqual({ outcome: { ok: false, refusal: { code: 'already-handed-over' } }, calls: [] });
  });

  it('REC-3: of one that failed for want of a film needs its meeting, in whose log that stands', async () => {
    for (const reason of ['composition', 'disk-full']) {
      const { outcome, calls } = await asked(row('failed', reason));
      expect(calls).toEqual([['recall', 'm1']]);
      expect(outcome).toEqual({ ok: false, refusal: { code: 'unavailable' } });
    }
  });

  it('is refused while the recording is under way, and where there is nothing to make it of', async () => {
    for (const each of [row('recording'), row('composing'), row('failed', 'nothing-recorded')])
      expect(await asked(each)).toEqual({
        outcome: { ok: false, refusal: { code: 'out-of-order' } },
        calls: [],
      });
  });
});
