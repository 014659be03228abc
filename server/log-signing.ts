import type { Logger } from 'pino';
import type { MeetingId } from '../core/id.ts';
import type { Clock, LogHead, LogHeads, Store } from './ports.ts';

type Needs = {
  readonly log: Pick<Store['log'], 'heads' | 'readWithHashes'>;
  readonly heads: LogHeads;
  readonly clock: Clock;
  readonly logger: Logger;
};

export type LogSigning = {
  /** Signs what changed since it was last signed, now and at every midnight of Vietnam. */
  start(): Promise<void>;
  /** A meeting has ended: its head is signed at once. Never rejects. */
  sign(meeting: MeetingId): Promise<void>;
  close(): void;
};

/** Vietnam's clock is this far ahead of UTC, in milliseconds, all year round. */
const vietnamAheadMs = 7 * 3_600_000;
const dayMs = 24 * 3_600_000;

/** The next midnight of Vietnam after a moment; both epoch milliseconds. */
export function nextMidnight(now: number): number {
  return (Math.floor((now + vietnamAheadMs) / dayMs) + 1) * dayMs - vietnamAheadMs;
}

/** Has the heads of changed logs signed each day and at each meeting's end (LOG-8). */
export function createLogSigning({ log, heads, clock, logger }: Needs): LogSigning {
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  /** Whether the database still holds what was signed last: a rewritten log gets no new signature. */
  const holds = async ({ meeting, seq, hash }: LogHead): Promise<boolean> => {
    const [entry] = await log.readWithHashes(meeting, seq - 1, 1);
    if (entry?.seq === seq && entry.hash === hash) return true;
    logger.error({ meeting, seq }, 'the log contradicts its signed head; it is not signed again');
    return false;
  };

  const signChanged = async (only: (head: LogHead) => boolean): Promise<void> => {
    try {
      const [now, kept] = await Promise.all([log.heads(), heads.latest()]);
      const lastByMeeting = new Map(kept.map((head) => [head.meeting, head]));
      const changed: LogHead[] = [];
      for (const head of now) {
        const last = lastByMeeting.get(head.meeting);
        if (!only(head) || last?.hash === head.hash) continue;
        if (last === undefined || (await holds(last))) changed.push(head);
      }
      await heads.keep(changed, clock.now());
      if (changed.length > 0) logger.info({ heads: changed.length }, 'log heads signed');
    } catch (error) {
      // The next one signs what this one could not; meetings do not wait for it.
      logger.error({ err: error }, 'log heads could not be signed');
    }
  };

  const signDaily = async (): Promise<void> => {
    await signChanged(() => true);
    if (closed) return;
    timer = setTimeout(() => void signDaily(), nextMidnight(clock.now()) - clock.now());
    timer.unref();
  };

  return {
    start: signDaily,
    sign: (meeting) => signChanged((head) => head.meeting === meeting),
    close: () => {
      closed = true;
      clearTimeout(timer);
    },
  };
}
