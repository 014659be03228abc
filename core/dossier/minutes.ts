import { isBlank, longestMinutes, type Minutes, minutesLength, sameMinutes } from '../minutes/minutes.ts';
import type { MinutesRight } from '../minutes/right.ts';
import type { RefusalCode } from '../refusal.ts';
import type { DossierDecision } from './decide.ts';
import type { Dossier } from './dossier.ts';
import { isDisposed } from './term.ts';

/** What is ordered about the minutes of a meeting. */
export type MinutesOrder =
  /** `basedOn`: the version that was changed; 0: there was none. */
  | { readonly type: 'minutes.save'; readonly basedOn: number; readonly minutes: Minutes }
  | { readonly type: 'minutes.approve'; readonly version: number };

export type MinutesWish = {
  readonly order: MinutesOrder;
  /** What whoever wishes it may do with these minutes, as the books stand now. */
  readonly rights: readonly MinutesRight[];
  /** How far the meeting is. */
  readonly meeting: 'ahead' | 'live' | 'closed';
};

const rightByOrder = {
  'minutes.save': 'write',
  'minutes.approve': 'approve',
} as const satisfies Record<MinutesOrder['type'], MinutesRight>;

const refuse = (code: RefusalCode): DossierDecision => ({ ok: false, refusal: { code } });
/** It is so already. */
const nothing: DossierDecision = { ok: true, events: [] };

/** Why nothing may be done to the minutes now, whoever wishes it; null: it may (MINUTES-3). */
export function minutesObstacle(
  dossier: Pick<Dossier, 'disposal' | 'custody'>,
  meeting: MinutesWish['meeting'],
): 'already-disposed' | 'already-handed-over' | 'not-live' | null {
  if (isDisposed(dossier)) return 'already-disposed';
  if (dossier.custody !== null) return 'already-handed-over';
  return meeting === 'ahead' ? 'not-live' : null;
}

function save(
  { minutes: { latest } }: Dossier,
  { basedOn, minutes }: MinutesOrder & { readonly type: 'minutes.save' },
): DossierDecision {
  if (minutesLength(minutes) > longestMinutes) return refuse('too-large');
  if (latest !== null && sameMinutes(latest.minutes, minutes)) return nothing;
  const version = latest?.version ?? 0;
  return basedOn === version
    ? { ok: true, events: [{ type: 'minutes.saved', version: version + 1, minutes }] }
    : refuse('out-of-order');
}

function approve(
  { minutes: { latest, approved } }: Dossier,
  version: number,
  meeting: MinutesWish['meeting'],
): DossierDecision {
  if (meeting !== 'closed') return refuse('not-closed');
  if (latest === null || isBlank(latest.minutes)) return refuse('not-found');
  if (latest.version !== version) return refuse('out-of-order');
  if (approved?.version === version) return nothing;
  return { ok: true, events: [{ type: 'minutes.approved', version }] };
}

/** What follows from an order about the minutes of a meeting, or why nothing does (the MINUTES rules). */
export function decideMinutes(dossier: Dossier, { order, rights, meeting }: MinutesWish): DossierDecision {
  if (!rights.includes(rightByOrder[order.type])) return refuse('not-permitted');
  const obstacle = minutesObstacle(dossier, meeting);
  if (obstacle !== null) return refuse(obstacle);
  return order.type === 'minutes.save' ? save(dossier, order) : approve(dossier, order.version, meeting);
}
