import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import type { MeetingId } from '../core/id.ts';
import {
  by,
  founding,
  id,
  join,
  play,
  request,
  scheduledMeeting,
  seats,
  start,
  system,
  who,
} from '../test/doubles/meeting.ts';
import { createMemoryStore } from '../test/doubles/store.ts';
import { until } from '../test/support/until.ts';
import { type Batch, createLiveMeeting } from './live-meeting.ts';
import type { EventLog } from './ports.ts';

const silent = pino({ level: 'silent' });

async function setting(change: { log?: (log: EventLog) => EventLog; clock?: { now(): number } } = {}) {
  const store = createMemoryStore();
  await store.log.append([{ meeting: id<MeetingId>('m1'), entries: [founding()] }]);
  const batches: Batch[] = [];
  const live = createLiveMeeting({
    initial: scheduledMeeting(),
    lastAt: start,
    log: change.log ? change.log(store.log) : store.log,
    clock: change.clock ?? { now: () => start + 1_000 },
    logger: silent,
    publish: (batch) => batches.push(batch),
  });
  onTestFinished(() => live.close());
  return { store, live, batches };
}

const arrivals = Object.values(seats).map(({ card }) => join(card));

it('HUB-1: wishes that arrive together are written in one commit and published as one batch', async () => {
  let commits = 0;
  const { live, batches } = await setting({
    log: (log) => ({
      ...log,
      append: (batch) => {
        commits += 1;
        return log.append(batch);
      },
    }),
  });
  const outcomes = await Promise.all(arrivals.map((command) => live.send(system('hub'), command)));
  expect(outcomes.every((outcome) => outcome.ok)).toBe(true);
  expect(commits).toBe(1);
  expect(batches).toHaveLength(1);
});

it('HUB-2: an answer comes only after the log has the entries', async () => {
  const { live, store } = await setting();
  const outcome = await live.send(system('hub'), join(seats.chair.card));
  const entries = await store.log.read(id<MeetingId>('m1'), 1);
  expect(outcome).toEqual({ ok: true, value: { seq: 2 } });
  expect(entries.map(({ event }) => event.type)).toEqual(['participant.admitted']);
});

it('LOG-1: the state is the fold of the log', async () => {
  const { live } = await setting();
  await live.send(system('hub'), join(seats.chair.card));
  await live.send(by(who.chair), { type: 'meeting.open' });
  const expected = play(
    scheduledMeeting(),
    [system('hub'), join(seats.chair.card), start + 1_000],
    [who.chair, { type: 'meeting.open' }, start + 1_000],
  );
  expect(live.state()).toEqual(expected);
});

it('HUB-2: a refused wish changes nothing and says why', async () => {
  const { live, batches } = await setting();
  const outcome = await live.send(by(who.delegate), request());
  expect(outcome).toEqual({ ok: false, refusal: { code: 'not-present' } });
  expect(batches).toEqual([]);
});

it('HUB-3: a database that does not answer holds nothing up: entries are kept and written once it is back', async () => {
  let broken = true;
  const { live, store, batches } = await setting({
    log: (log) => ({
      ...log,
      append: (batch) => (broken ? Promise.reject(new Error('SQLITE_BUSY')) : log.append(batch)),
    }),
  });
  const outcome = await live.send(system('hub'), join(seats.chair.card));
  expect(outcome.ok).toBe(true);
  expect(batches).toHaveLength(1);
  expect(live.behind()).toBe(1);
  broken = false;
  await live.send(by(who.chair), { type: 'meeting.open' });
  expect(live.behind()).toBe(0);
  expect(await store.log.read(id<MeetingId>('m1'), 1)).toHaveLength(2);
});

it('HUB-4: a clock that is set back does not set the log back', async () => {
  const times = [start + 5_000, start - 60_000];
  const { live, batches } = await setting({ clock: { now: () => times.shift() ?? start - 60_000 } });
  await live.send(system('hub'), join(seats.chair.card));
  await live.send(by(who.chair), { type: 'meeting.open' });
  const at = batches.flatMap(({ steps }) => steps.map(({ entry }) => entry.at));
  expect(at).toEqual([...at].sort((a, b) => a - b));
  expect(at.at(-1)).toBeGreaterThanOrEqual(start);
});

it('HUB-5: the meeting wakes by itself when a speech has run its time', async () => {
  const begun = Date.now();
  const { live } = await setting({ clock: { now: () => start + 10 * (Date.now() - begun) } });
  await live.send(system('hub'), join(seats.chair.card));
  await live.send(system('hub'), join(seats.delegate.card));
  await live.send(by(who.chair), { type: 'meeting.open' });
  await live.send(by(who.chair), {
    type: 'floor.grant',
    floor: 'speech',
    participant: who.delegate,
    kind: null,
    limitMs: 1_000,
  });
  await until('time is up', () => live.state().grants[0]?.clock === 'up');
});
