import type { MeetingOnTape } from '../timeline/record.ts';
import { recordingTimeOf, type Stretch } from './stretch.ts';

/** A stretch in which there is nothing to see or hear: a closed part, or one that was lost. */
export type Absence = {
  readonly kind: 'pause' | 'gap';
  readonly fromMs: number;
  readonly toMs: number;
  /** Why it was lost; null for a pause. */
  readonly reason: string | null;
};

/** A shorter loss is not worth a card: it would flash by before anybody has read it. */
const shortestGapMs = 1_000;

type Span = { readonly fromMs: number; readonly toMs: number };

/** What of a span is outside all the others. */
export function without({ fromMs, toMs }: Span, others: readonly Span[]): readonly Span[] {
  let at = fromMs;
  const left: Span[] = [];
  for (const other of others.toSorted((a, b) => a.fromMs - b.fromMs)) {
    if (other.toMs <= at || other.fromMs >= toMs) continue;
    if (other.fromMs > at) left.push({ fromMs: at, toMs: other.fromMs });
    at = Math.max(at, other.toMs);
  }
  return at < toMs ? [...left, { fromMs: at, toMs }] : left;
}

/** The closed parts (REC-5), in order. */
export function pausesOf({ stages, durationMs }: MeetingOnTape): readonly Absence[] {
  const pauses: Absence[] = [];
  stages.forEach(({ atMs, stage }, index) => {
    if (stage.paused !== true) return;
    const fromMs = Math.min(Math.max(0, atMs), durationMs);
    const toMs = Math.min(Math.max(0, stages[index + 1]?.atMs ?? durationMs), durationMs);
    const last = pauses.at(-1);
    if (toMs <= fromMs) return;
    if (last?.toMs === fromMs) pauses[pauses.length - 1] = { ...last, toMs };
    else pauses.push({ kind: 'pause', fromMs, toMs, reason: null });
  });
  return pauses;
}

/** Where something of a stretch was really captured; a shared screen counts as shown long after its last packet. */
function capturedSpan({ epoch, packets, fromMs, toMs }: Stretch): Span {
  const last = packets.at(-1);
  return epoch.source === 'screen' && last !== undefined
    ? { fromMs, toMs: Math.min(toMs, recordingTimeOf(epoch, last)) }
    : { fromMs, toMs };
}

/**
 * Closed parts, and of the gaps those stretches in which nothing at all was captured, in order: where one track broke
 * off while others went on, or another recorder has what this one lost, there is something to show.
 */
export function absencesOf(tape: MeetingOnTape, stretches: readonly Stretch[]): readonly Absence[] {
  const pauses = pausesOf(tape);
  const covered = [...pauses, ...stretches.map(capturedSpan)];
  const gaps = tape.gaps.flatMap(({ fromMs, toMs, reason }) =>
    without({ fromMs: Math.max(0, fromMs), toMs: Math.min(toMs, tape.durationMs) }, covered)
      .filter((span) => span.toMs - span.fromMs >= shortestGapMs)
      .map((span): Absence => ({ kind: 'gap', ...span, reason })),
  );
  return [...pauses, ...gaps].toSorted((a, b) => a.fromMs - b.fromMs);
}
