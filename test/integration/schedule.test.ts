import { afterEach, beforeEach, expect, it } from 'vitest';
import type { MeetingId } from '../../core/id.ts';
import type { Card } from '../../core/meeting.ts';
import { usualSettings } from '../../core/settings.ts';
import { noUnits } from '../../core/unit-choice.ts';
import type { ClashItem, MeetingOrderReply, UnitMeetingItem } from '../../protocol/convening.ts';
import type { EntryBatch } from '../../protocol/message.ts';
import {
  type ConveningHub,
  now,
  order,
  principalByToken,
  startConveningHub,
} from '../doubles/convening-hub.ts';
import { codeOf } from '../doubles/http-hub.ts';

const hour = 3_600_000;
const later = order.scheduledAt + 24 * hour;

let world: ConveningHub;
let id: MeetingId;
beforeEach(async () => {
  world = await startConveningHub();
  id = await world.called('secretary');
});
afterEach(() => world.close());

const move = { type: 'meeting.reschedule', scheduledAt: later, reason: 'Trùng lịch họp Tỉnh ủy' };
const postpone = { type: 'meeting.postpone', reason: 'Bão số 9' };
const cancel = { type: 'meeting.cancel', reason: 'Không còn cần' };
const schedule = (token: string, wish: object, meeting = id) =>
  world.write(token, `/api/meetings/${meeting}/schedule`, wish);
const { unit: _unit, scheduledAt: _at, secret: _secret, ...revisable } = order;
const revise = (token: string, change: object, meeting = id) =>
  world.write(token, `/api/meetings/${meeting}`, { ...revisable, ...change }, 'PUT');
const first = async (token: string) => (await world.listOf(token))[0];

/** The identity takes its seat, as its screen does. */
async function come(token: string, meeting = id): Promise<void> {
  const { account } = principalByToken.get(token) ?? {};
  if (!account) throw new Error(token);
  const { participant, kind, name, unit, unitName } = account;
  const level = world.hub().meeting(meeting)?.state().levels[0]?.id ?? ('any' as Card['level']);
  const card: Card = { participant, kind, name, position: '', unit, unitName, level };
  const live = world.hub().meeting(meeting);
  world.seats.sit({ connection: `line of ${token}`, meeting, participant });
  const joined = await live?.send(
    { kind: 'system', part: 'hub' },
    { type: 'participant.join', card, camera: 'off' },
  );
  expect(joined?.ok).toBe(true);
}

/** Types of the events that went out on somebody's line. */
const eventsTo = (token: string) =>
  world.pushed
    .filter(({ connections, type }) => type === 'entries' && connections.includes(`line of ${token}`))
    .flatMap(({ payload }) => (payload as EntryBatch).entries.map(({ event }) => event.type));

it.each(['secretary', 'head', 'provincial-operator', 'administrator'])(
  'SCHEDULE-4: the %s moves the district’s meeting without having come to it, and the log names them',
  async (token) => {
    expect((await schedule(token, move)).status).toBe(200);
    expect(await first('site')).toMatchObject({
      scheduledAt: later,
      phase: { kind: 'scheduled' },
      moved: { from: order.scheduledAt, reason: 'Trùng lịch họp Tỉnh ủy', at: now },
    });
    const last = (await world.store.log.read(id, 1)).at(-1);
    expect(last?.by).toMatchObject({ id: `person:${token}` });
    expect(last?.by.kind).toBe(token === 'administrator' ? 'administrator' : 'convener');
  },
);

it.each(['delegate', 'beside', 'site'])(
  'SCHEDULE-4: the %s may not, is not told that there is a meeting, and nothing is done',
  async (token) => {
    for (const wish of [move, postpone, cancel])
      expect(await codeOf(await schedule(token, wish))).toEqual([404, 'not-found']);
    expect(await codeOf(await revise(token, {}))).toEqual([404, 'not-found']);
    expect(await codeOf(await world.read(token, `/api/meetings/${id}/order`))).toEqual([404, 'not-found']);
    const asked = await world.write(token, `/api/meetings/${id}/clashes`, { scheduledAt: later });
    expect(await codeOf(asked)).toEqual([404, 'not-found']);
    expect(await world.store.log.read(id, 1)).toEqual([]);
  },
);

