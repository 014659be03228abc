import type { UnitId } from './id.ts';
import type { Role } from './role.ts';
import { succession, type UnitRecordById } from './unit-record.ts';

/** Who asks for recordings, outside any meeting: what stands in the hub's books about the signed-in identity. */
export type ArchiveViewer = {
  readonly kind: 'person' | 'site';
  readonly administrator: boolean;
  readonly standingRoles: readonly { readonly role: Role; readonly unit: UnitId }[];
};

/** Those who keep or conduct a unit's meetings also keep its recordings; a delegate's or a site's seat does not. */
const archiveRoles: readonly Role[] = ['chair', 'deputy', 'secretary', 'operator'];

function archiveScopes(viewer: ArchiveViewer): readonly UnitId[] {
  if (viewer.kind !== 'person') return [];
  return viewer.standingRoles.filter(({ role }) => archiveRoles.includes(role)).map(({ unit }) => unit);
}

/** Whether the archive's page is open to the viewer at all (ARCHIVE-1). */
export function mayOpenArchive(viewer: ArchiveViewer): boolean {
  return viewer.kind === 'person' && (viewer.administrator || archiveScopes(viewer).length > 0);
}

/**
 * Whether the viewer may list, watch, fetch and verify a recording of a meeting that `unit` convened (ARCHIVE-2):
 * administrators, and persons whose standing role covers that unit, or the unit that it became part of (ARCHIVE-3). A
 * unit that the books do not know is covered only by a role over that very unit.
 */
export function mayWatchRecording(viewer: ArchiveViewer, recordById: UnitRecordById, unit: UnitId): boolean {
  if (!mayOpenArchive(viewer)) return false;
  if (viewer.administrator) return true;
  const line = succession(recordById, unit);
  return archiveScopes(viewer).some((scope) => scope === unit || line.includes(scope));
}
