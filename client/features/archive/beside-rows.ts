import type { ParticipantId } from '../../../core/id.ts';
import type { BesideReply, Turn } from '../../../protocol/archive.ts';

export type Attendant = BesideReply['attendance'][number];

/** How somebody's being there stands at a moment of the film. */
export type Presence =
  | { readonly kind: 'here'; readonly sinceMs: number }
  /** Comes later, or came back. */
  | { readonly kind: 'coming'; readonly atMs: number }
  | { readonly kind: 'left'; readonly atMs: number }
  | { readonly kind: 'never' };

export function presenceAt({ stretches }: Attendant, positionMs: number): Presence {
  const here = stretches.find(({ startMs, endMs }) => startMs <= positionMs && positionMs < endMs);
  if (here) return { kind: 'here', sinceMs: here.startMs };
  const before = stretches.findLast(({ endMs }) => endMs <= positionMs);
  if (before) return { kind: 'left', atMs: before.endMs };
  const [first] = stretches;
  return first ? { kind: 'coming', atMs: first.startMs } : { kind: 'never' };
}

/** What happened, in order: what was on the agenda, what was handed in in writing, what was told to all. */
export type Happening = {
  readonly kind: 'agenda' | 'opinion' | 'notice';
  /** Null: an agenda item that was not come to. */
  readonly atMs: number | null;
  /** Who presented it, wrote it, told it; may be empty. */
  readonly who: string;
  readonly text: string;
};

/** By time; items that were not come to stand last, as the agenda has them. */
export function happenings({ agenda, writings }: BesideReply): readonly Happening[] {
  const items = agenda.map(({ title, presenter, startMs }): Happening => {
    return { kind: 'agenda', atMs: startMs, who: presenter, text: title };
  });
  const written = writings.map(({ kind, author, text, atMs }): Happening => {
    return { kind, atMs, who: author, text };
  });
  const timeOf = ({ atMs }: Happening) => atMs ?? Number.POSITIVE_INFINITY;
  // Equal times keep their order, and two of infinity are equal.
  return [...items, ...written].sort((a, b) => (timeOf(a) === timeOf(b) ? 0 : timeOf(a) - timeOf(b)));
}

/** Index of the last thing that has happened; -1: nothing yet. */
export function happeningAt(rows: readonly Happening[], positionMs: number): number {
  return rows.findLastIndex(({ atMs }) => atMs !== null && atMs <= positionMs);
}

/** Somebody who spoke, how often and how long in all. */
export type Speaker = {
  readonly participant: ParticipantId;
  readonly name: string;
  readonly unitName: string;
  readonly turns: number;
  readonly totalMs: number;
};

/** Everyone who spoke, in the order in which they first did. */
export function speakersOf(turns: readonly Turn[]): readonly Speaker[] {
  const speakers = new Map<ParticipantId, Speaker>();
  for (const { participant, name, unitName, startMs, endMs } of turns) {
    const known = speakers.get(participant);
    speakers.set(participant, {
      participant,
      name,
      unitName,
      turns: (known?.turns ?? 0) + 1,
      totalMs: (known?.totalMs ?? 0) + endMs - startMs,
    });
  }
  return [...speakers.values()];
}