it('SCHEDULE-4: whoever was made the chair of this one meeting arranges it, and sees in the list that they may', async () => {
  const named = await world.called('administrator', { chair: 'person:delegate' });
  const mayArrange = Object.fromEntries(
    (await world.listOf('delegate')).map((meeting) => [meeting.id, meeting.mayArrange]),
  );
  expect(mayArrange).toEqual({ [id]: false, [named]: true });
  expect((await schedule('delegate', postpone, named)).status).toBe(200);
});

it('SCHEDULE-3, SCHEDULE-9: postponed, every list says why; moved, it stands on the schedule again', async () => {
  await schedule('secretary', postpone);
  for (const token of ['site', 'delegate', 'head'])
    expect(await first(token)).toMatchObject({
      phase: { kind: 'postponed', since: now, reason: 'Bão số 9' },
    });
  await schedule('secretary', move);
  expect(await first('site')).toMatchObject({ phase: { kind: 'scheduled' }, scheduledAt: later });
});

it('SCHEDULE-9: cancelled, it is told of with its reason, also by a hub that was started again', async () => {
  await schedule('secretary', cancel);
  const told = expect.objectContaining({ phase: { kind: 'cancelled', since: now, reason: 'Không còn cần' } });
  expect(await world.listOf('site')).toEqual([told]);
  await world.restart();
  expect(await world.listOf('site')).toEqual([told]);
  expect(await codeOf(await schedule('secretary', move))).toEqual([409, 'meeting-cancelled']);
});

it('SCHEDULE-9: a postponed one is not forgotten by a hub that was started again, and is moved then', async () => {
  await schedule('secretary', postpone);
  await world.restart();
  expect((await schedule('secretary', move)).status).toBe(200);
  expect(await first('site')).toMatchObject({ phase: { kind: 'scheduled' } });
});

it('SCHEDULE-9: who is there already, waiting or not, is told at once', async () => {
  await revise('secretary', { settings: { ...usualSettings, admission: 'nobody' } });
  await come('head');
  await come('site');
  await schedule('secretary', postpone);
  await schedule('secretary', move);
  const seen = ['meeting.postponed', 'meeting.rescheduled'];
  for (const token of ['head', 'site'])
    expect(eventsTo(token).filter((type) => seen.includes(type))).toEqual(seen);
});

it('SCHEDULE-1: one that is live is neither moved nor changed', async () => {
  await come('head');
  await world
    .hub()
    .meeting(id)
    ?.send({ kind: 'participant', id: 'person:head' as never }, { type: 'meeting.open' });
  for (const wish of [move, postpone, cancel])
    expect(await codeOf(await schedule('secretary', wish))).toEqual([409, 'already-live']);
  expect(await codeOf(await revise('secretary', {}))).toEqual([409, 'already-live']);
});

it.each<[string, object]>([
  ['without a reason', { ...postpone, reason: '  ' }],
  ['to a moment that is none', { ...move, scheduledAt: -1 }],
  ['into something else', { type: 'meeting.open' }],
])('WIRE-1: a meeting is not moved %s', async (_what, wish) => {
  expect(await codeOf(await schedule('secretary', wish))).toEqual([400, 'invalid-message']);
});

it('SCHEDULE-5: changed, the newly invited have it in their list and those left out no longer', async () => {
  const units = { ...noUnits, none: ['11.103'] };
  const named = [
    { participant: 'person:provincial-operator', roles: [{ role: 'operator', unit: '11.103' }] },
  ];
  const response = await revise('secretary', {
    title: 'Giao ban tuần',
    invited: { units, usual: false, named },
  });
  expect(response.status).toBe(200);
  expect(await world.whoSees()).toEqual(['head', 'provincial-operator', 'secretary']);
  expect(await first('provincial-operator')).toMatchObject({ title: 'Giao ban tuần', role: 'operator' });
});

it('SCHEDULE-5: what may not be ordered is refused whole', async () => {
  const outside = { ...order.invited, units: { ...noUnits, all: ['12'] } };
  expect(await codeOf(await revise('secretary', { invited: outside }))).toEqual([404, 'not-found']);
  const named = [{ participant: 'person:beside', roles: [{ role: 'guest', unit: '11.103' }] }];
  const strange = { ...order.invited, named };
  expect(await codeOf(await revise('secretary', { invited: strange }))).toEqual([404, 'not-found']);
  expect(await codeOf(await revise('secretary', { chair: 'person:beside' }))).toEqual([404, 'not-found']);
  expect(await world.store.log.read(id, 1)).toEqual([]);
});

