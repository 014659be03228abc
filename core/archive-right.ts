import type { UnitId } from './id.ts';
import type { Role } from './role.ts';
import { succession, type UnitRecordById } from './unit-record.ts';

/** Who asks for recordings, outside any meeting: what stands in the hub's books about the signed-in identity. */
export type ArchiveViewer = {
  readonly kind: 'person' | 'site';
  readonly administrator: boolean;
  readonly standingRoles: readonly { readonly role: Role; readonly unit: UnitId }[];
};

/** What one may do with a recording and the file (hồ sơ) of its meeting; each is given by itself (ARCHIVE-4). */
export const archiveRights = [
  /** find it and watch it */
  'see',
  /** take the film, its sound or an excerpt home */
  'download',
  /** take the whole package home, verify it, compose it anew */
  'export',
  /** say how long it is kept, and hold it against disposal */
  'hold',
  /** ask for its disposal, or confirm what another asked */
  'dispose',
  /** hand it over to the historical archive */
  'hand-over',
  /** allow links for people without an account, or forbid them */
  'allow-links',
  /** make and withdraw such links, once they are allowed */
  'share',
] as const;
export type ArchiveRight = (typeof archiveRights)[number];

/**
 * What each standing role may do with the recordings of its unit's subtree (ARCHIVE-4): those who keep or conduct a
 * unit's meetings also keep its recordings; a delegate's or a site's seat does not. Who runs the machines sees, to know
 * that a recording is whole, and takes nothing home.
 */
const rightsByRole: Readonly<Partial<Record<Role, readonly ArchiveRight[]>>> = {
  chair: archiveRights,
  deputy: ['see', 'download'],
  secretary: ['see', 'download', 'export', 'hold', 'dispose', 'hand-over', 'share'],
  operator: ['see'],
};

function archiveScopes(viewer: ArchiveViewer): readonly UnitId[] {
  if (viewer.kind !== 'person') return [];
  return viewer.standingRoles.filter(({ role }) => rightsByRole[role] !== undefined).map(({ unit }) => unit);
}

/** Whether the archive's page is open to the viewer at all (ARCHIVE-1). */
export function mayOpenArchive(viewer: ArchiveViewer): boolean {
  return viewer.kind === 'person' && (viewer.administrator || archiveScopes(viewer).length > 0);
}

/**
 * What the viewer may do with a recording of a meeting that `unit` convened (ARCHIVE-2, ARCHIVE-4): administrators
 * everything, other persons what their standing roles give that cover that unit, or the unit that it became part of
 * (ARCHIVE-3). A unit that the books do not know is covered only by a role over that very unit. In the order of
 * `archiveRights`; none: they are not told that it exists.
 */
export function rightsOver(
  viewer: ArchiveViewer,
  recordById: UnitRecordById,
  unit: UnitId,
): readonly ArchiveRight[] {
  if (!mayOpenArchive(viewer)) return [];
  if (viewer.administrator) return archiveRights;
  const line = succession(recordById, unit);
  const given = new Set(
    viewer.standingRoles
      .filter(({ unit: scope }) => scope === unit || line.includes(scope))
      .flatMap(({ role }) => rightsByRole[role] ?? []),
  );
  return archiveRights.filter((right) => given.has(right));
}

/** What concerns the one recording alone; the rest touches the whole file of its meeting. */
const ofOneRecording: readonly ArchiveRight[] = ['see', 'download'];

/**
 * What the viewer may do with a recording that one unit keeps, of a meeting that another convened (a hall that went on
 * alone): whatever touches the whole file of the meeting needs the right over both (ARCHIVE-4).
 */
export function rightsOverFile(
  viewer: ArchiveViewer,
  recordById: UnitRecordById,
  { keptBy, convenedBy }: { readonly keptBy: UnitId; readonly convenedBy: UnitId },
): readonly ArchiveRight[] {
  const over = rightsOver(viewer, recordById, convenedBy);
  return rightsOver(viewer, recordById, keptBy).filter(
    (right) => ofOneRecording.includes(right) || over.includes(right),
  );
}

/** Whether the viewer may find and watch a recording of a meeting that `unit` convened (ARCHIVE-2). */
export function mayWatchRecording(viewer: ArchiveViewer, recordById: UnitRecordById, unit: UnitId): boolean {
  return rightsOver(viewer, recordById, unit).includes('see');
}

/**
 * Whom the viewer is offered to narrow the archive to (ARCHIVE-11): the units of whose recordings they see some, and
 * those that answer for these, as far up as the viewer's roles reach. Each once, in no order.
 */
export function unitsOffered(
  viewer: ArchiveViewer,
  recordById: UnitRecordById,
  seen: readonly UnitId[],
): readonly UnitId[] {
  const offered = new Set(seen);
  const above = new Set(seen.flatMap((unit) => succession(recordById, unit)));
  for (const unit of above) if (mayWatchRecording(viewer, recordById, unit)) offered.add(unit);
  return [...offered];
}
