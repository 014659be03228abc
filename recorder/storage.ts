import { statfs } from 'node:fs/promises';
import type { RecordingStorage } from '../core/meeting.ts';

/** Room where recordings are kept, in bytes. */
export type Room = { readonly freeBytes: number; readonly totalBytes: number };

/** What a process without special rights may still write there. Waits as long as the disk does. */
export async function roomOf(folder: string): Promise<Room> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}

/** Below how many percent of the whole each state begins (REC-6), and how many more it takes to leave it. */
export const watermarks = { low: 15, 'sound-only': 5, full: 2, hysteresis: 1 } as const;

/** From the worst on. */
const worst = ['full', 'sound-only', 'low'] as const satisfies readonly RecordingStorage[];

/** How room stands, given how it stood: it becomes worse at once, and better only when it is clearly so. */
export function storageOf({ freeBytes, totalBytes }: Room, before: RecordingStorage): RecordingStorage {
  if (totalBytes <= 0) return before;
  const percent = (freeBytes * 100) / totalBytes;
  const left = worst.indexOf(before as (typeof worst)[number]);
  const found = worst.find((state, index) => {
    const wasAsBad = left >= 0 && left <= index;
    return percent < watermarks[state] + (wasAsBad ? watermarks.hysteresis : 0);
  });
  return found ?? 'enough';
}

export type StorageWatch = {
  /** How room stood when it was last looked at. */
  state(): RecordingStorage;
  /** Looks now; resolves after that, or when the disk does not answer. */
  look(): Promise<void>;
  close(): void;
};

const lookEveryMs = 5_000;
/** A disk that hangs is not asked again before it has answered, and waited for no longer than this. */
const answerWithinMs = 1_000;

/** Looks every five seconds while `wanted` says so, and tells of each change. A disk that does not answer tells none. */
export function watchStorage({
  free,
  wanted,
  changed,
}: {
  readonly free: () => Promise<Room>;
  readonly wanted: () => boolean;
  readonly changed: (state: RecordingStorage) => void;
}): StorageWatch {
  let state: RecordingStorage = 'enough';
  let asking: Promise<void> | null = null;
  const look = () => {
    asking ??= free()
      .then((room) => {
        const next = storageOf(room, state);
        if (next === state) return;
        state = next;
        changed(next);
      })
      .catch(() => {})
      .finally(() => {
        asking = null;
      });
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, answerWithinMs);
    return Promise.race([asking, late]).finally(() => clearTimeout(timer));
  };
  const looking = setInterval(() => {
    if (wanted()) void look();
  }, lookEveryMs);
  return { state: () => state, look, close: () => clearInterval(looking) };
}
