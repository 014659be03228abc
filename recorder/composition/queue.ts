import { join } from 'node:path';
import type { Logger } from 'pino';
import type { RecordingId } from '../../core/id.ts';
import type { FilmLayout } from '../../protocol/archive.ts';
import type { RecordingReason } from '../../protocol/recorder.ts';
import type { Tell } from '../capture/recording.ts';
import type { FoundPrograms } from '../programs.ts';
import { createBrake } from './brake.ts';
import { composeFolder } from './compose.ts';
import type { Height } from './mark.ts';
import { readResult } from './package.ts';
import { decideHold, type ProcessorTicks, readProcessorTicks, shareOfOthers, unheld } from './processor.ts';
import { createProgressTeller } from './progress-news.ts';

/** How a film is wanted that exists already, or could not be made. */
export type FilmWish = { readonly height: Height; readonly layout: FilmLayout };

/** Compositions one after another, at the lowest priority, and standing still while a meeting needs the processor. */
export type CompositionQueue = {
  has(recording: RecordingId): boolean;
  /** Puts it in line; with a wish the film is made anew even where there is one. One in line already stays there. */
  add(recording: RecordingId, wish: FilmWish | null): void;
  /** The hub is there; `live`: a meeting sits on it. */
  pulse(live: boolean): void;
  /** Gives up what is under way, to be gone on with next time, and resolves when nothing of it runs any more. */
  close(): Promise<void>;
};

export type QueueOptions = {
  /** Holds one folder for each recording. */
  readonly root: string;
  /** Holds the other recorder's, from which a film takes what is missing here; null: there is none. */
  readonly otherRoot: string | null;
  readonly programs: FoundPrograms;
  readonly tell: Tell;
  readonly logger: Logger;
  /** How busy the machine is; `/proc/stat` if not said otherwise. */
  readonly readTicks?: (() => Promise<ProcessorTicks | null>) | undefined;
};

const lookEveryMs = 1_000;
/** The hub pulses every second: one that is silent for so long is gone, and its meetings with it. */
const pulseLastsMs = 5_000;

/** What the hub is told of a composition that could not be made. */
export function reasonOf(error: unknown): RecordingReason {
  return error instanceof Error && /ENOSPC|EDQUOT|No space left|quota exceeded/i.test(error.message)
    ? 'disk-full'
    : 'composition';
}

export function createCompositionQueue(options: QueueOptions): CompositionQueue {
  const { root, otherRoot, programs, tell, logger, readTicks = readProcessorTicks } = options;
  const closing = new AbortController();
  const brake = createBrake();
  const news = createProgressTeller((progress) => tell('recording.progress', progress));
  const inLine = new Set<RecordingId>();
  let current: { readonly recording: RecordingId; share: number; remainingMs: number | null } | null = null;
  let line: Promise<void> = Promise.resolve();
  let liveUntil = Number.NEGATIVE_INFINITY;
  let hold = unheld;
  let ticks: ProcessorTicks | null = null;
  let watching: NodeJS.Timeout | null = null;

  const tellCurrent = () => {
    if (current) news.set({ ...current, held: brake.isHeld() ? 'meeting' : null });
  };

  const look = async () => {
    const before = ticks;
    ticks = await readTicks();
    // One reading says nothing yet: only the next will.
    if (ticks !== null && before === null) return;
    const atMs = performance.now();
    hold = decideHold(hold, { atMs, live: atMs < liveUntil, share: shareOfOthers(before, ticks) });
    if (hold.held === brake.isHeld()) return;
    logger.info({ held: hold.held }, 'compositions make room for a meeting, or go on');
    if (hold.held) brake.hold();
    else brake.release();
    tellCurrent();
  };
  const watch = () => {
    if (watching) return;
    const tick = () =>
      look().catch((error) => logger.warn({ err: error }, 'how busy the processor is cannot be read'));
    void tick();
    watching = setInterval(() => void tick(), lookEveryMs);
  };
  const rest = () => {
    if (watching) clearInterval(watching);
    watching = null;
    ticks = null;
    hold = unheld;
    brake.release();
  };

  const compose = async (recording: RecordingId, wish: FilmWish | null) => {
    if (closing.signal.aborted) return;
    const folder = join(root, recording);
    const mine = { recording, share: 0, remainingMs: null as number | null };
    current = mine;
    tellCurrent();
    try {
      const finished =
        (wish === null ? await readResult(folder) : null) ??
        (await composeFolder({
          folder,
          second: otherRoot === null ? null : join(otherRoot, recording),
          programs,
          signal: closing.signal,
          brake,
          logger,
          ...wish,
          onProgress: (progress) => {
            Object.assign(mine, progress);
            tellCurrent();
          },
        }));
      news.end(recording);
      tell('recording.finished', { recording, ...finished });
    } catch (error) {
      if (closing.signal.aborted) return;
      logger.error({ err: error, recording }, 'a recording could not be composed');
      tell('recording.failed', { recording, reason: reasonOf(error) });
    } finally {
      news.end(recording);
      current = null;
      inLine.delete(recording);
      if (inLine.size === 0) rest();
    }
  };

  return {
    has: (recording) => inLine.has(recording),
    add(recording, wish) {
      if (inLine.has(recording)) return;
      const behind = inLine.size > 0;
      inLine.add(recording);
      watch();
      if (behind) news.set({ recording, share: 0, remainingMs: null, held: 'behind-another' });
      line = line.then(() => compose(recording, wish));
    },
    pulse(live) {
      liveUntil = live ? performance.now() + pulseLastsMs : Number.NEGATIVE_INFINITY;
    },
    async close() {
      closing.abort();
      await line;
      rest();
    },
  };
}
