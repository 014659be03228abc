import { open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecorderReply, RecorderRequest } from '../protocol/recorder.ts';
import { missingParts } from './ffmpeg-part.ts';
import type { Room } from './storage.ts';

type Finding = RecorderReply<'recording.check'>['findings'][number];

/** As long as half a working day, where nobody said how long a meeting is to last. */
const usualMs = 4 * 3_600_000;
/** Meetings overrun: for so long at the least room must be there, also past the planned end. */
const leastMs = 3_600_000;
/**
 * What one of those on the stage sends at most, in bytes a second: 1.5 Mbit/s of picture, at which a track of five
 * minutes was measured at 55 MB (docs/adr/0002), and 40 kbit/s of Opus with its headers.
 */
const personBytesPerSecond = (1_500_000 + 40_000) / 8;
/** Chair, two who speak or debate, and whoever presents. */
const usualPeople = 4;
export const expectedBytesPerSecond = usualPeople * personBytesPerSecond;
/** Twice what is expected: half for the film and what is not foreseen. */
const reserve = 2;
/** A machine whose clock is further off would name moments wrongly that everyone remembers. */
const clockOffMs = 2_000;

/** What of the measured is worth telling. Null: could not be measured in time. */
export function findingsOf(
  { plannedMs, sentAt }: Pick<RecorderRequest<'recording.check'>, 'plannedMs' | 'sentAt'>,
  measured: {
    readonly freeBytes: number | null;
    readonly bytesPerSecond: number | null;
    readonly now: number;
    /** What ffmpeg lacks: undefined: not known; null: it does not run. */
    readonly missing?: readonly string[] | null | undefined;
  },
): readonly Finding[] {
  const neededBytes = (reserve * expectedBytesPerSecond * Math.max(leastMs, plannedMs ?? usualMs)) / 1000;
  const neededBytesPerSecond = reserve * expectedBytesPerSecond;
  const { freeBytes, bytesPerSecond, now, missing = [] } = measured;
  const offsetMs = now - sentAt;
  return [
    // First, since without it nothing else matters.
    ...(missing === null || missing.length > 0
      ? [{ kind: 'ffmpeg', missing: missing && [...missing] } as const]
      : []),
    ...(freeBytes !== null && freeBytes < neededBytes
      ? [{ kind: 'space', freeBytes, neededBytes } as const]
      : []),
    ...(bytesPerSecond !== null && bytesPerSecond < neededBytesPerSecond
      ? [{ kind: 'slow-disk', bytesPerSecond, neededBytesPerSecond } as const]
      : []),
    ...(Math.abs(offsetMs) > clockOffMs ? [{ kind: 'clock', offsetMs } as const] : []),
  ];
}

const probeBytes = 8 * 1_048_576;
const chunk = new Uint8Array(1_048_576);
const probeMs = 2_000;
const freeMs = 1_000;
const askMs = 2_000;

/** The value, or the other one when it takes longer than that or fails. */
function withinOr<T>(promise: Promise<T>, ms: number, otherwise: () => T): Promise<T> {
  const { promise: late, resolve } = Promise.withResolvers<T>();
  const timer = setTimeout(() => resolve(otherwise()), ms);
  return Promise.race([promise, late])
    .catch(otherwise)
    .finally(() => clearTimeout(timer));
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

/**
 * Bytes a second that reach the disk, from a bounded file that is gone again whatever happens; 0: nothing can be
 * written. Null: there is no room for it, which the measured room says better.
 */
export async function writeSpeed(folder: string): Promise<number | null> {
  const begun = performance.now();
  let written = 0;
  const over = () => performance.now() - begun >= probeMs;
  const speed = () => (written * 1000) / Math.max(1, performance.now() - begun);
  const write = async (): Promise<number | null> => {
    const path = join(folder, `.probe-${process.pid}-${Math.round(begun)}`);
    const file = await open(path, 'wx');
    try {
      // Without a name from the beginning, so that nothing stays behind even if the power fails.
      await unlink(path);
      while (written < probeBytes && !over()) {
        await file.write(chunk);
        await file.datasync();
        written += chunk.length;
      }
      return speed();
    } catch (error) {
      if (isFull(error)) return null;
      throw error;
    } finally {
      await file.close();
    }
  };
  return withinOr(write(), probeMs + 500, speed);
}

/** Looks whether ffmpeg, room, disk and clock will do (REC-7). Answers within five seconds, even where the disk hangs. */
export async function checkBefore(
  request: Pick<RecorderRequest<'recording.check'>, 'plannedMs' | 'sentAt'>,
  {
    folder,
    free,
    ffmpeg,
  }: {
    readonly folder: string;
    readonly free: (folder: string) => Promise<Room>;
    readonly ffmpeg: readonly string[];
  },
): Promise<readonly Finding[]> {
  const now = Date.now();
  const asked = withinOr<readonly string[] | null | undefined>(missingParts(ffmpeg), askMs, () => undefined);
  const freeBytes = await withinOr<number | null>(
    free(folder).then((room) => room.freeBytes),
    freeMs,
    () => null,
  );
  const bytesPerSecond = await writeSpeed(folder);
  return findingsOf(request, { freeBytes, bytesPerSecond, now, missing: await asked });
}
