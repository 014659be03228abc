import type { Logger } from 'pino';
import type { Actor } from '../core/actor.ts';
import type { Command, CommandOf } from '../core/command.ts';
import { decide } from '../core/decide.ts';
import type { MeetingEvent } from '../core/event.ts';
import type { ParticipantId, VoteId } from '../core/id.ts';
import type { Meeting } from '../core/meeting.ts';
import { type SealedChoice, type Vote, type VoteChoice, voteById } from '../core/vote.ts';
import { hasVote } from '../core/voter.ts';
import type { BallotBox, SecretVote } from './ballot-ports.ts';
import type { Batch, LiveMeeting } from './live-meeting.ts';
import type { Clock } from './ports.ts';

type Needs = {
  readonly live: LiveMeeting;
  readonly box: BallotBox;
  readonly clock: Clock;
  readonly logger: Logger;
};

/** A meeting whose secret ballots are sealed on their way into the log, and opened once they may be. */
export type SecretVotes = {
  /**
   * As the meeting's own; a choice in a secret vote is sealed before (`unavailable`: it cannot be, and is not cast), and
   * what ends with its hall is counted before (VOTE-11).
   */
  readonly send: LiveMeeting['send'];
  /** What follows from events, without holding anything up. */
  follow(batch: Batch): void;
  /** After a restart: counts what was closed, and destroys the keys of `kept` that nothing needs any more. */
  resume(kept: readonly SecretVote[]): void;
  close(): void;
};

const unavailable = { ok: false, refusal: { code: 'unavailable' } } as const;
const system = { kind: 'system', part: 'hub' } as const;
/** How soon what failed is tried again; each time twice as long after, up to the longest. */
const retryMs = 1_000;
const longestRetryMs = 60_000;
/** How long the end of a hall waits for the result of its vote: one that takes longer is counted after it. */
const resultWithinMs = 3_000;

type PlainCast = CommandOf<'vote.cast'> & { readonly choice: VoteChoice };

/** Who casts a choice that has to be sealed, and in which vote; null: everything else goes its way as it is. */
function secretCast(
  meeting: Meeting,
  actor: Actor,
  command: Command,
): { readonly voter: ParticipantId; readonly vote: Vote; readonly cast: PlainCast } | null {
  if (actor.kind !== 'participant' || command.type !== 'vote.cast') return null;
  const { choice } = command;
  const vote = voteById(meeting, command.vote);
  if (typeof choice !== 'string' || vote?.secrecy !== 'secret' || vote.state !== 'open') return null;
  return hasVote(meeting, actor.id, vote.hall)
    ? { voter: actor.id, vote, cast: { ...command, choice } }
    : null;
}

/** Secret votes that are still open and would end by this command, were it decided now. */
function endedBy(meeting: Meeting, actor: Actor, { command, now }: { command: Command; now: number }) {
  const decision = decide(meeting, actor, command, now);
  return (decision.ok ? decision.events : []).flatMap((event) =>
    event.type === 'vote.closed' && voteById(meeting, event.vote)?.secrecy === 'secret' ? [event.vote] : [],
  );
}

/** Whether the command ends a hall, and with it what is voted on there. */
function endsHall({ type }: Command): boolean {
  return type === 'meeting.close' || type === 'sidebar.close';
}

function isSealed(
  ballot: Vote['ballots'][number],
): ballot is typeof ballot & { readonly choice: SealedChoice } {
  return typeof ballot.choice === 'object';
}

/**
 * Ballots are sealed and opened one after the other, so that of two choices by one voter the later one counts. Nothing
 * that is done to a key waits in the meeting's own queue: the meeting goes on.
 */
