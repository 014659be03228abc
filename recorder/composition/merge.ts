import { outside, type Span } from '../timeline/merge-span.ts';
import { packetBefore, recordingTimeOf, type Stretch, warmUpMs } from './stretch.ts';

/** The pieces of two recorders' tracks of which the film is made: nothing is in it twice. */
export type FilledStretches = {
  /** The first recorder's own, all of them. */
  readonly own: readonly Stretch[];
  /** What of the other's covers what the first has not. */
  readonly filled: readonly Stretch[];
};

/** Shorter pieces would be heard as a click, or seen as a fault. */
export const shortestFillMs = { microphone: 100, camera: 500, screen: 500 } as const;
/** Packets compared to learn how long one lasts. */
const comparedPackets = 50;
/** Opus packets are between so many milliseconds long; longer silences between them are no sound. */
const packetMs = { from: 10, to: 60 } as const;

const keyOf = ({ epoch }: Stretch): string => `${epoch.participant} ${epoch.source}`;

/**
 * Where the sound of a stretch ends to the packet. A stretch itself is counted as long as the longest packet could be,
 * which where another goes on would be heard as a hole.
 */
function soundEnd(stretch: Stretch): number {
  const last = packetBefore(stretch, stretch.toMs);
  const index = stretch.packets.indexOf(last);
  const spacings = stretch.packets
    .slice(Math.max(0, index - comparedPackets), index + 1)
    .flatMap((time, at, times) => (at === 0 ? [] : [time - (times[at - 1] ?? time)]))
    .toSorted((a, b) => a - b);
  const usual = spacings[spacings.length >> 1] ?? packetMs.to;
  const end = recordingTimeOf(stretch.epoch, last + Math.min(Math.max(usual, packetMs.from), packetMs.to));
  return Math.min(stretch.toMs, Math.max(end, stretch.fromMs));
}

/** The first's stretch, ended to the packet where the other's sound goes on. */
function ended(stretch: Stretch, others: readonly Stretch[]): Stretch {
  if (stretch.epoch.source !== 'microphone') return stretch;
  const toMs = soundEnd(stretch);
  const goesOn = others.some(
    (other) => other.fromMs < toMs && other.toMs - toMs >= shortestFillMs.microphone,
  );
  return goesOn ? { ...stretch, toMs } : stretch;
}

/**
 * The first's stretch, begun only once its decoder is warm, where the other's sound goes on for so long: the beginning
 * of a file is too quiet, and would be heard as a hole.
 */
function begun(stretch: Stretch, others: readonly Stretch[]): Stretch {
  const fromMs = stretch.fromMs + warmUpMs;
  if (stretch.epoch.source !== 'microphone' || fromMs >= stretch.toMs) return stretch;
  const goesOn = others.some(
    (other) => stretch.fromMs - other.fromMs >= shortestFillMs.microphone && other.toMs >= fromMs,
  );
  return goesOn ? { ...stretch, fromMs } : stretch;
}

/** Covers what the first recorder has not of each participant's sound and pictures with what the other has of it. */
export function fillStretches(own: readonly Stretch[], other: readonly Stretch[]): FilledStretches {
  const othersByKey = Map.groupBy(other, keyOf);
  const kept = own.map((stretch) => {
    const others = othersByKey.get(keyOf(stretch)) ?? [];
    return begun(ended(stretch, others), others);
  });
  const coveredByKey = new Map<string, Span[]>();
  for (const stretch of kept) {
    const covered = coveredByKey.get(keyOf(stretch)) ?? [];
    covered.push(stretch);
    coveredByKey.set(keyOf(stretch), covered);
  }
  const filled: Stretch[] = [];
  for (const [key, stretches] of othersByKey) {
    const covered = coveredByKey.get(key) ?? [];
    for (const stretch of stretches) {
      const pieces = outside(stretch, covered).filter(
        ({ fromMs, toMs }) => toMs - fromMs >= shortestFillMs[stretch.epoch.source],
      );
      for (const { fromMs, toMs } of pieces) filled.push({ ...stretch, fromMs, toMs });
      // Two of the other's own files may overlap: of what one of them filled nothing more is taken.
      covered.push(...pieces);
    }
  }
  return { own: kept, filled };
}
