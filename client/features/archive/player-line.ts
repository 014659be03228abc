import type { ParticipantId } from '../../../core/id.ts';
import type { Chapter, Turn } from '../../../protocol/archive.ts';
import { gapTimes } from './gap-time.ts';
import type { Played } from './player-source.ts';

/** From when to when, in ms of the film. */
export type Span = { readonly startMs: number; readonly endMs: number };
/** A span on the line, as parts of its whole width. */
export type Stretch = { readonly left: number; readonly width: number };

/** How many colours speakers have; beyond that they come round again (player.module.css). */
export const toneCount = 8;
/** Two who spoke at once stand above each other; a third is drawn over the second. */
const maxLanes = 2;

/** Where a span lies on a line of that length. What lies outside the film is cut off. */
export function stretchOf({ startMs, endMs }: Span, durationMs: number): Stretch {
  if (durationMs <= 0) return { left: 0, width: 0 };
  const within = (ms: number) => Math.min(1, Math.max(0, ms / durationMs));
  const left = within(startMs);
  return { left, width: Math.max(0, within(endMs) - left) };
}

/** Where in the film a pointer at `x` stands, on a line from `left` on, in the same pixels. */
export function positionAt(
  x: number,
  line: { readonly left: number; readonly width: number },
  durationMs: number,
): number {
  if (line.width <= 0) return 0;
  return Math.min(1, Math.max(0, (x - line.left) / line.width)) * durationMs;
}

/** Each speaker's colour, in the order in which they first spoke. */
export function toneBySpeaker(turns: readonly Turn[]): ReadonlyMap<ParticipantId, number> {
  const tones = new Map<ParticipantId, number>();
  for (const { participant } of turns)
    if (!tones.has(participant)) tones.set(participant, tones.size % toneCount);
  return tones;
}

export type SpeakerStretch = Stretch & { readonly turn: Turn; readonly tone: number; readonly lane: number };

/** The speakers' line: who spoke from where to where, and how many lanes it takes. `turns` in order of their beginning. */
export function speakerStretches(
  turns: readonly Turn[],
  durationMs: number,
): { readonly stretches: readonly SpeakerStretch[]; readonly lanes: number } {
  const tones = toneBySpeaker(turns);
  const endOfLane: number[] = [];
  const stretches = turns.map((turn) => {
    const free = endOfLane.findIndex((endMs) => endMs <= turn.startMs);
    const lane = free >= 0 ? free : Math.min(endOfLane.length, maxLanes - 1);
    endOfLane[lane] = Math.max(endOfLane[lane] ?? 0, turn.endMs);
    return { ...stretchOf(turn, durationMs), turn, tone: tones.get(turn.participant) ?? 0, lane };
  });
  return { stretches, lanes: Math.max(1, endOfLane.length) };
}

/** Stretches in which nothing was captured, with the reason. One that was never closed goes to the end. */
export function lostParts(
  { gaps, startedAt }: Played,
  durationMs: number,
): readonly (Span & { readonly reason: string })[] {
  return gapTimes(gaps, startedAt).map(({ fromMs, toMs, reason }) => ({
    startMs: fromMs,
    endMs: toMs ?? durationMs,
    reason,
  }));
}

/**
 * The parts that by the chair's order were not recorded: as the film's chapters have them, otherwise as the recording
 * itself says. One that was never closed goes to the end.
 */
export function closedParts(
  { pauses, startedAt }: Played,
  chapters: readonly Chapter[],
  durationMs: number,
): readonly Span[] {
  const told = chapters.filter(({ kind }) => kind === 'pause');
  if (told.length > 0) return told.map(({ startMs, endMs }) => ({ startMs, endMs }));
  return pauses.map(({ from, to }) => ({
    startMs: Math.max(0, from - startedAt),
    endMs: to === null ? durationMs : Math.max(0, to - startedAt),
  }));
}
