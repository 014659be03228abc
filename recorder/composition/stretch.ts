import type { RecordedEpoch } from '../timeline/record.ts';
import type { PacketIndex } from './packet-index.ts';

/** An uninterrupted part of one file. `fromMs` and `toMs` are on the recording's time line. */
export type Stretch = {
  readonly epoch: RecordedEpoch;
  readonly fromMs: number;
  readonly toMs: number;
  /** The epoch's packets, in the file's own milliseconds. */
  readonly packets: PacketIndex;
  /** It stands in for what another recorder missed, whose sound goes on where it ends. */
  readonly isFill?: boolean;
};

/**
 * How long a track may be without a packet until it counts as off. Opus sends one in 400 ms even of silence, a camera
 * many in a second; a shared screen that does not change may send none for as long as it is shown.
 */
const holeMs = { microphone: 1_000, camera: 2_000, screen: Number.POSITIVE_INFINITY } as const;
/** How long the last packet of a stretch is shown or heard: a frame of a slow camera, or Opus's longest frame. */
const lastMs = { microphone: 60, camera: 200, screen: 0 } as const;

/** A decoder of Opus that begins anew is as it should be after so long (RFC 7845, 4.6); until then it is too quiet. */
export const warmUpMs = 80;

export function fileTimeOf({ startMs, rate }: RecordedEpoch, recordingMs: number): number {
  return (recordingMs - startMs) / rate;
}
export function recordingTimeOf({ startMs, rate }: RecordedEpoch, fileMs: number): number {
  return startMs + fileMs * rate;
}

/**
 * Where the file has sound or picture. Sound whose clock went unevenly comes leg by leg, each placed by itself; a
 * picture's frames are stamped by the wall clock, and one pace holds for them.
 */
export function stretchesOf(epoch: RecordedEpoch, packets: PacketIndex): readonly Stretch[] {
  const { legs = [] } = epoch;
  if (epoch.media === 'video' || legs.length < 2) return partsOf(epoch, packets, packets);
  return legs.flatMap((leg, index) => {
    const next = legs[index + 1];
    const fromMs = index === 0 ? Number.NEGATIVE_INFINITY : leg.fromMs;
    const own = packets.filter((time) => time >= fromMs && time < (next?.fromMs ?? Number.POSITIVE_INFINITY));
    const parts = partsOf({ ...epoch, startMs: leg.startMs, rate: leg.rate }, own, packets);
    if (next === undefined) return parts;
    // Where the next leg begins, this one ends: nothing is heard twice.
    const nextMs = next.startMs + next.fromMs * next.rate;
    return parts
      .map((part) => ({ ...part, toMs: Math.min(part.toMs, nextMs) }))
      .filter((part) => part.toMs > part.fromMs);
  });
}

/** The same of some of the file's packets, by one pace. */
function partsOf(epoch: RecordedEpoch, own: PacketIndex, packets: PacketIndex): readonly Stretch[] {
  const hole = holeMs[epoch.source];
  const stretches: Stretch[] = [];
  let first = own[0];
  if (first === undefined) return [];
  const close = (from: number, to: number) => {
    const fromMs = recordingTimeOf(epoch, from);
    const toMs = recordingTimeOf(epoch, to) + lastMs[epoch.source];
    stretches.push({
      epoch,
      packets,
      fromMs,
      toMs: epoch.source === 'screen' ? Math.max(toMs, epoch.closedMs) : toMs,
    });
  };
  own.forEach((time, index) => {
    const next = own[index + 1];
    if (next !== undefined && next - time <= hole) return;
    close(first ?? time, time);
    first = next;
  });
  return stretches;
}

/** The last packet at or before this moment, in the file's own milliseconds; the first if there is none. */
export function packetBefore({ epoch, packets }: Stretch, recordingMs: number): number {
  const wanted = fileTimeOf(epoch, recordingMs);
  let low = 0;
  let high = packets.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((packets[middle] ?? 0) <= wanted) low = middle;
    else high = middle;
  }
  return packets[low] ?? 0;
}
