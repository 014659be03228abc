import { type FileHandle, open, readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { RecordingReason } from '../../protocol/recorder.ts';
import { isRemoved, putBackOpen } from '../removed-file.ts';
import { hashLine, readTimelineText, type TimelineText } from './chain.ts';
import { monotonicMs } from './clock.ts';
import type { TimelineFact } from './line.ts';

/** The record of time of one recording: appended to, never changed. */
export type Timeline = {
  /** What stood in it when it was opened. */
  readonly before: TimelineText;
  /** Stamps the fact now, and resolves when it is on the disk. While the disk refuses, it is kept and tried again. */
  append(fact: TimelineFact): Promise<void>;
  /** Whether its file is no longer where it was; the next line that is written puts it back, with all it held. */
  isRemoved(): Promise<boolean>;
  /** Resolves when all that was appended is on the disk, or cannot be any more. */
  close(): Promise<void>;
};

export type TimelineWatch = {
  /** The disk refuses to take the record. */
  trouble(reason: RecordingReason): void;
  recovered(): void;
  /** Somebody has removed the file, or the folder around it; it is being put back. */
  removed(): void;
};

/** Between two tries to write to a disk that refuses. */
const retryMs = 1_000;

function reasonOf(error: unknown): RecordingReason {
  const full =
    error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
  return full ? 'disk-full' : 'disk-broken';
}

/** What is wrong with the disk that refused this; null: something else failed. */
export function troubleOf(error: unknown): RecordingReason | null {
  return error instanceof Error && 'syscall' in error ? reasonOf(error) : null;
}

/** Opens the file, made if it is not there; a last line cut short by a crash is taken away. */
export async function openTimeline(path: string, watch: TimelineWatch, logger: Logger): Promise<Timeline> {
  let file: FileHandle = await open(path, 'a+');
  const before = readTimelineText(await readFile(path));
  let size = (await file.stat()).size - before.tornBytes;
  if (before.tornBytes > 0) await file.truncate(size);

  let seq = before.count;
  let hash = before.lastHash;
  let waiting: { readonly text: string; readonly done: () => void }[] = [];
  let writing: Promise<void> = Promise.resolve();
  let draining = false;
  let closed = false;
  let troubled = false;

  /** All or nothing, so that a line half written on a full disk does not break the chain. */
  const write = async (text: string) => {
    if (await isRemoved(file, path)) {
      watch.removed();
      file = await putBackOpen(file, path);
    }
    try {
      await file.appendFile(text);
      await file.datasync();
      size += Buffer.byteLength(text);
    } catch (error) {
      await file.truncate(size).catch(() => {});
      throw error;
    }
  };
  const settle = (error: unknown) => {
    if (error === null && troubled) watch.recovered();
    if (error !== null && !troubled) watch.trouble(reasonOf(error));
    troubled = error !== null;
  };
  const drain = async () => {
    while (waiting.length > 0) {
      const batch = [...waiting];
      const text = batch.map((each) => `${each.text}\n`).join('');
      const error: unknown = await write(text).then(
        () => null,
        (failure: unknown) => failure ?? new Error('unknown'),
      );
      settle(error);
      if (error === null) {
        waiting = waiting.slice(batch.length);
        for (const { done } of batch) done();
        continue;
      }
      logger.error({ err: error, lines: batch.length }, 'the time line cannot be written');
      if (closed) break;
      await wait(retryMs);
    }
    // In the same breath as the last look, so that a line appended next finds nobody draining and begins anew.
    draining = false;
  };
  const startDraining = () => {
    if (draining) return;
    draining = true;
    writing = drain();
  };

  return {
    before,
    append(fact) {
      seq += 1;
      const text = JSON.stringify({ seq, wall: Date.now(), mono: monotonicMs(), prev: hash, ...fact });
      hash = hashLine(text);
      return new Promise((resolve) => {
        waiting.push({ text, done: resolve });
        startDraining();
      });
    },
    isRemoved: () => isRemoved(file, path),
    async close() {
      closed = true;
      await writing;
      await file.close();
    },
  };
}
