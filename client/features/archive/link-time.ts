import type { DossierReply } from '../../../protocol/archive.ts';
import { dayText } from '../meetings/meeting-order.ts';

const dayMs = 86_400_000;
/** The longest that a link may be good for, in days (protocol/archive.ts); a hub may allow less. */
export const longestLinkDays = 90;

/** The first and the last day until whose end a link may be made now, as `<input type="date">` has them. */
export function linkDays(now: number): { readonly first: string; readonly last: string } {
  return { first: dayText(now), last: dayText(now + longestLinkDays * dayMs) };
}

/** Until when a link is good that is made for a whole day, or null: not a day for which one may be made. */
export function linkUntil(day: string, now: number): number | null {
  const { first, last } = linkDays(now);
  if (day < first || day > last || !/^\d{4}-\d\d-\d\d$/.test(day)) return null;
  const [year, month, date] = day.split('-').map(Number);
  const end = new Date(year ?? 0, (month ?? 1) - 1, (date ?? 1) + 1).getTime() - 1;
  return Math.min(end, now + longestLinkDays * dayMs);
}

type SharedLink = Pick<DossierReply['links'][number], 'state' | 'until'>;

/** What has become of a link since the hub told its state. */
export function linkState({ state, until }: SharedLink, now: number): SharedLink['state'] {
  return state !== 'withdrawn' && now >= until ? 'ended' : state;
}
