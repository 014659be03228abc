import { pino } from 'pino';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { MeetingId, VoteId } from '../core/id.ts';
import { type VoteChoice, voteById } from '../core/vote.ts';
import { createMemoryBallotBox } from '../test/doubles/ballot-box.ts';
import { createMediaDouble } from '../test/doubles/media.ts';
import { by, draft, id, seats as invited, join, system, who } from '../test/doubles/meeting.ts';
import { createRecorderDouble } from '../test/doubles/recorder.ts';
import { createMemoryStore } from '../test/doubles/store.ts';
import { until } from '../test/support/until.ts';
import { createHub, type Hub } from './hub.ts';
import type { EventLog } from './ports.ts';
import { createSeats } from './seats.ts';

const meeting = id<MeetingId>('m1');

/** A meeting in which a secret vote is open, on a store and a box of ballots that outlive the hub. */
async function secretVote() {
  const memory = createMemoryStore();
  const box = createMemoryBallotBox();
  let append: EventLog['append'] = memory.log.append;
  const store = { ...memory, log: { ...memory.log, append: (batch) => append(batch) } as EventLog };
  let now = Date.now();
  const closed: unknown[] = [];
  const media = createMediaDouble();
  onTestFinished(() => media.close());
  const startHub = async (): Promise<Hub> => {
    const started = createHub({
      store,
      media,
      recorder: createRecorderDouble(),
      ballots: box,
      connections: { push: () => undefined, end: () => undefined },
      seats: createSeats(),
      clock: { now: () => now },
      logger: pino({ level: 'silent' }),
      onClosed: () => void closed.push(live().state().votes[0]?.state),
    });
    await started.start();
    return started;
  };
  let hub = await startHub();
  onTestFinished(() => hub.close());
  await hub.create(draft({ id: meeting }));
  const live = () => {
    const known = hub.meeting(meeting);
    if (!known) throw new Error('the meeting is not loaded');
    return known;
  };
  const arrive = async () => {
    for (const { card } of [invited.chair, invited.delegate, invited.farDelegate])
      await live().send(system('hub'), join(card));
  };
  await arrive();
  await live().send(by(who.chair), { type: 'meeting.open' });
  await live().send(by(who.chair), {
    type: 'vote.open',
    question: 'Bầu Chủ tịch',
    item: null,
    secrecy: 'secret',
    majority: 'half',
    limitMs: null,
  });
  const vote = live().state().votes[0]?.id ?? id<VoteId>('none');
  return {
    box,
    /** How the vote stood each time somebody was told that the meeting has ended. */
    closed,
    of: { meeting, vote },
    live,
    arrive,
    vote: () => voteById(live().state(), vote),
    cast: (voter: 'delegate' | 'farDelegate', choice: VoteChoice) =>
      live().send(by(who[voter]), { type: 'vote.cast', vote, choice }),
    close: () => live().send(by(who.chair), { type: 'vote.close', vote }),
    annul: () => live().send(by(who.chair), { type: 'vote.annul', vote, reason: 'Hỏi lại' }),
    /** What the log says from the opening of the vote on, as text. */
    told: async () => {
      const entries = await memory.log.read(meeting, 0);
      const opened = entries.findIndex(({ event }) => event.type === 'vote.opened');
      return entries.slice(opened + 1).map(({ event }) => JSON.stringify(event));
    },
    breakLog: (broken: boolean) => {
      append = broken ? () => Promise.reject(new Error('SQLITE_BUSY')) : memory.log.append;
    },
    /** The hub is gone without a word; days may pass until it is there again. */
    restart: async (days = 0) => {
      hub.close();
      now += days * 86_400_000;
      hub = await startHub();
    },
  };
}

it('VOTE-8, VOTE-9: what was chosen in secret is in no entry before the result, and its key is gone after it', async () => {
  const { box, of, vote, cast, close, told } = await secretVote();
  await cast('delegate', 'against');
  await cast('farDelegate', 'for');
  await cast('delegate', 'for');
  expect(await box.kept()).toEqual([of]);
  await close();
  await until('the vote is counted', () => vote()?.state === 'counted');
  expect(vote()).toMatchObject({ tally: { voters: 8, for: 2, against: 0, abstain: 0 }, ballots: [] });
  await until('the key is gone', async () => (await box.kept()).length === 0);
  const said = await told();
  expect(said.filter((event) => event.includes('"vote.cast"'))).toHaveLength(3);
  for (const event of said.filter((each) => !each.includes('"vote.counted"')))
    expect(event).not.toMatch(/"(for|against|abstain)"/);
});

it('VOTE-3: of two choices by one voter the later one counts, however long the first took to be sealed', async () => {
  const { box, vote, cast, close, live } = await secretVote();
  await cast('farDelegate', 'for');
  const sealing = Promise.withResolvers<void>();
  box.stall(sealing.promise);
  const both = [cast('delegate', 'for'), cast('delegate', 'against')];
  // Nothing else waits for it.
  expect((await live().send(by(who.delegate), { type: 'camera.start' })).ok).toBe(true);
  sealing.resolve();
  expect((await Promise.all(both)).map(({ ok }) => ok)).toEqual([true, true]);
  await close();
  await until('the vote is counted', () => vote()?.state === 'counted');
  expect(vote()).toMatchObject({ tally: { for: 1, against: 1, abstain: 0 } });
});

it('VOTE-3: a choice that is sealed too late is not cast', async () => {
  const { box, vote, cast, close } = await secretVote();
  const sealing = Promise.withResolvers<void>();
  box.stall(sealing.promise);
  const late = [cast('delegate', 'for'), cast('farDelegate', 'for')];
  await close();
  sealing.resolve();
  const refused = { ok: false, refusal: { code: 'not-voting' } };
  expect(await Promise.all(late)).toEqual([refused, refused]);
  await until('the vote is counted', () => vote()?.state === 'counted');
  expect(vote()).toMatchObject({ tally: { for: 0, against: 0, abstain: 0 } });
});

