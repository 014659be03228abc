import { open } from 'node:fs/promises';

/*
 * Where a film may be cut without encoding anything again: its key frames, as the index at its head lists them
 * (ISO 14496-12). Read from there, two hours of film take some milliseconds; looking for them in the film itself would
 * read all of it.
 */

/** An index larger than this is none that composition made: that of a day of film has some 30 MB. */
const largestIndex = 128 << 20;

type Box = { readonly type: string; readonly from: number; readonly to: number };

function* boxesIn(bytes: Buffer, from: number, to: number): Generator<Box> {
  for (let at = from; at + 8 <= to; ) {
    const short = bytes.readUInt32BE(at);
    const head = short === 1 ? 16 : 8;
    const size = short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? to - at : short;
    if (size < head || at + size > to) throw new Error('the index of the film is damaged');
    yield { type: bytes.toString('latin1', at + 4, at + 8), from: at + head, to: at + size };
    at += size;
  }
}

/** The box at the end of a path of types; undefined where there is none. */
function find(bytes: Buffer, within: Box, ...path: readonly string[]): Box | undefined {
  return path.reduce<Box | undefined>(
    (outer, type) => outer && [...boxesIn(bytes, outer.from, outer.to)].find((each) => each.type === type),
    within,
  );
}

async function readIndex(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { size: length } = await file.stat();
    const head = Buffer.alloc(16);
    for (let at = 0; at + 8 <= length; ) {
      await file.read(head, 0, 16, at);
      const short = head.readUInt32BE(0);
      const size = short === 1 ? Number(head.readBigUInt64BE(8)) : short === 0 ? length - at : short;
      if (size < 8 || size > length - at) break;
      if (head.toString('latin1', 4, 8) === 'moov' && size <= largestIndex) {
        const index = Buffer.alloc(size);
        await file.read(index, 0, size, at);
        return index;
      }
      at += size;
    }
  } finally {
    await file.close();
  }
  throw new Error('the film has no index');
}

/** For each of these samples (numbers from 1, in order) the run it is in and how many of that run come before it. */
function* runsAt(
  bytes: Buffer,
  { from }: Box,
  samples: readonly number[],
): Generator<{ readonly value: number; readonly before: number; readonly total: number }> {
  const runs = bytes.readUInt32BE(from + 4);
  let [sample, total, next] = [1, 0, 0];
  for (let run = 0; run < runs; run += 1) {
    const count = bytes.readUInt32BE(from + 8 + 8 * run);
    // Signed where it is an offset; no length of a frame comes near the difference.
    const value = bytes.readInt32BE(from + 12 + 8 * run);
    for (
      let wanted = samples[next];
      wanted !== undefined && wanted < sample + count;
      wanted = samples[next]
    ) {
      yield { value, before: wanted - sample, total };
      next += 1;
    }
    sample += count;
    total += count * value;
  }
}

/** What of the track's own time lies before the film's beginning. */
function mediaStart(bytes: Buffer, track: Box): number {
  const list = find(bytes, track, 'edts', 'elst');
  if (list === undefined || bytes.readUInt32BE(list.from + 4) === 0) return 0;
  const isLong = bytes.readUInt8(list.from) === 1;
  const start = isLong ? Number(bytes.readBigInt64BE(list.from + 16)) : bytes.readInt32BE(list.from + 12);
  return Math.max(0, start);
}

function unitsPerSecond(bytes: Buffer, { from }: Box): number {
  return bytes.readUInt32BE(from + (bytes.readUInt8(from) === 1 ? 20 : 12));
}

/** A picture that needs no other: when it is shown, and how long before that it is decoded. Milliseconds. */
export type KeyFrame = { readonly atMs: number; readonly aheadMs: number };

/**
 * The key frames of a film, in order; none: every frame is one. Rejects when the file is not there, or is no MP4 with a
 * picture.
 */
export async function keyFramesOf(path: string): Promise<readonly KeyFrame[]> {
  const bytes = await readIndex(path);
  const [movie] = boxesIn(bytes, 0, bytes.length);
  for (const track of movie ? boxesIn(bytes, movie.from, movie.to) : []) {
    if (track.type !== 'trak') continue;
    const kind = find(bytes, track, 'mdia', 'hdlr');
    if (kind === undefined || bytes.toString('latin1', kind.from + 8, kind.from + 12) !== 'vide') continue;
    const head = find(bytes, track, 'mdia', 'mdhd');
    const lengths = find(bytes, track, 'mdia', 'minf', 'stbl', 'stts');
    const keys = find(bytes, track, 'mdia', 'minf', 'stbl', 'stss');
    if (head === undefined || lengths === undefined) break;
    if (keys === undefined) return [];
    const count = bytes.readUInt32BE(keys.from + 4);
    const samples = Array.from({ length: count }, (_, at) => bytes.readUInt32BE(keys.from + 8 + 4 * at));
    const [unit, start] = [unitsPerSecond(bytes, head), mediaStart(bytes, track)];
    const offsets = find(bytes, track, 'mdia', 'minf', 'stbl', 'ctts');
    const decoded = [...runsAt(bytes, lengths, samples)].map(
      ({ value, before, total }) => total + before * value,
    );
    const shifts = offsets ? [...runsAt(bytes, offsets, samples)].map(({ value }) => value) : [];
    return decoded.map((time, at) => {
      const shift = shifts[at] ?? 0;
      return { atMs: ((time + shift - start) / unit) * 1000, aheadMs: (shift / unit) * 1000 };
    });
  }
  throw new Error('the film has no picture');
}
