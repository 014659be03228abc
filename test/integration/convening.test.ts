import { pino } from 'pino';
import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LevelId, MeetingId, ParticipantId } from '../../core/id.ts';
import type { ConveneReply, MeetingListItem, PersonItem } from '../../protocol/http.ts';
import { createConvening } from '../../server/convening.ts';
import { createHub, type Hub } from '../../server/hub.ts';
import { listMeetings } from '../../server/meeting-list.ts';
import type { Principal } from '../../server/ports.ts';
import { createSeats } from '../../server/seats.ts';
import {
  auth,
  codeOf,
  type HttpHub,
  store as httpStore,
  principal,
  startHttp,
  units,
} from '../doubles/http-hub.ts';
import { createMediaDouble } from '../doubles/media.ts';
import { createRecorderDouble } from '../doubles/recorder.ts';
import { createMemoryStore, type MemoryStore } from '../doubles/store.ts';

const clock = { now: () => 1_000_000_000 };

/** Somebody with an account of their own; the token is the name. */
function person(name: string, at: string, more: Parameters<typeof principal>[2] = {}): [string, Principal] {
  const found = principal('person', at, more);
  return [
    name,
    { ...found, account: { ...found.account, participant: `person:${name}` as ParticipantId, name } },
  ];
}
const principalByToken = new Map<string, Principal>([
  person('administrator', 'TW', { administrator: true }),
  person('provincial-operator', '11', { roles: ['operator'] }),
  person('head', '11.103', { roles: ['chair'] }),
  person('secretary', '11.103', { roles: ['secretary'] }),
  person('delegate', '11.103', { roles: ['delegate'] }),
  person('beside', '12', { roles: ['secretary'] }),
  ['site', principal('site', '11.103', { roles: ['site'] })],
  ['site-above', principal('site', '11', { roles: ['site'] })],
]);

let store: MemoryStore;
let hub: Hub;
let http: HttpHub;

function startRealHub(): Hub {
  return createHub({
    store,
    media: createMediaDouble(),
    recorder: createRecorderDouble(),
    connections: { push: () => undefined, end: () => undefined },
    seats: createSeats(),
    clock,
    logger: pino({ level: 'silent' }),
  });
}

beforeEach(async () => {
  store = createMemoryStore();
  await store.units.replace([{ id: 'any' as LevelId, name: 'Cấp' }], units);
  for (const { account, standingRoles } of principalByToken.values()) {
    const { kind, participant: id, name: username, name, position, unit, administrator } = account;
    if (kind === 'site') continue;
    const row = { id, username, name, position, unit, administrator, standingRoles };
    await store.accounts.put({ ...row, passwordHash: 'never shown', disabledAt: null });
  }
  hub = startRealHub();
  await hub.start();
  http = await startHttp({
    auth: {
      ...auth,
      verify: async (token) => {
        const value = principalByToken.get(token);
        return value ? { ok: true, value } : { ok: false, refusal: { code: 'unauthenticated' } };
      },
    },
    store: { ...httpStore, units: store.units },
    hub: {
      listMeetings: async (by) => listMeetings(hub, by, clock.now()),
      health: () => ({ ok: true, parts: {} }),
    },
    convening: createConvening({ store, create: hub.create, newId: uuid }),
  });
});
afterEach(async () => {
  hub.close();
  await http.close();
});

const order = {
  title: 'Giao ban huyện',
  unit: '11.103',
  scheduledAt: 1_800_000_000_000,
  chair: 'person:head',
  agenda: [{ title: 'Khai mạc', presenter: '', plannedMinutes: null }],
  admission: 'invited',
  secret: false,
};

const convene = (token: string, change: object = {}) =>
  fetch(`${http.url}/api/meetings`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...order, ...change }),
  });
const read = (token: string, path: string) =>
  fetch(http.url + path, { headers: { authorization: `Bearer ${token}` } });
const listOf = async (token: string) =>
  (await (await read(token, '/api/meetings')).json()) as readonly MeetingListItem[];
const whoSees = async () => {
  const tokens = [...principalByToken.keys()];
  const lists = await Promise.all(tokens.map(listOf));
  return tokens.filter((_token, index) => (lists[index] ?? []).length > 0);
};

it.each(['secretary', 'head', 'provincial-operator', 'administrator'])(
  'CONVENE-1: the %s calls a meeting in the district’s name',
  async (token) => {
    const response = await convene(token);
    expect(response.status).toBe(200);
    const { id } = (await response.json()) as ConveneReply;
    expect(hub.meeting(id)?.state()).toMatchObject({ title: 'Giao ban huyện', unit: '11.103' });
  },
);

it.each([
  ['delegate', 403, 'not-permitted'],
  ['beside', 403, 'not-permitted'],
  ['site', 403, 'not-permitted'],
  ['nobody', 401, 'unauthenticated'],
])('CONVENE-1: the %s does not, and nothing is made', async (token, status, code) => {
  expect(await codeOf(await convene(token))).toEqual([status, code]);
  expect(hub.meetings()).toEqual([]);
});