export function createSecretVotes({ live, box, clock, logger }: Needs): SecretVotes {
  let line: Promise<unknown> = Promise.resolve();
  const timers = new Set<NodeJS.Timeout>();
  let closed = false;
  const nameOf = (vote: VoteId): SecretVote => ({ meeting: live.state().id, vote });

  /** Does the work in line, and again later where it is not done yet. */
  const persist = (what: string, work: () => Promise<boolean>, waitMs = retryMs): void => {
    const again = (): void => {
      if (closed) return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        persist(what, work, Math.min(2 * waitMs, longestRetryMs));
      }, waitMs);
      timers.add(timer);
    };
    line = line.then(work).then(
      (done) => {
        if (!done) again();
      },
      (error: unknown) => {
        logger.error({ meeting: live.state().id, err: error }, `${what}; trying again`);
        again();
      },
    );
  };

  const seal = async (voter: ParticipantId, vote: Vote, choice: VoteChoice): Promise<SealedChoice | null> => {
    const of = nameOf(vote.id);
    // Another key would not open those that were cast before.
    if (vote.ballots.length === 0) await box.prepare(of);
    return box.seal(of, voter, choice);
  };

  /** Judged when its turn has come: somebody else's ballot may have been the first, or the vote is closed. */
  const castSealed = async (actor: Actor, command: Command) => {
    const wish = secretCast(live.state(), actor, command);
    if (wish === null) return { answer: live.send(actor, command) };
    const choice = await seal(wish.voter, wish.vote, wish.cast.choice);
    return { answer: choice === null ? unavailable : live.send(actor, { ...wish.cast, choice }) };
  };

  /** What stands in line, or so long as a hall's end may wait for it. */
  const settled = async (): Promise<void> => {
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, resultWithinMs);
    await Promise.race([line, late]);
    clearTimeout(timer);
  };

  /**
   * A recording stops with its hall, and what is counted after that is in none: the vote is ended first, by whoever
   * ends the hall, then the hall. Where it cannot be counted at once the hall ends all the same.
   */
  const endHall = async (actor: Actor, command: Command) => {
    for (const vote of endedBy(live.state(), actor, { command, now: clock.now() }))
      await live.send(actor, { type: 'vote.close', vote });
    if (live.state().votes.some(({ state }) => state === 'counting')) await settled();
    return live.send(actor, command);
  };

  const count = (id: VoteId): void =>
    persist('a secret vote could not be counted', async () => {
      const vote = voteById(live.state(), id);
      if (vote?.state !== 'counting') return true;
      const ballots = vote.ballots
        .filter(isSealed)
        .map(({ voter, choice }) => ({ voter: voter.participant, choice }));
      const choices = await box.count(nameOf(id), ballots);
      if (choices === null)
        logger.error({ meeting: live.state().id, vote: id }, 'the ballots of a secret vote do not open');
      const outcome = await live.send(system, { type: 'vote.count', vote: id, choices });
      return outcome.ok || outcome.refusal.code !== 'unavailable';
    });

  const destroy = (id: VoteId): void =>
    persist('the key of a secret vote could not be destroyed', async () => {
      // Until the log itself has the result, nothing else could tell it again.
      if (live.behind() > 0) return false;
      await box.destroy(nameOf(id));
      return true;
    });

  const prepare = (id: VoteId): void =>
    persist('the key of a secret vote could not be made', async () => {
      const vote = voteById(live.state(), id);
      if (vote?.state === 'open' && vote.ballots.length === 0) await box.prepare(nameOf(id));
      return true;
    });

  const followEvent = (meeting: Meeting, event: MeetingEvent): void => {
    switch (event.type) {
      case 'vote.opened':
        if (event.vote.secrecy === 'secret') prepare(event.vote.id);
        return;
      case 'vote.closed':
        if (voteById(meeting, event.vote)?.secrecy === 'secret') count(event.vote);
        return;
      case 'vote.counted':
      case 'vote.annulled':
        if (voteById(meeting, event.vote)?.secrecy === 'secret') destroy(event.vote);
        return;
    }
  };

  return {
    send: async (actor, command) => {
      if (endsHall(command)) return endHall(actor, command);
      if (secretCast(live.state(), actor, command) === null) return live.send(actor, command);
      const cast = line.then(() => castSealed(actor, command));
      // What comes next waits until this one was sealed, and not until the log has it.
      line = cast.catch((error: unknown) =>
        logger.error({ meeting: live.state().id, err: error }, 'a secret ballot could not be sealed'),
      );
      const { answer } = await cast.catch(() => ({ answer: unavailable }));
      return answer;
    },
    follow: ({ steps, after }) => {
      for (const { entry } of steps) followEvent(after, entry.event);
    },
    resume: (kept) => {
      const { id, votes } = live.state();
      for (const vote of votes) if (vote.state === 'counting') count(vote.id);
      for (const { meeting, vote } of kept) {
        const state = voteById(live.state(), vote)?.state;
        if (meeting === id && state !== 'open' && state !== 'counting') destroy(vote);
      }
    },
    close: () => {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
