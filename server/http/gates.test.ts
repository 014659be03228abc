import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ArchiveItem, CataloguePage } from '../../protocol/archive.ts';
import {
  auth,
  codeOf,
  type HttpHub,
  principal,
  recording,
  startHttp,
  store,
  unitOf,
} from '../../test/doubles/http-hub.ts';
import type { MeetingRow, Principal } from '../ports.ts';

/** A meeting that province 11 convened; its district went on alone and keeps a recording of its own, `r1`. */
const meeting: MeetingRow = {
  id: recording('r1', '11.103').meeting,
  title: 'Giao ban tỉnh',
  unit: unitOf('11'),
  scheduledAt: 1,
  plannedMs: null,
  phase: { kind: 'closed', openedAt: 1, closedAt: 2 },
  moved: null,
};
const keepers: Readonly<Record<string, Principal>> = {
  district: principal('person', '11.103', { roles: ['chair'] }),
  province: principal('person', '11', { roles: ['chair'] }),
};
const all = ['see', 'download', 'export', 'hold', 'dispose', 'hand-over', 'allow-links', 'share'];

let hub: HttpHub;
beforeAll(async () => {
  hub = await startHttp({
    auth: {
      ...auth,
      verify: async (token) => {
        const value = keepers[token];
        return value ? { ok: true, value } : { ok: false, refusal: { code: 'unauthenticated' } };
      },
    },
    store: {
      ...store,
      meetings: { ...store.meetings, byId: async (id) => (id === meeting.id ? meeting : null) },
    },
  });
});
afterAll(() => hub.close());

const ask = (who: string, path: string, init: RequestInit = {}) =>
  fetch(`${hub.url}/api/archive${path}`, {
    ...init,
    headers: { authorization: `Bearer ${who}`, 'content-type': 'application/json' },
  });
const rightsOf = async (who: string) => ((await (await ask(who, '/r1')).json()) as ArchiveItem).rights;

it('ARCHIVE-4: of a hall that went on alone, who keeps it watches and takes it home; the whole file is the convener’s', async () => {
  expect(await rightsOf('district')).toEqual(['see', 'download']);
  expect(await rightsOf('province')).toEqual(all);
  expect((await ask('district', '/r1/video')).status).toBe(200);
  const anew = { method: 'POST', body: JSON.stringify({ height: 720, layout: 'speaker' }) };
  expect(await codeOf(await ask('district', '/r1/compose', anew))).toEqual([403, 'not-permitted']);
  expect((await ask('province', '/r1/compose', anew)).status).toBe(200);
});

it('ARCHIVE-4: the list tells the same rights as the recording’s own page', async () => {
  const listed = async (who: string) => {
    const { lines } = (await (await ask(who, '')).json()) as CataloguePage;
    return lines.find(({ id }) => id === 'r1')?.rights;
  };
  expect(await listed('district')).toEqual(['see', 'download']);
  expect(await listed('province')).toEqual(all);
});