it('CONVENE-1: a district’s secretary neither calls the province’s meetings nor one of a unit that is not there', async () => {
  expect(await codeOf(await convene('secretary', { unit: '11' }))).toEqual([403, 'not-permitted']);
  expect(await codeOf(await convene('secretary', { unit: 'gone' }))).toEqual([403, 'not-permitted']);
  expect(await codeOf(await convene('administrator', { unit: 'gone' }))).toEqual([404, 'not-found']);
});

it('CONVENE-3: the invited see it in their list with their role there; others, and the unit above, do not', async () => {
  await convene('provincial-operator');
  expect((await whoSees()).sort()).toEqual(['delegate', 'head', 'provincial-operator', 'secretary', 'site']);
  expect(await listOf('head')).toEqual([
    expect.objectContaining({
      title: 'Giao ban huyện',
      role: 'chair',
      unitName: 'Đơn vị 11.103',
      invited: 5,
    }),
  ]);
});

it('CONVENE-2: nobody from beside is taken as chair', async () => {
  const response = await convene('administrator', { chair: 'person:beside' });
  expect(await codeOf(response)).toEqual([404, 'not-found']);
  const sited = await convene('administrator', { chair: 'site:11.103' });
  expect(await codeOf(sited)).toEqual([404, 'not-found']);
});

it('LIFE-1: a meeting marked secret is refused, and nothing of it is kept', async () => {
  expect(await codeOf(await convene('secretary', { secret: true }))).toEqual([403, 'secret-meeting']);
  expect(hub.meetings()).toEqual([]);
  expect(await store.meetings.list('scheduled')).toEqual([]);
});

it('LOG-1: the log names who called it, and the hub that starts again has it', async () => {
  const { id } = (await (await convene('secretary')).json()) as ConveneReply;
  const [first] = await store.log.read(id, 0);
  expect(first?.by).toEqual({ kind: 'participant', id: 'person:secretary' });
  const called = (await (await convene('administrator')).json()) as ConveneReply;
  const [second] = await store.log.read(called.id, 0);
  expect(second?.by).toEqual({ kind: 'administrator', id: 'person:administrator' });
  hub.close();
  hub = startRealHub();
  await hub.start();
  expect(hub.meetings().map((live) => live.state().id)).toEqual([id, called.id]);
});

it.each<[string, object]>([
  ['an empty title', { title: '  ' }],
  ['a title of more than 200 characters', { title: 'x'.repeat(201) }],
  ['a title of several lines', { title: 'một\nhai' }],
  ['no chair', { chair: null }],
  ['a moment that is none', { scheduledAt: Number.MAX_SAFE_INTEGER }],
  ['more than 30 lines of agenda', { agenda: Array.from({ length: 31 }, () => order.agenda[0]) }],
  ['a line planned for no time', { agenda: [{ title: 'a', presenter: '', plannedMinutes: 0 }] }],
  ['an admission there is not', { admission: 'everyone' }],
  ['a field of its own', { id: 'm1' }],
])('WIRE-1: %s is refused', async (_what, change) => {
  expect(await codeOf(await convene('secretary', change))).toEqual([400, 'invalid-message']);
});

it('WIRE-3: the longest agenda in Vietnamese fits into a body', async () => {
  const longest = { title: 'ế'.repeat(200), presenter: 'ữ'.repeat(200), plannedMinutes: 1440 };
  const response = await convene('secretary', { agenda: Array.from({ length: 30 }, () => longest) });
  expect(response.status).toBe(200);
});

it('CONVENE-2: shows who may chair, the unit’s own chair first, and to nobody else', async () => {
  const people = async (token: string, unit = '11.103') =>
    (await (await read(token, `/api/units/${unit}/people`)).json()) as readonly PersonItem[];
  const shown = await people('secretary');
  expect(shown.map(({ name }) => name)).toEqual([
    'head',
    'administrator',
    'delegate',
    'provincial-operator',
    'secretary',
  ]);
  expect(shown[0]).toEqual({
    participant: 'person:head',
    name: 'head',
    position: '',
    unit: '11.103',
    unitName: 'Đơn vị 11.103',
    chairs: true,
  });
  const read403 = async (token: string, unit: string) =>
    codeOf(await read(token, `/api/units/${unit}/people`));
  expect(await read403('secretary', '12')).toEqual([403, 'not-permitted']);
  expect(await read403('delegate', '11.103')).toEqual([403, 'not-permitted']);
  expect(await read403('administrator', 'gone')).toEqual([404, 'not-found']);
});

it('a meeting’s id is a fresh one, so two of the same order are two', async () => {
  const ids: MeetingId[] = [];
  for (const token of ['secretary', 'secretary']) {
    const { id } = (await (await convene(token)).json()) as ConveneReply;
    ids.push(id);
  }
  expect(new Set(ids).size).toBe(2);
  expect((await listOf('head')).length).toBe(2);
});
