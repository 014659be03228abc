import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import type { MeetingId } from '../core/id.ts';
import { createMemoryBallotBox } from '../test/doubles/ballot-box.ts';
import { createMediaDouble } from '../test/doubles/media.ts';
import { by, draft, id, seats as invited, join, start, system, who } from '../test/doubles/meeting.ts';
import { createRecorderDouble } from '../test/doubles/recorder.ts';
import { createMemoryStore } from '../test/doubles/store.ts';
import { createHub } from './hub.ts';
import type { Store } from './ports.ts';
import { createSeats } from './seats.ts';

const meeting = id<MeetingId>('m1');

function hubOver(store: Store, clock = { now: () => Date.now() }) {
  const media = createMediaDouble();
  const hub = createHub({
    store,
    media,
    recorder: createRecorderDouble(),
    ballots: createMemoryBallotBox(),
    connections: { push: () => undefined, end: () => undefined },
    seats: createSeats(),
    clock,
    logger: pino({ level: 'silent' }),
  });
  onTestFinished(async () => {
    hub.close();
    await media.close();
  });
  return hub;
}

it('HUB-10: a hub that starts again notes the loss of all lines in one commit', async () => {
  const memory = createMemoryStore();
  const before = hubOver(memory);
  await before.create(draft({ id: meeting }));
  const live = before.meeting(meeting);
  await Promise.all(Object.values(invited).map(({ card }) => live?.send(system('hub'), join(card))));
  before.close();
  let commits = 0;
  const log: Store['log'] = {
    ...memory.log,
    append: async (batch) => {
      commits += 1;
      await memory.log.append(batch);
    },
  };
  const after = hubOver({ ...memory, log });
  await after.start();
  const state = after.meeting(meeting)?.state();
  const presences = Object.values(state?.participantById ?? {}).map(({ presence }) => presence.kind);
  expect(new Set(presences)).toEqual(new Set(['dropped']));
  expect(commits).toBe(1);
});

it('a meeting that ended is let go when the next is called a day later, unless its film is still being made', async () => {
  let now = start;
  const hub = hubOver(createMemoryStore(), { now: () => now });
  const hold = async (name: string, recorded: boolean) => {
    await hub.create(draft({ id: id<MeetingId>(name) }));
    const live = hub.meeting(id<MeetingId>(name));
    await live?.send(system('hub'), join(invited.chair.card));
    await live?.send(by(who.chair), { type: 'meeting.open' });
    if (recorded) await live?.send(by(who.chair), { type: 'recording.start' });
    await live?.send(by(who.chair), { type: 'meeting.close' });
  };
  const held = () => hub.meetings().map((live) => live.state().id);
  await hold('ended', false);
  await hold('filmed', true);
  now += 11 * 3_600_000;
  await hub.create(draft({ id: id<MeetingId>('same-day') }));
  expect(held()).toEqual(['ended', 'filmed', 'same-day']);
  now += 2 * 3_600_000;
  await hub.create(draft({ id: id<MeetingId>('next-day') }));
  expect(held()).toEqual(['filmed', 'same-day', 'next-day']);
});

it('REC-3: a meeting that was let go is taken from its log again, once, when its film is to be made after all', async () => {
  const store = createMemoryStore();
  const before = hubOver(store);
  await before.create(draft({ id: meeting }));
  await before.meeting(meeting)?.send(system('hub'), join(invited.chair.card));
  await before.meeting(meeting)?.send(by(who.chair), { type: 'meeting.open' });
  await before.meeting(meeting)?.send(by(who.chair), { type: 'recording.start' });
  const recording = before.meeting(meeting)?.state().recordings[0];
  if (!recording) throw new Error('nothing was ordered');
  await before.meeting(meeting)?.send(by(who.chair), { type: 'meeting.close' });
  const failure = { type: 'recording.fail', recording: recording.id, reason: 'disk-full' } as const;
  await before.meeting(meeting)?.send(system('recorder'), failure);
  before.close();
  let reads = 0;
  const log: Store['log'] = {
    ...store.log,
    read: (...of) => {
      reads += 1;
      return store.log.read(...of);
    },
  };
  const after = hubOver({ ...store, log }, { now: () => Date.now() + 30 * 86_400_000 });
  await after.start();
  expect(after.meeting(meeting)).toBeNull();
  const [first, second] = await Promise.all([after.recall(meeting), after.recall(meeting)]);
  expect(first).toBe(second);
  expect(reads).toBe(1);
  await first?.send(system('recorder'), { type: 'recording.compose', recording: recording.id });
  expect(after.meeting(meeting)?.state().recordings[0]?.state).toBe('composing');
  expect(await after.recall(id<MeetingId>('unknown'))).toBeNull();
});
