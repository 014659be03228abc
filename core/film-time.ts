import type { Entry } from './event.ts';

/**
 * From this entry of the meeting's log on an entry stands in the film as long after `atMs` as its `at` is after this
 * one's. `at` is epoch milliseconds by the log, `atMs` milliseconds from the film's beginning.
 */
export type FilmMoment = { readonly seq: number; readonly at: number; readonly atMs: number };

/**
 * Places by which the log's clock and the film's are further apart than they were, in milliseconds, are a moment of
 * their own. Somebody who looks for a word does not notice half a second; a machine under load brings less.
 */
const apartMs = 500;

/** What the log's clock showed when the film began. */
const beginningOf = ({ at, atMs }: FilmMoment): number => at - atMs;

/**
 * Where the log stands in the film, of entries as the recorder placed them: one moment as long as the log's clock goes
 * as the film's does, and another whenever it was set. Of what goes alike the entry that was on its way the shortest
 * tells best.
 */
export function filmMoments(placed: readonly FilmMoment[]): readonly FilmMoment[] {
  const moments: FilmMoment[] = [];
  let beginning = Number.NEGATIVE_INFINITY;
  for (const moment of placed.toSorted((one, other) => one.seq - other.seq)) {
    const last = moments.at(-1);
    if (last === undefined || Math.abs(beginningOf(moment) - beginning) > apartMs) {
      beginning = beginningOf(moment);
      moments.push(moment);
    } else if (beginningOf(moment) > beginningOf(last)) {
      moments[moments.length - 1] = { ...last, atMs: last.at - beginningOf(moment) };
    }
  }
  return moments;
}

/** What the log's clock showed when the film began, in epoch milliseconds; null: that is not known. */
export function filmBeginning(moments: readonly FilmMoment[]): number | null {
  const [first] = moments;
  return first === undefined ? null : beginningOf(first);
}

/**
 * The entry as if the log's clock had gone as the film's does: its `at` is the film's beginning and as much more as it
 * stands into the film. Without a moment it is as it was. Moments in order.
 */
export function onFilmTime(entry: Entry, moments: readonly FilmMoment[]): Entry {
  const beginning = filmBeginning(moments);
  if (beginning === null) return entry;
  const next = moments.findIndex(({ seq }) => seq > entry.seq);
  const last = moments.at(next === -1 ? -1 : Math.max(0, next - 1));
  if (last === undefined) return entry;
  const atMs = last.atMs + entry.at - last.at;
  // What the recorder was not told stands after the clock was set, it may be, and before the next that it was told.
  const mostMs = (next === -1 ? undefined : moments[next]?.atMs) ?? Number.POSITIVE_INFINITY;
  const at = beginning + Math.min(atMs, mostMs);
  const { event } = entry;
  // A vote brings along when it was put; the others are when their entry is.
  return event.type === 'vote.opened'
    ? { ...entry, at, event: { ...event, vote: { ...event.vote, openedAt: at } } }
    : { ...entry, at };
}