it('SCHEDULE-8: the last meeting of a unit is found and copied, also when the hub has let go of it', async () => {
  const given = (await (
    await world.read('secretary', `/api/meetings/${id}/order`)
  ).json()) as MeetingOrderReply;
  const { secret: _, ...ordered } = order;
  expect(given).toEqual(ordered);
  await schedule('secretary', move);
  const early = await world.called('head', { scheduledAt: 1 });
  const listed = async () =>
    (await (
      await world.read('secretary', '/api/units/11.103/meetings')
    ).json()) as readonly UnitMeetingItem[];
  await expect
    .poll(async () => (await listed()).map((one) => [one.id, one.scheduledAt, one.plannedMs]))
    .toEqual([
      [id, later, 2 * hour],
      [early, 1, 2 * hour],
    ]);
  // Cancelled long ago: told of no more, and not loaded.
  await schedule('head', cancel, early);
  await expect.poll(async () => (await listed())[1]?.phase.kind).toBe('cancelled');
  const past = { kind: 'cancelled', since: 1, reason: 'Không còn cần' } as const;
  const row = (await world.store.meetings.ofUnit(order.unit as never)).find((one) => one.id === early);
  if (row) await world.store.meetings.put({ ...row, phase: past });
  await world.restart();
  expect(world.hub().meeting(early)).toBeNull();
  const copied = await world.read('secretary', `/api/meetings/${early}/order`);
  expect(((await copied.json()) as MeetingOrderReply).title).toBe(order.title);
});

it('SCHEDULE-6: whoever is wanted twice is named while a meeting is called or moved, and it may be called all the same', async () => {
  const ask = async (token: string, change: object = {}) => {
    const { unit, scheduledAt, plannedMinutes, chair, invited } = { ...order, ...change };
    const body = { meeting: null, unit, scheduledAt, plannedMinutes, chair, invited, ...change };
    return (await (await world.write(token, '/api/clashes', body)).json()) as readonly ClashItem[];
  };
  expect(await ask('secretary', { scheduledAt: order.scheduledAt + hour })).toEqual([
    {
      title: 'Giao ban huyện',
      unitName: 'Đơn vị 11.103',
      from: order.scheduledAt,
      to: order.scheduledAt + 2 * hour,
      assumed: false,
      sites: ['Đơn vị 11.103'],
      siteCount: 1,
      persons: ['delegate', 'head', 'secretary'],
      personCount: 3,
    },
  ]);
  expect(await ask('secretary', { scheduledAt: order.scheduledAt + 2 * hour })).toEqual([]);
  expect(await ask('secretary', { meeting: id })).toEqual([]);
  const openEnded = await world.called('secretary', { plannedMinutes: null, scheduledAt: later });
  const moved = await world.write('secretary', `/api/meetings/${id}/clashes`, { scheduledAt: later + hour });
  expect(await moved.json()).toMatchObject([{ from: later, to: later + 2 * hour, assumed: true }]);
  await schedule('secretary', postpone, openEnded);
  const again = await world.write('secretary', `/api/meetings/${id}/clashes`, { scheduledAt: later + hour });
  expect(await again.json()).toEqual([]);
});

it('SCHEDULE-6: of another unit’s meeting only the time is told', async () => {
  await world.called('administrator', {
    unit: 'TW',
    title: 'Họp kín',
    chair: 'person:administrator',
    scheduledAt: later,
    invited: {
      units: { ...noUnits, all: ['11.103'] },
      usual: false,
      named: [{ participant: 'person:head', roles: [{ role: 'guest', unit: 'TW' }] }],
    },
  });
  const asked = (token: string) => world.write(token, `/api/meetings/${id}/clashes`, { scheduledAt: later });
  expect(await (await asked('secretary')).json()).toMatchObject([{ title: null, unitName: 'Đơn vị TW' }]);
  expect(await (await asked('head')).json()).toMatchObject([{ title: 'Họp kín' }]);
});
