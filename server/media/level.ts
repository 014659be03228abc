import type { ParticipantId } from '../../core/id.ts';
import { levelIntervalMs } from './meeting-router.ts';

export type Level = { readonly participant: ParticipantId; readonly dbov: number };

/** dBov of somebody who is not heard (RFC 6464). */
export const silence = -127;

/** Gathers what the routers of one meeting hear into one report. */
export type Levels = {
  /** What one router (by worker) hears now, whole: who is not in it is silent there. */
  hear(worker: number, levels: readonly Level[]): void;
  close(): void;
};

/**
 * Reports at most once an interval. Whoever was heard in the report before and is silent now stands once more in it,
 * with -127; after that, silence is not reported.
 */
export function createLevels(report: (levels: readonly Level[]) => void): Levels {
  const heardByWorker = new Map<number, readonly Level[]>();
  let reported = new Set<ParticipantId>();
  let timer: NodeJS.Timeout | null = null;
  let lastAt = Number.NEGATIVE_INFINITY;

  function flush(): void {
    timer = null;
    const dbovByParticipant = new Map<ParticipantId, number>();
    for (const participant of reported) dbovByParticipant.set(participant, silence);
    for (const levels of heardByWorker.values())
      for (const { participant, dbov } of levels)
        dbovByParticipant.set(participant, Math.max(dbov, dbovByParticipant.get(participant) ?? silence));
    const levels = [...dbovByParticipant].map(([participant, dbov]) => ({ participant, dbov }));
    reported = new Set(levels.filter(({ dbov }) => dbov > silence).map(({ participant }) => participant));
    if (levels.length === 0) return;
    lastAt = performance.now();
    report(levels);
  }

  return {
    hear(worker, levels) {
      heardByWorker.set(worker, levels);
      if (timer !== null) return;
      const wait = Math.max(0, lastAt + levelIntervalMs - performance.now());
      timer = setTimeout(flush, wait);
      timer.unref();
    },
    close() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      heardByWorker.clear();
    },
  };
}
