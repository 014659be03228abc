import { setImmediate as turn } from 'node:timers/promises';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import type { MeetingId, ParticipantId } from '../core/id.ts';
import type { Refusal } from '../core/refusal.ts';
import { createMemoryBallotBox } from '../test/doubles/ballot-box.ts';
import { createMediaDouble } from '../test/doubles/media.ts';
import { draft, id, seats as invited, levels, strangers, units, who } from '../test/doubles/meeting.ts';
import { principalOf } from '../test/doubles/principal.ts';
import { createRecorderDouble } from '../test/doubles/recorder.ts';
import { createMemoryStore } from '../test/doubles/store.ts';
import { createHub } from './hub.ts';
import type { EventLog } from './ports.ts';
import { createSeats } from './seats.ts';
import { createSessions } from './sessions.ts';

/** The hub behind its connections, and two meetings; the log of the first can be made to take its time. */
async function setting() {
  const memory = createMemoryStore();
  await memory.units.replace(levels, units);
  let unitsRead = 0;
  let gate: Promise<void> = Promise.resolve();
  const log: EventLog = {
    ...memory.log,
    append: async (batch) => {
      if (batch.some(({ meeting }) => meeting === 'm1')) await gate;
      await memory.log.append(batch);
    },
  };
  const all = async () => {
    unitsRead += 1;
    return memory.units.all();
  };
  const store = { ...memory, log, units: { ...memory.units, all } };
  const ended: { readonly connection: string; readonly refusal: Refusal }[] = [];
  const connections = {
    push: () => undefined,
    end: (connection: string, refusal: Refusal) => void ended.push({ connection, refusal }),
  };
  const seats = createSeats();
  const media = createMediaDouble();
  const logger = pino({ level: 'silent' });
  const needs = { store, media, connections, seats, logger, clock: { now: () => Date.now() } };
  const hub = createHub({ ...needs, recorder: createRecorderDouble(), ballots: createMemoryBallotBox() });
  for (const name of ['m1', 'm2'])
    if (!(await hub.create(draft({ id: id<MeetingId>(name) }))).ok) throw new Error('refused');
  const sessions = createSessions({ ...needs, hub, auth: { onRevoked: () => undefined } });
  onTestFinished(async () => {
    hub.close();
    await media.close();
  });
  const { card } = invited.delegate;
  return {
    sessions,
    seats,
    ended,
    join: (connection: string, { takeOver = false, meeting = 'm1', as = card } = {}) =>
      sessions.join(connection, principalOf(as), {
        meeting: id<MeetingId>(meeting),
        camera: 'off',
        takeOver,
      }),
    presence: (participant: ParticipantId, meeting = 'm1') =>
      hub.meeting(id<MeetingId>(meeting))?.state().participantById[participant]?.presence.kind,
    unitsRead: () => unitsRead,
    /** From now on nothing is written until the function it returns is called. */
    holdLog: () => {
      const held = Promise.withResolvers<void>();
      gate = held.promise;
      return () => held.resolve();
    },
  };
}

/** Long enough for what is queued to be decided, written (if the log lets it) and answered. */
async function settled(): Promise<void> {
  for (let turns = 0; turns < 5; turns += 1) await turn();
}

it('HUB-7: a line that ends while another device is taking its seat over is no loss', async () => {
  const { sessions, seats, join, presence, holdLog } = await setting();
  await join('old');
  const write = holdLog();
  const joining = [join('site', { as: invited.provinceSite.card }), join('new', { takeOver: true })];
  await settled();
  sessions.disconnect('old');
  write();
  expect((await Promise.all(joining)).every(({ ok }) => ok)).toBe(true);
  await settled();
  expect(seats.of('new')).not.toBeNull();
  expect(presence(who.delegate)).toBe('present');
});

it('HUB-7: of two devices that come at once without taking over, one is refused', async () => {
  const { join, ended } = await setting();
  const joined = await Promise.all([join('one'), join('other')]);
  expect(joined.map((outcome) => (outcome.ok ? 'in' : outcome.refusal.code))).toEqual(['in', 'replaced']);
  expect(ended).toEqual([]);
});

it('LINE-3: leaving gives up the seat one sat in, not the one taken in another meeting meanwhile', async () => {
  const { sessions, seats, join, presence, holdLog } = await setting();
  await join('line');
  const write = holdLog();
  const leaving = sessions.command('line', { type: 'participant.leave' });
  const joining = join('line', { meeting: 'm2' });
  await joining;
  write();
  await leaving;
  await settled();
  expect(presence(who.delegate)).toBe('left');
  expect(seats.of('line')?.meeting).toBe('m2');
  sessions.disconnect('line');
  await settled();
  expect(presence(who.delegate, 'm2')).toBe('dropped');
});

it('whoever the meeting knows comes in without all units being read: four hundred come at once', async () => {
  const { join, unitsRead } = await setting();
  expect((await join('invited')).ok).toBe(true);
  expect(unitsRead()).toBe(0);
  expect((await join('stranger', { as: strangers.near })).ok).toBe(true);
  expect(unitsRead()).toBe(1);
});
