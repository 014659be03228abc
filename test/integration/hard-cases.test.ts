import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import type { MeetingId } from '../../core/id.ts';
import { createHub } from '../../server/hub.ts';
import { createSeats } from '../../server/seats.ts';
import { createMemoryBallotBox } from '../doubles/ballot-box.ts';
import { createMediaDouble } from '../doubles/media.ts';
import { at, by, draft, grant, id, join, request, seats, start, system, who } from '../doubles/meeting.ts';
import { createRecorderDouble } from '../doubles/recorder.ts';
import { createMemoryStore, type MemoryStore } from '../doubles/store.ts';
import { type Client, startSocketHub } from '../support/socket-hub.ts';
import { until } from '../support/until.ts';

/* Cases that meetings are known to go wrong in, through real lines and a hub; the others in core/hard-cases.test.ts. */

const meeting = id<MeetingId>('m1');
const command = (client: Client, wish: object) => client.raw('command', { command: wish });
type Answered = { readonly ok: boolean; readonly refusal?: { readonly code: string } };

function hubOver(store: MemoryStore, now: () => number) {
  const media = createMediaDouble();
  const hub = createHub({
    store,
    media,
    recorder: createRecorderDouble(),
    ballots: createMemoryBallotBox(),
    connections: { push: () => undefined, end: () => undefined },
    seats: createSeats(),
    clock: { now },
    logger: pino({ level: 'silent' }),
  });
  onTestFinished(async () => {
    hub.close();
    await media.close();
  });
  return hub;
}

it('HUB-5, HUB-10, TIME-3: a speech whose time ran out while the hub was away ends when it is back', async () => {
  const store = createMemoryStore();
  let now = start;
  const before = hubOver(store, () => now);
  await before.create(draft({ id: meeting, settings: { whenTimeIsUp: 'close' } }));
  const live = before.meeting(meeting);
  await live?.send(system('hub'), join(seats.chair.card));
  await live?.send(system('hub'), join(seats.delegate.card));
  await live?.send(by(who.chair), { type: 'meeting.open' });
  await live?.send(by(who.chair), grant(who.delegate, { limitMs: 10_000 }));
  expect(live?.state().grants).toHaveLength(1);
  before.close();
  now = at(600_000);
  const after = hubOver(store, () => now);
  await after.start();
  await until('the floor is taken back', () => after.meeting(meeting)?.state().grants.length === 0);
  const state = after.meeting(meeting)?.state();
  expect(state?.participantById[who.delegate]?.microphone).toBe('off');
  const told = (await store.log.read(meeting, 0)).map(({ event }) => event.type);
  expect(told.filter((type) => type === 'floor.timeUp' || type === 'floor.warned')).toEqual(['floor.timeUp']);
});

it('HUB-4, TIME-4: the clock is set back while somebody speaks, and set right: nothing comes twice', async () => {
  const store = createMemoryStore();
  let now = at(60_000);
  const hub = hubOver(store, () => now);
  await hub.create(draft({ id: meeting }));
  const live = hub.meeting(meeting);
  await live?.send(system('hub'), join(seats.chair.card));
  await live?.send(system('hub'), join(seats.delegate.card));
  await live?.send(by(who.chair), { type: 'meeting.open' });
  await live?.send(by(who.chair), grant(who.delegate, { limitMs: 10_000 }));
  for (now of [at(0), at(69_000), at(30_000), at(71_000), at(5_000), at(72_000)])
    await live?.send(system('clock'), { type: 'clock.tick' });
  const entries = await store.log.read(meeting, 0);
  const times = entries.map((entry) => entry.at);
  expect(times).toEqual(times.toSorted((one, other) => one - other));
  const told = entries.map(({ event }) => event.type);
  expect(told.filter((type) => type === 'floor.warned' || type === 'floor.timeUp')).toEqual([
    'floor.warned',
    'floor.timeUp',
  ]);
});