it('VOTE-9: the hub ends between ballots and closing, and no ballot is lost', async () => {
  const { box, vote, cast, close, restart, arrive } = await secretVote();
  await cast('delegate', 'abstain');
  await restart();
  await arrive();
  expect(vote()).toMatchObject({ state: 'open', ballots: [{ voter: invited.delegate.card }] });
  await cast('farDelegate', 'for');
  await close();
  await until('the vote is counted', () => vote()?.state === 'counted');
  expect(vote()).toMatchObject({ tally: { voters: 8, for: 1, against: 0, abstain: 1 } });
  await until('the key is gone', async () => (await box.kept()).length === 0);
});

it('VOTE-9: the hub ends before it has counted, days after the meeting too', async () => {
  const { box, of, vote, cast, live, restart } = await secretVote();
  await cast('delegate', 'for');
  box.fail(true);
  await live().send(by(who.chair), { type: 'meeting.close' });
  expect(vote()?.state).toBe('counting');
  box.fail(false);
  await restart(3);
  await until('the vote is counted', () => vote()?.state === 'counted');
  expect(vote()).toMatchObject({ tally: { for: 1 } });
  await until('the key is gone', async () => (await box.kept()).length === 0);
  // One that outlived its vote is destroyed at the next start.
  await box.prepare(of);
  await restart();
  await until('the key is gone', async () => (await box.kept()).length === 0);
});

it('VOTE-9, LOG-8: the meeting has ended once more when its last vote is counted: its log is signed with the result', async () => {
  const { box, vote, cast, live, closed } = await secretVote();
  await cast('delegate', 'for');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  box.fail(true);
  await live().send(by(who.chair), { type: 'meeting.close' });
  box.fail(false);
  await vi.advanceTimersByTimeAsync(2_000);
  await until('the vote is counted', () => vote()?.state === 'counted');
  expect(closed).toEqual(['counting', 'counted']);
});

it('VOTE-11: a secret vote that is open when the meeting is closed has its result before the meeting ends', async () => {
  const { cast, live, told } = await secretVote();
  await cast('delegate', 'for');
  expect(await live().send(by(who.delegate), { type: 'meeting.close' })).toMatchObject({ ok: false });
  expect(live().state().votes[0]?.state).toBe('open');
  expect((await live().send(by(who.chair), { type: 'meeting.close' })).ok).toBe(true);
  const types = (await told()).map((event): string => JSON.parse(event).type);
  expect(types.filter((type) => type !== 'vote.cast')).toEqual([
    'vote.closed',
    'vote.counted',
    'meeting.closed',
  ]);
});

it('VOTE-11: a result that is long in coming holds up no meeting, and comes after it', async () => {
  const { box, vote, cast, live } = await secretVote();
  await cast('delegate', 'for');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const sealing = Promise.withResolvers<void>();
  box.stall(sealing.promise);
  const late = cast('farDelegate', 'for');
  const closing = live().send(by(who.chair), { type: 'meeting.close' });
  await vi.advanceTimersByTimeAsync(3_000);
  expect((await closing).ok).toBe(true);
  expect([live().state().phase.kind, vote()?.state]).toEqual(['closed', 'counting']);
  sealing.resolve();
  await late;
  await until('the vote is counted', () => vote()?.state === 'counted');
});

it('VOTE-9: without its key the vote is annulled; no other key is made for those who come after', async () => {
  const { box, of, vote, cast, close, restart, arrive } = await secretVote();
  await cast('delegate', 'for');
  box.lose(of);
  await restart();
  await arrive();
  expect(await cast('farDelegate', 'for')).toEqual({ ok: false, refusal: { code: 'unavailable' } });
  expect(await box.kept()).toEqual([]);
  await close();
  await until('the vote is annulled', () => vote()?.state === 'annulled');
  expect(vote()).toMatchObject({ reason: 'sealed', ballots: [] });
});

it('VOTE-8: a ballot that cannot be sealed is not taken, and is once it can', async () => {
  const { box, vote, cast } = await secretVote();
  await cast('farDelegate', 'for');
  box.fail(true);
  expect(await cast('delegate', 'for')).toEqual({ ok: false, refusal: { code: 'unavailable' } });
  expect(vote()?.ballots).toHaveLength(1);
  box.fail(false);
  expect((await cast('delegate', 'for')).ok).toBe(true);
});

it('VOTE-8: the key goes when the vote is annulled, and only once the log itself says so', async () => {
  const { box, of, vote, cast, annul, breakLog, live } = await secretVote();
  await cast('delegate', 'for');
  // The log and the key are each tried again after a second.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  breakLog(true);
  await annul();
  expect([vote()?.state, live().behind()]).toEqual(['annulled', 1]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect([await box.kept(), live().behind()]).toEqual([[of], 1]);
  breakLog(false);
  await vi.advanceTimersByTimeAsync(5_000);
  expect([await box.kept(), live().behind()]).toEqual([[], 0]);
});

it('VOTE-2: whoever has no vote is told so, and nothing is sealed for them', async () => {
  const { live, of, vote } = await secretVote();
  const cast = { type: 'vote.cast', vote: of.vote, choice: 'for' } as const;
  await live().send(system('hub'), join(invited.guest.card));
  expect(await live().send(by(who.guest), cast)).toEqual({ ok: false, refusal: { code: 'no-vote' } });
  expect(vote()?.ballots).toEqual([]);
});
