import { afterEach, beforeEach, expect, it } from 'vitest';
import type { MeetingId } from '../../core/id.ts';
import { usualSettings } from '../../core/settings.ts';
import { noUnits } from '../../core/unit-choice.ts';
import type { ConveneReply, Invitable } from '../../protocol/convening.ts';
import { type ConveningHub, order, startConveningHub } from '../doubles/convening-hub.ts';
import { codeOf } from '../doubles/http-hub.ts';

let world: ConveningHub;
beforeEach(async () => {
  world = await startConveningHub();
});
afterEach(() => world.close());

it.each(['secretary', 'head', 'provincial-operator', 'administrator'])(
  'CONVENE-1: the %s calls a meeting in the district’s name',
  async (token) => {
    const response = await world.convene(token);
    expect(response.status).toBe(200);
    const { id } = (await response.json()) as ConveneReply;
    expect(world.hub().meeting(id)?.state()).toMatchObject({ title: 'Giao ban huyện', unit: '11.103' });
  },
);

it.each([
  ['delegate', 403, 'not-permitted'],
  ['beside', 403, 'not-permitted'],
  ['site', 403, 'not-permitted'],
  ['nobody', 401, 'unauthenticated'],
])('CONVENE-1: the %s does not, and nothing is made', async (token, status, code) => {
  expect(await codeOf(await world.convene(token))).toEqual([status, code]);
  expect(world.hub().meetings()).toEqual([]);
});

it('CONVENE-1: a district’s secretary neither calls the province’s meetings nor one of a unit that is not there', async () => {
  expect(await codeOf(await world.convene('secretary', { unit: '11' }))).toEqual([403, 'not-permitted']);
  expect(await codeOf(await world.convene('secretary', { unit: 'gone' }))).toEqual([403, 'not-permitted']);
  expect(await codeOf(await world.convene('administrator', { unit: 'gone' }))).toEqual([404, 'not-found']);
});

it('CONVENE-3: the invited see it in their list with their role there; others, and the unit above, do not', async () => {
  await world.convene('provincial-operator');
  expect(await world.whoSees()).toEqual(['delegate', 'head', 'provincial-operator', 'secretary', 'site']);
  expect(await world.listOf('head')).toEqual([
    expect.objectContaining({
      title: 'Giao ban huyện',
      role: 'chair',
      unitName: 'Đơn vị 11.103',
      invited: 5,
    }),
  ]);
});

it('CONVENE-2: nobody from beside is taken as chair', async () => {
  const response = await world.convene('administrator', { chair: 'person:beside' });
  expect(await codeOf(response)).toEqual([404, 'not-found']);
  const sited = await world.convene('administrator', { chair: 'site:11.103' });
  expect(await codeOf(sited)).toEqual([404, 'not-found']);
});

it('LIFE-1: a meeting marked secret is refused, and nothing of it is kept', async () => {
  expect(await codeOf(await world.convene('secretary', { secret: true }))).toEqual([403, 'secret-meeting']);
  expect(world.hub().meetings()).toEqual([]);
  expect(await world.store.meetings.list('scheduled')).toEqual([]);
});

it('LOG-1: the log names who called it, and the hub that starts again has it', async () => {
  const { id } = (await (await world.convene('secretary')).json()) as ConveneReply;
  const [first] = await world.store.log.read(id, 0);
  expect(first?.by).toEqual({ kind: 'participant', id: 'person:secretary' });
  const administrators = await world.called('administrator');
  const [second] = await world.store.log.read(administrators, 0);
  expect(second?.by).toEqual({ kind: 'administrator', id: 'person:administrator' });
  await world.restart();
  expect(
    world
      .hub()
      .meetings()
      .map((live) => live.state().id),
  ).toEqual([id, administrators]);
});

