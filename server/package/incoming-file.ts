import { open } from 'node:fs/promises';

/** A body as it comes in. */
export type IncomingFile = {
  /** As it was announced, in bytes; null: it was not. */
  readonly length: number | null;
  readonly parts: AsyncIterable<Uint8Array>;
};

/** Why a file is not taken. */
export type Unfit = 'too-large' | 'no-room';

export type FileBounds = {
  readonly mostBytes: number;
  /** Bytes that may be written just now. */
  readonly room: () => Promise<number>;
};

/** Bytes taken in between two looks at the room that is left. */
const lookEvery = 64 * 2 ** 20;

export function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

/** Says after each part whether there is still room for it. */
function createGauge(
  { mostBytes, room }: FileBounds,
  left: number,
): (bytes: number) => Promise<Unfit | null> {
  let free = left;
  let all = 0;
  let looked = 0;
  return async (bytes) => {
    all += bytes;
    if (all > mostBytes) return 'too-large';
    if (all - looked > lookEvery) {
      free = await room();
      looked = all;
    }
    return all - looked > free ? 'no-room' : null;
  };
}

/**
 * Writes what comes in to a new file, part by part, never in memory; why it is not taken, or null once all of it is
 * there. Rejects when it breaks off, or the disk does not take it for another reason than room.
 */
export async function writeIncoming(
  body: IncomingFile,
  file: string,
  bounds: FileBounds,
): Promise<Unfit | null> {
  const left = await bounds.room();
  if ((body.length ?? 0) > bounds.mostBytes) return 'too-large';
  if ((body.length ?? 0) > left) return 'no-room';
  const gauge = createGauge(bounds, left);
  const handle = await open(file, 'wx', 0o600);
  try {
    for await (const part of body.parts) {
      const unfit = await gauge(part.length);
      if (unfit !== null) return unfit;
      await handle.writeFile(part);
    }
    return null;
  } catch (error) {
    if (isFull(error)) return 'no-room';
    throw error;
  } finally {
    await handle.close();
  }
}
