import { createHash } from 'node:crypto';
import type { ArchiveRight } from '../core/archive-right.ts';
import type { Disposal, Dossier, PackageFacts, RetentionClass, SharedLink } from '../core/dossier/dossier.ts';
import {
  dueSoonUntil,
  isDisposed,
  type LinkState,
  monthsAfter,
  retentionUntil,
} from '../core/dossier/term.ts';
import type { DossierReply } from '../protocol/archive.ts';

/** The archive's part of the configuration. */
export type DossierTerms = {
  readonly retention: readonly RetentionClass[];
  readonly handOverMonths: number;
  readonly remindDays: number;
  readonly linkDays: number;
};

/** What a file is shown with, beside itself. */
export type DossierHead = {
  readonly title: string;
  readonly unitName: string;
  readonly closedAt: number | null;
  readonly recordings: DossierReply['recordings'];
};

export type HandOverFile = {
  readonly closedAt: number | null;
  readonly handedOver: boolean;
  readonly disposed: boolean;
};

/** By when a file is to be with the historical archive (DOSSIER-7); null: it is, or will not be, or cannot be yet. */
export function handOverBy(
  file: HandOverFile,
  { handOverMonths }: Pick<DossierTerms, 'handOverMonths'>,
): number | null {
  if (file.closedAt === null || file.handedOver || file.disposed) return null;
  return monthsAfter(file.closedAt, handOverMonths);
}

/** The same as it is shown, and whether it is to be told as due soon at that moment. */
export function dueAt(
  file: HandOverFile,
  { terms, now }: { readonly terms: DossierTerms; readonly now: number },
): Pick<DossierReply, 'handOverBy' | 'handOverSoon'> {
  const by = handOverBy(file, terms);
  return { handOverBy: by, handOverSoon: by !== null && by <= dueSoonUntil(now, terms.remindDays) };
}

/**
 * The digest of what listed the destroyed files: of one recording its manifest's, of several that of the list of
 * theirs, a line each as `sha256sum` writes it, in the order of their ids; null where there was none.
 */
export function digestOf(packages: readonly PackageFacts[]): string | null {
  const lines = packages
    .toSorted((one, other) => (one.recording < other.recording ? -1 : 1))
    .flatMap(({ recording, manifestSha256 }) =>
      manifestSha256 === null ? [] : [{ manifestSha256, line: `${manifestSha256}  ${recording}\n` }],
    );
  const [first, ...more] = lines;
  if (first === undefined || more.length === 0) return first?.manifestSha256 ?? null;
  return createHash('sha256')
    .update(lines.map(({ line }) => line).join(''))
    .digest('hex');
}

function disposalOf(disposal: Disposal): DossierReply['disposal'] {
  if (disposal.state === 'none' || disposal.state === 'asked') return disposal;
  const { by, confirmedBy, at, reason, packages } = disposal;
  return {
    state: 'done',
    by,
    confirmedBy,
    at,
    reason,
    files: packages.reduce((sum, { files }) => sum + files, 0),
    bytes: packages.reduce((sum, { bytes }) => sum + bytes, 0),
    manifestSha256: digestOf(packages),
  };
}

function custodyOf({ custody }: Dossier): DossierReply['custody'] {
  if (custody === null) return null;
  const { packages, ...said } = custody;
  return {
    ...said,
    manifests: packages.flatMap(({ recording, files, bytes, manifestSha256 }) =>
      manifestSha256 === null ? [] : [{ recording, sha256: manifestSha256, files, bytes }],
    ),
  };
}

function shownLink(link: SharedLink, state: LinkState): DossierReply['links'][number] {
  const { recording: _, secretHash: __, ...shown } = link;
  return { ...shown, state };
}

/** The file as who has these rights reads it: accesses are for who keeps it, links for who may give them. */
export function replyOf(
  dossier: Dossier,
  head: DossierHead,
  {
    rights,
    terms,
    now,
    linkStates,
  }: {
    readonly rights: readonly ArchiveRight[];
    readonly terms: DossierTerms;
    readonly now: number;
    readonly linkStates: ReadonlyMap<number, LinkState>;
  },
): DossierReply {
  const { retention, custody } = dossier;
  const { closedAt } = head;
  const file = { closedAt, handedOver: custody !== null, disposed: isDisposed(dossier) };
  const sharing = rights.includes('share') || rights.includes('allow-links');
  const keeps = rights.includes('hold');
  return {
    meeting: dossier.meeting,
    ...head,
    retention: retention === null ? null : { ...retention, until: retentionUntil(retention, closedAt) },
    classes: terms.retention,
    holds: dossier.holds,
    disposal: disposalOf(dossier.disposal),
    custody: custodyOf(dossier),
    ...dueAt(file, { terms, now }),
    linksAllowed: dossier.linksAllowed,
    links: sharing ? dossier.links.map((link) => shownLink(link, linkStates.get(link.link) ?? 'ended')) : [],
    recordings: keeps ? head.recordings : [],
    accesses: keeps ? dossier.accesses : [],
    secret: null,
  };
}
