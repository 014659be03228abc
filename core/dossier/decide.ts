import type { ArchiveRight } from '../archive-right.ts';
import type { RecordingId } from '../id.ts';
import type { Refusal, RefusalCode } from '../refusal.ts';
import type {
  ArchivedState,
  Dossier,
  FoundPackage,
  PackageFacts,
  RetentionClass,
  Signatory,
} from './dossier.ts';
import type { DossierEvent } from './event.ts';
import { type DossierOrder, rightByOrder } from './order.ts';
import { isDisposed, isHeld, retentionUntil, timeIn } from './term.ts';

export type DossierDecision =
  | { readonly ok: true; readonly events: readonly DossierEvent[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** Who wishes what. */
export type DossierWish = {
  readonly by: Signatory;
  /** What they may do with this file, as the books stand now. */
  readonly rights: readonly ArchiveRight[];
  readonly order: DossierOrder;
  readonly now: number;
  /** The recording through which the file was opened: a link is made for it. */
  readonly recording: RecordingId;
  /** Of the secret that a link made now would have. */
  readonly secretHash: string;
};

/** What the hub's books and disks say of the meeting just now. */
export type DossierBooks = {
  /** Null: the meeting has not ended. */
  readonly closedAt: number | null;
  readonly recordings: readonly { readonly id: RecordingId; readonly state: ArchivedState }[];
  /** Of the recordings' packages, for an order that writes them down. */
  readonly packages: readonly FoundPackage[];
  /** What whoever asked for disposal may do with the file today; none where nobody asked. */
  readonly askerRights: readonly ArchiveRight[];
  /** What the configuration offers. */
  readonly classes: readonly RetentionClass[];
  /** How far ahead a link may end, in days. */
  readonly linkDays: number;
};

const dayMs = 86_400_000;
const accept = (event: DossierEvent): DossierDecision => ({ ok: true, events: [event] });
/** It is so already. */
const nothing: DossierDecision = { ok: true, events: [] };
const refuse = (code: RefusalCode): DossierDecision => ({ ok: false, refusal: { code } });

/** Whether nothing writes to any of its recordings any more: what is not archived is never destroyed, nor handed over. */
const isSettled = ({ recordings }: DossierBooks): boolean =>
  recordings.every(({ state }) => state === 'ready' || state === 'failed');

/** What is written down of the packages for good. */
const factsOf = ({ packages }: DossierBooks): readonly PackageFacts[] =>
  packages.map(({ sound: _, ...facts }) => facts);

/** Whether every finished recording is there as it was made, as far as is known: a record names its manifest for good. */
const isWhole = ({ recordings, packages }: DossierBooks): boolean =>
  recordings.every(
    ({ id, state }) =>
      state !== 'ready' ||
      packages.some(
        ({ recording, sound, manifestSha256 }) => recording === id && sound && manifestSha256 !== null,
      ),
  );

/** Why nothing of it may be destroyed now; null: it may (DOSSIER-4). */
function disposalObstacle(
  { retention, holds }: Dossier,
  books: DossierBooks,
  now: number,
): RefusalCode | null {
  if (books.closedAt === null) return 'not-closed';
  const until = retention === null ? null : retentionUntil(retention, books.closedAt);
  if (until === null || now < until) return 'retention-running';
  if (isHeld({ holds })) return 'under-hold';
  return isSettled(books) ? null : 'not-archived';
}

function confirm(dossier: Dossier, { by, now }: DossierWish, books: DossierBooks): DossierDecision {
  const { disposal } = dossier;
  if (disposal.state !== 'asked') return refuse('out-of-order');
  if (disposal.by.participant === by.participant) return refuse('same-person');
  // Whoever asked may have lost the right since: then nobody who has it stands behind the wish (DOSSIER-5).
  if (!books.askerRights.includes('dispose')) return refuse('not-permitted');
  const obstacle = disposalObstacle(dossier, books, now);
  return obstacle === null
    ? accept({ type: 'disposal.confirmed', packages: factsOf(books) })
    : refuse(obstacle);
}

function handOver(
  { custody }: Dossier,
  order: DossierOrder & { readonly type: 'custody.handOver' },
  books: DossierBooks,
): DossierDecision {
  if (custody !== null) return refuse('already-handed-over');
  if (books.closedAt === null) return refuse('not-closed');
  if (!isSettled(books)) return refuse('not-archived');
  if (!isWhole(books)) return refuse('package-damaged');
  const { to, receiver, receiverPosition, note } = order;
  const packages = factsOf(books);
  return accept({ type: 'custody.handedOver', to, receiver, receiverPosition, note, packages });
}

function makeLink(
  dossier: Dossier,
  order: DossierOrder & { readonly type: 'link.make' },
  { wish, books }: { readonly wish: DossierWish; readonly books: DossierBooks },
): DossierDecision {
  const { linksAllowed, links } = dossier;
  if (!linksAllowed) return refuse('links-forbidden');
  const { recording, secretHash } = wish;
  const now = timeIn(dossier, wish.now);
  if (!books.recordings.some(({ id, state }) => id === recording && state === 'ready'))
    return refuse('not-archived');
  const { whom, until } = order;
  if (until <= now || until > now + books.linkDays * dayMs) return refuse('invalid-message');
  return accept({ type: 'link.made', link: links.length + 1, recording, whom, until, secretHash });
}

function setRetention(name: string, { classes }: DossierBooks): DossierDecision {
  const found = classes.find((each) => each.name === name);
  return found
    ? accept({ type: 'retention.set', name: found.name, years: found.years })
    : refuse('not-found');
}

function liftHold(
  { holds }: Dossier,
  { hold, reason }: DossierOrder & { readonly type: 'hold.lift' },
): DossierDecision {
  const stands = holds.some((each) => each.hold === hold && each.lifted === null);
  return stands ? accept({ type: 'hold.lifted', hold, reason }) : refuse('not-found');
}

function ask(dossier: Dossier, reason: string, at: { now: number; books: DossierBooks }): DossierDecision {
  if (dossier.disposal.state !== 'none') return refuse('out-of-order');
  const obstacle = disposalObstacle(dossier, at.books, at.now);
  return obstacle === null ? accept({ type: 'disposal.asked', reason }) : refuse(obstacle);
}

function withdraw({ disposal }: Dossier): DossierDecision {
  return disposal.state === 'asked' ? accept({ type: 'disposal.withdrawn' }) : refuse('out-of-order');
}

function allowLinks({ linksAllowed }: Dossier, allowed: boolean): DossierDecision {
  if (linksAllowed === allowed) return nothing;
  return accept({ type: allowed ? 'links.allowed' : 'links.forbidden' });
}

function withdrawLink({ links }: Dossier, link: number): DossierDecision {
  const stands = links.some((each) => each.link === link && each.withdrawnAt === null);
  return stands ? accept({ type: 'link.withdrawn', link }) : refuse('not-found');
}

/** What follows from an order about the file of a meeting, or why nothing does (the DOSSIER rules). */
export function decideDossier(dossier: Dossier, wish: DossierWish, books: DossierBooks): DossierDecision {
  const { order, rights, now } = wish;
  if (!rights.includes(rightByOrder[order.type])) return refuse('not-permitted');
  if (isDisposed(dossier)) return refuse('already-disposed');
  if ('reason' in order && order.reason.trim() === '') return refuse('invalid-message');
  switch (order.type) {
    case 'retention.set':
      return setRetention(order.name, books);
    case 'hold.place':
      return accept({ type: 'hold.placed', hold: dossier.holds.length + 1, reason: order.reason });
    case 'hold.lift':
      return liftHold(dossier, order);
    case 'disposal.ask':
      return ask(dossier, order.reason, { now, books });
    case 'disposal.withdraw':
      return withdraw(dossier);
    case 'disposal.confirm':
      return confirm(dossier, wish, books);
    case 'custody.handOver':
      return handOver(dossier, order, books);
    case 'links.allow':
    case 'links.forbid':
      return allowLinks(dossier, order.type === 'links.allow');
    case 'link.make':
      return makeLink(dossier, order, { wish, books });
    case 'link.withdraw':
      return withdrawLink(dossier, order.link);
  }
}
