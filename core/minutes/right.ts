import type { ArchiveViewer } from '../archive-right.ts';
import type { ParticipantId, UnitId } from '../id.ts';
import type { Meeting } from '../meeting.ts';
import { participantOf } from '../participant.ts';
import type { Role } from '../role.ts';
import { succession, type UnitRecordById } from '../unit-record.ts';

/** What one may do with the minutes of a meeting (MINUTES-1). */
export const minutesRights = [
  /** read what was approved */
  'read',
  /** write them, and read what is not approved yet */
  'write',
  /** approve what was written */
  'approve',
] as const;
export type MinutesRight = (typeof minutesRights)[number];

/** Who asks: the signed-in identity, and what stands in the hub's books about it. */
export type MinutesViewer = ArchiveViewer & { readonly participant: ParticipantId };

/**
 * Beside the roles: whether the viewer presided while the meeting sat, as its log tells, reads that log (LOG-5), or
 * watches a recording of it (ARCHIVE-2).
 */
export type MinutesAccess = {
  readonly presided: boolean;
  readonly readsLog: boolean;
  readonly watches: boolean;
};

/**
 * By role over the convening unit. An administrator of the hub is none of them: whoever runs the machines signs nobody's
 * minutes.
 */
const rightsByRole: Readonly<Partial<Record<Role, readonly MinutesRight[]>>> = {
  chair: minutesRights,
  secretary: ['read', 'write'],
};

/** The unit; of one that was closed also whoever answers for it now, and not every unit above: they sign their own. */
function answering(recordById: UnitRecordById, unit: UnitId): readonly UnitId[] {
  const line = succession(recordById, unit);
  const open = line.findIndex((each) => (recordById[each]?.closedAt ?? null) === null);
  return [unit, ...line.slice(0, open + 1)];
}

function isRemoved(meeting: Meeting, { participant }: MinutesViewer): boolean {
  return participantOf(meeting, participant)?.presence.kind === 'denied';
}

/**
 * The roles over the unit that convened the meeting: held in the meeting itself, by who was not removed from it, or
 * standing over that unit.
 */
function rolesOver(meeting: Meeting, viewer: MinutesViewer, recordById: UnitRecordById): readonly Role[] {
  const removed = isRemoved(meeting, viewer);
  const inMeeting = meeting.roles.filter(
    ({ participant, unit }) => !removed && participant === viewer.participant && unit === meeting.unit,
  );
  const units = answering(recordById, meeting.unit);
  const standing = viewer.standingRoles.filter(({ unit }) => units.includes(unit));
  return [...inMeeting, ...standing].map(({ role }) => role);
}

/**
 * What the viewer may do with the minutes of a meeting (MINUTES-1), in the order of `minutesRights`; none: nothing, as
 * for every site.
 */
export function minutesRightsOf(
  meeting: Meeting,
  viewer: MinutesViewer,
  books: MinutesAccess & { readonly recordById: UnitRecordById },
): readonly MinutesRight[] {
  if (viewer.kind !== 'person') return [];
  const given = new Set(
    rolesOver(meeting, viewer, books.recordById).flatMap((role) => rightsByRole[role] ?? []),
  );
  if (books.presided && !isRemoved(meeting, viewer)) for (const right of minutesRights) given.add(right);
  if (books.readsLog || books.watches) given.add('read');
  return minutesRights.filter((right) => given.has(right));
}
