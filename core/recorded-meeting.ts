import type { MeetingDocument } from './document.ts';
import type { AgendaItem, Card } from './meeting.ts';
import type { RecordedVote } from './recorded-vote.ts';
import type { Stretch } from './stretch.ts';

/** Somebody held the floor, or conducted while nobody held it. */
export type RecordedTurn = Stretch & { readonly card: Card; readonly conducting: boolean };
export type RecordedItem = { readonly item: AgendaItem; readonly runs: readonly Stretch[] };
/** When somebody was there; no stretch: never. */
export type RecordedSeat = { readonly card: Card; readonly stretches: readonly Stretch[] };
/** Handed in in writing, or told to all. `author`: as one is named in a list. */
export type RecordedWriting = {
  readonly kind: 'opinion' | 'notice';
  readonly author: string;
  readonly text: string;
  readonly atMs: number;
};

/**
 * What of a meeting is in one recording of it (ARCHIVE-6), in order of time. Milliseconds are counted from the
 * recording's beginning.
 */
export type RecordedMeeting = {
  readonly turns: readonly RecordedTurn[];
  /** The agenda as it was last, then what was taken off it after it had been taken up. */
  readonly agenda: readonly RecordedItem[];
  /** Those of the hall who were invited, then whoever else was there. */
  readonly seats: readonly RecordedSeat[];
  readonly writings: readonly RecordedWriting[];
  /** Of its hall, in the order in which they were put. */
  readonly votes: readonly RecordedVote[];
  /** As they stood at its end; what was withdrawn before is not among them. */
  readonly documents: readonly MeetingDocument[];
};

/** Name, position and unit, each once. */
export function nameLine({ name, position, unitName }: Card): string {
  return [...new Set([name, position, unitName].filter((part) => part !== ''))].join(', ');
}
