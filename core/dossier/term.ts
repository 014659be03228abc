import type { ArchiveRight } from '../archive-right.ts';
import type { Dossier, RetentionClass, SharedLink } from './dossier.ts';
import { rightByOrder } from './order.ts';

/** Vietnam's clock is this far ahead of UTC, in milliseconds, all year round. */
const vietnamAheadMs = 7 * 3_600_000;
const dayMs = 24 * 3_600_000;

/**
 * The same time of day so many calendar months later in Vietnam; from a day that the later month does not have, its
 * last (31 August and six months: 28 February). Epoch milliseconds.
 */
export function monthsAfter(at: number, months: number): number {
  const local = new Date(at + vietnamAheadMs);
  const [year, month] = [local.getUTCFullYear(), local.getUTCMonth() + months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = Math.min(local.getUTCDate(), lastDay);
  const timeOfDay = (((at + vietnamAheadMs) % dayMs) + dayMs) % dayMs;
  return Date.UTC(year, month, day) + timeOfDay - vietnamAheadMs;
}

/** Until when a file of that class is kept (DOSSIER-2); null: for good, or the meeting has not ended. */
export function retentionUntil({ years }: RetentionClass, closedAt: number | null): number | null {
  return years === null || closedAt === null ? null : monthsAfter(closedAt, 12 * years);
}

/**
 * What is due up to that moment (epoch milliseconds) is told as due soon: so many days before its day comes (DOSSIER-13),
 * in the notices, in the list and in the file alike.
 */
export function dueSoonUntil(now: number, remindDays: number): number {
  return now + remindDays * dayMs;
}

/** Whether anything stands against its disposal (DOSSIER-3). */
export function isHeld({ holds }: Pick<Dossier, 'holds'>): boolean {
  return holds.some(({ lifted }) => lifted === null);
}

/** Whether its disposal was confirmed: then it is only read (DOSSIER-6). */
export function isDisposed({ disposal }: Pick<Dossier, 'disposal'>): boolean {
  return disposal.state === 'confirmed' || disposal.state === 'carriedOut';
}

/**
 * The time in a file: the machine's clock may be set back, its log's is not (DOSSIER-12). How long a file is kept goes by
 * the clock alone, so that an entry which a wrong clock wrote ahead of its time brings no disposal nearer.
 */
export function timeIn({ lastAt }: Pick<Dossier, 'lastAt'>, now: number): number {
  return Math.max(lastAt, now);
}

/**
 * What has become of a link; only an `open` one lets anybody in (DOSSIER-8). `lapsed`: whoever made it may make none now;
 * it opens again when they may.
 */
export type LinkState = 'open' | 'lapsed' | 'ended' | 'withdrawn';

/** What has become of a link of this file; `makerRights`: what whoever made it may do with its recording today. */
export function linkState(
  link: SharedLink,
  dossier: Dossier,
  { now, makerRights }: { readonly now: number; readonly makerRights: readonly ArchiveRight[] },
): LinkState {
  if (link.withdrawnAt !== null || !dossier.linksAllowed) return 'withdrawn';
  if (isDisposed(dossier) || timeIn(dossier, now) >= link.until) return 'ended';
  return makerRights.includes(rightByOrder['link.make']) ? 'open' : 'lapsed';
}

/** The ranges of one playing count as one access for so long, in milliseconds (DOSSIER-10). */
export const onePlayingMs = 600_000;

/**
 * Why no film may be made anew of a recording of this file (DOSSIER-14); null: it may. What is held stays as it is, and
 * what was handed over as the record of that day says; the package's manifest changes with its film.
 */
export function refilmObstacle({
  held,
  handedOver,
}: {
  readonly held: boolean;
  readonly handedOver: boolean;
}): 'under-hold' | 'already-handed-over' | null {
  if (held) return 'under-hold';
  return handedOver ? 'already-handed-over' : null;
}
