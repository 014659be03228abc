import type { Logger } from 'pino';
import type { Actor } from '../core/actor.ts';
import { apply } from '../core/apply.ts';
import type { Command } from '../core/command.ts';
import { type Decision, decide } from '../core/decide.ts';
import type { Entry } from '../core/event.ts';
import type { Meeting } from '../core/meeting.ts';
import type { Refusal } from '../core/refusal.ts';
import { nextDeadline } from '../core/timing.ts';
import type { Clock, EventLog, Outcome } from './ports.ts';

/** A step of the fold: the state before an entry, and the entry. */
export type Step = { readonly before: Meeting; readonly entry: Entry };
export type Batch = { readonly steps: readonly Step[]; readonly after: Meeting };

export type LiveMeeting = {
  state(): Meeting;
  /** Decided in the order of the calls; answered once the log has it (or holds it back while the database is gone). */
  send(actor: Actor, command: Command): Promise<Outcome<{ readonly seq: number }>>;
  /** Entries decided but not yet on disk, because the database did not take them. */
  behind(): number;
  close(): void;
};

type Waiting = {
  readonly actor: Actor;
  readonly command: Command;
  readonly settle: (outcome: Outcome<{ readonly seq: number }>) => void;
};

type Options = {
  readonly initial: Meeting;
  readonly lastAt: number;
  readonly log: EventLog;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly publish: (batch: Batch) => void;
};

/** Longest wait of a timer: beyond it setTimeout overflows and fires at once. */
const longestTimerMs = 2 ** 31 - 1;
/** How soon entries that the database refused are offered again. */
const retryMs = 1_000;

/**
 * One serial queue: decide → append → apply → publish, drained in batches so that four hundred sites joining at once
 * cost a few commits. A database that is locked or gone does not stop a live meeting: its entries are held, offered
 * again, and the meeting goes on (design, "When things fail").
 */
export function createLiveMeeting(options: Options): LiveMeeting {
  const { log, clock, logger, publish } = options;
  let state = options.initial;
  let lastAt = options.lastAt;
  let waiting: Waiting[] = [];
  let held: readonly Entry[] = [];
  let draining = false;
  let closed = false;
  let deadlineTimer: NodeJS.Timeout | undefined;
  let retryTimer: NodeJS.Timeout | undefined;

  /** The clock may be set back; the log's time is not. */
  const now = (): number => {
    lastAt = Math.max(lastAt, clock.now());
    return lastAt;
  };

  const write = async (entries: readonly Entry[]): Promise<void> => {
    const due = [...held, ...entries];
    if (due.length === 0) return;
    try {
      await log.append([{ meeting: state.id, entries: due }]);
      if (held.length > 0) logger.info({ meeting: state.id, entries: due.length }, 'the log has caught up');
      held = [];
    } catch (error) {
      held = due;
      logger.error(
        { meeting: state.id, held: held.length, err: error },
        'the log did not take the entries; holding them',
      );
      clearTimeout(retryTimer);
      if (!closed) retryTimer = setTimeout(schedule, retryMs);
    }
  };

  /** Decides everything that waits, on the state that results from what went before in the same batch. */
  const decideAll = (
    wishes: readonly Waiting[],
  ): { steps: Step[]; after: Meeting; answers: (() => void)[] } => {
    const steps: Step[] = [];
    const answers: (() => void)[] = [];
    let after = state;
    for (const { actor, command, settle } of wishes) {
      const at = now();
      const decision = decideSafely(after, { actor, command }, at);
      if (!decision.ok) {
        answers.push(() => settle({ ok: false, refusal: decision.refusal }));
        continue;
      }
      for (const event of decision.events) {
        const entry: Entry = { seq: after.seq + 1, at, by: actor, event };
        steps.push({ before: after, entry });
        after = apply(after, entry);
      }
      const { seq } = after;
      answers.push(() => settle({ ok: true, value: { seq } }));
    }
    return { steps, after, answers };
  };

  /** decide never throws (a property of the core); if it did, one wish is refused and the meeting goes on. */
  const decideSafely = (meeting: Meeting, wish: Pick<Waiting, 'actor' | 'command'>, at: number): Decision => {
    try {
      return decide(meeting, wish.actor, wish.command, at);
    } catch (error) {
      logger.error({ meeting: meeting.id, ...wish, err: error }, 'decide threw');
      return { ok: false, refusal: { code: 'internal' } };
    }
  };

  const tell = (batch: Batch): void => {
    try {
      publish(batch);
    } catch (error) {
      logger.error({ meeting: state.id, err: error }, 'publishing failed');
    }
  };

  const drain = async (): Promise<void> => {
    if (draining) return;
    draining = true;
    try {
      do {
        const wishes = waiting;
        waiting = [];
        const { steps, after, answers } = decideAll(wishes);
        await write(steps.map((step) => step.entry));
        state = after;
        if (steps.length > 0) tell({ steps, after });
        for (const answer of answers) answer();
      } while (waiting.length > 0);
    } finally {
      draining = false;
    }
    wake();
  };

  function schedule(): void {
    drain().catch((error: unknown) => logger.error({ meeting: state.id, err: error }, 'the queue stopped'));
  }

  function wake(): void {
    clearTimeout(deadlineTimer);
    const deadline = nextDeadline(state);
    if (closed || deadline === null) return;
    const wait = Math.min(Math.max(deadline - clock.now(), 0), longestTimerMs);
    deadlineTimer = setTimeout(() => {
      send({ kind: 'system', part: 'clock' }, { type: 'clock.tick' }).catch((error: unknown) =>
        logger.error({ meeting: state.id, err: error }, 'a tick failed'),
      );
    }, wait);
  }

  function send(actor: Actor, command: Command): Promise<Outcome<{ readonly seq: number }>> {
    const refusal: Refusal = { code: 'unavailable' };
    if (closed) return Promise.resolve({ ok: false, refusal });
    return new Promise((settle) => {
      waiting.push({ actor, command, settle });
      // A turn of the event loop later, so that what arrives together is decided and written together.
      if (waiting.length === 1 && !draining) setImmediate(schedule);
    });
  }

  wake();
  return {
    state: () => state,
    send,
    behind: () => held.length,
    close: () => {
      closed = true;
      clearTimeout(deadlineTimer);
      clearTimeout(retryTimer);
    },
  };
}