it('HUB-1, FLOOR-2: a thousand requests at once are each answered, and five stand in line', async () => {
  const hub = await startSocketHub();
  onTestFinished(() => hub.close());
  const chair = await hub.seat(who.chair);
  await command(chair, { type: 'meeting.open' });
  const askers = await Promise.all(
    [who.delegate, who.farDelegate, who.communeSite, who.farSite, who.districtSite].map(hub.seat),
  );
  // Two hundred from each: all at once, so that most meet a request of their own that is there already.
  const answers = await Promise.all(
    askers.flatMap((client) => Array.from({ length: 200 }, () => command(client, request()))),
  );
  const codes = (answers as Answered[]).map(({ ok, refusal }) => (ok ? 'done' : refusal?.code));
  expect(codes.filter((code) => code === 'done')).toHaveLength(askers.length);
  expect(codes.filter((code) => code === 'already-requested')).toHaveLength(1_000 - askers.length);
  const { queue, seq } = hub.state();
  expect(new Set(queue.map(({ beneficiary }) => beneficiary.participant)).size).toBe(askers.length);
  const entries = await hub.store.log.read(hub.meeting, 0);
  expect(entries.map((entry) => entry.seq)).toEqual(Array.from({ length: seq }, (_, index) => index + 1));
  expect(await command(chair, { type: 'floor.next' })).toMatchObject({ ok: true });
}, 30_000);

it('HUB-9: a thousand requests from one device are slowed, and the others are heard meanwhile', async () => {
  const hub = await startSocketHub({ messagesPerSecond: 20, messageBurst: 120 });
  onTestFinished(() => hub.close());
  const chair = await hub.seat(who.chair);
  await command(chair, { type: 'meeting.open' });
  const loud = await hub.seat(who.delegate);
  const other = await hub.seat(who.guest);
  const flood = Promise.all(Array.from({ length: 1_000 }, () => command(loud, request())));
  expect(await command(other, request())).toMatchObject({ ok: true });
  const codes = ((await flood) as Answered[]).map(({ refusal }) => refusal?.code);
  expect(codes.filter((code) => code === 'too-many').length).toBeGreaterThan(800);
  expect(loud.socket.connected).toBe(true);
  expect(hub.state().queue).toHaveLength(2);
}, 30_000);

it('HUB-7: the same account on three devices: each takes the seat from the last, and the floor stays', async () => {
  const hub = await startSocketHub();
  onTestFinished(() => hub.close());
  const chair = await hub.seat(who.chair);
  await command(chair, { type: 'meeting.open' });
  const [first, second, third] = [
    await hub.seat(who.delegate),
    await hub.connect(who.delegate),
    await hub.connect(who.delegate),
  ];
  await command(chair, grant(who.delegate));
  const take = { meeting: hub.meeting, camera: 'off', takeOver: true } as const;
  const come = { ...take, takeOver: false } as const;
  expect(await second.ask('meeting.join', come)).toEqual({ ok: false, refusal: { code: 'replaced' } });
  expect(await third.ask('meeting.join', come)).toEqual({ ok: false, refusal: { code: 'replaced' } });
  expect((await second.ask('meeting.join', take)).ok).toBe(true);
  expect((await third.ask('meeting.join', take)).ok).toBe(true);
  await until('both are told', () => first.ended.length === 1 && second.ended.length === 1);
  expect([first.ended, second.ended, third.ended]).toEqual([
    [{ code: 'replaced' }],
    [{ code: 'replaced' }],
    [],
  ]);
  // It is the same person: the seat was never empty, and what they hold is theirs on the last device.
  const { presence, microphone } = hub.state().participantById[who.delegate] ?? {};
  expect([presence?.kind, microphone]).toEqual(['present', 'on']);
  const [held] = hub.state().grants;
  expect(await command(third, { type: 'floor.release', grant: held?.id })).toMatchObject({ ok: true });
});

it('WIRE-1: names with emoji, marks from right to left or markup cross the wire as they are; longer ones do not', async () => {
  const hub = await startSocketHub();
  onTestFinished(() => hub.close());
  const delegate = await hub.seat(who.delegate);
  const chair = await hub.seat(who.chair);
  const name = (text: string) => ({
    type: 'attendance.substitute',
    participant: who.delegate,
    name: text,
    position: '',
  });
  const hostile = [
    'Ấ'.repeat(200),
    '👩‍🌾 Xã Hai',
    '\u202eXã Ba\u2069',
    '<img src=x onerror=alert(1)>',
    '__proto__',
  ];
  for (const text of hostile) {
    expect(await command(delegate, name(text)), text).toMatchObject({ ok: true });
    expect(hub.state().participantById[who.delegate]?.attendance.substitute?.name).toBe(text);
    await until('the chair was told', () => JSON.stringify(chair.batches).includes(JSON.stringify(text)));
  }
  for (const text of ['x'.repeat(201), 'Xã\nHai', '']) {
    const answer = await command(delegate, name(text));
    expect(answer).toEqual({ ok: false, refusal: { code: 'invalid-message' } });
  }
});