it.each<[string, object]>([
  ['an empty title', { title: '  ' }],
  ['a title of more than 200 characters', { title: 'x'.repeat(201) }],
  ['a title of several lines', { title: 'một\nhai' }],
  ['no chair', { chair: null }],
  ['a moment that is none', { scheduledAt: Number.MAX_SAFE_INTEGER }],
  ['more than 30 lines of agenda', { agenda: Array.from({ length: 31 }, () => order.agenda[0]) }],
  ['a line planned for no time', { agenda: [{ ...order.agenda[0], plannedMinutes: 0 }] }],
  ['an admission there is not', { settings: { ...usualSettings, admission: 'everyone' } }],
  [
    'a site’s role given to a person',
    { invited: { ...order.invited, named: [{ participant: 'p', roles: [{ role: 'site', unit: '11' }] }] } },
  ],
  ['a kind of speech there is not', { agenda: [{ ...order.agenda[0], kinds: ['song'] }] }],
  ['a field of its own', { id: 'm1' }],
])('WIRE-1: %s is refused', async (_what, change) => {
  expect(await codeOf(await world.convene('secretary', change))).toEqual([400, 'invalid-message']);
});

it('WIRE-3: the longest agenda in Vietnamese fits into a body', async () => {
  const longest = {
    ...order.agenda[0],
    title: 'ế'.repeat(200),
    presenter: 'ữ'.repeat(200),
    plannedMinutes: 1440,
  };
  const response = await world.convene('secretary', { agenda: Array.from({ length: 30 }, () => longest) });
  expect(response.status).toBe(200);
});

it('CONVENE-2, CONVENE-6: shows who may be invited: the subtree, and people with the unit’s own chair first', async () => {
  const shown = (await (await world.read('secretary', '/api/units/11.103/invitable')).json()) as Invitable;
  expect(shown.units.map(({ id }) => id)).toEqual(['11.103']);
  expect(shown.levels).toEqual([{ id: 'any', name: 'Cấp' }]);
  expect(shown.people.map(({ name }) => name)).toEqual([
    'head',
    'administrator',
    'delegate',
    'provincial-operator',
    'secretary',
  ]);
  expect(shown.people[0]).toEqual({
    participant: 'person:head',
    name: 'head',
    position: '',
    unit: '11.103',
    unitName: 'Đơn vị 11.103',
    chairs: true,
    roles: [{ role: 'chair', unit: '11.103' }],
  });
  expect(shown.people[1]?.roles).toEqual([]);
  const wider = (await (
    await world.read('provincial-operator', '/api/units/11/invitable')
  ).json()) as Invitable;
  expect(wider.units.map(({ id }) => id)).toEqual(['11', '11.103']);
});

it.each(['invitable', 'meetings'])(
  'CONVENE-1: a unit’s %s are for who may call its meetings',
  async (what) => {
    const read403 = async (token: string, unit: string) =>
      codeOf(await world.read(token, `/api/units/${unit}/${what}`));
    expect(await read403('secretary', '12')).toEqual([403, 'not-permitted']);
    expect(await read403('delegate', '11.103')).toEqual([403, 'not-permitted']);
    expect(await read403('administrator', 'gone')).toEqual([404, 'not-found']);
  },
);

it('CONVENE-5: all of a province but one district: its site does not have the meeting in its list', async () => {
  const units = { ...noUnits, all: ['11'], none: ['11.103'] };
  const change = { unit: '11', chair: 'person:provincial-operator', invited: { ...order.invited, units } };
  expect((await world.convene('provincial-operator', change)).status).toBe(200);
  expect(await world.whoSees()).toEqual(['provincial-operator', 'site-above']);
});

it('a meeting’s id is a fresh one, so two of the same order are two', async () => {
  const ids: MeetingId[] = [];
  for (const token of ['secretary', 'secretary']) {
    const { id } = (await (await world.convene(token)).json()) as ConveneReply;
    ids.push(id);
  }
  expect(new Set(ids).size).toBe(2);
  expect((await world.listOf('head')).length).toBe(2);
});
