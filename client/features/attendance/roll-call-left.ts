import type { UnitId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { covers } from '../../../core/unit.ts';

/** How many invited sites and delegates of a unit's subtree were not called yet, for the eye alone. */
export function leftToCall(meeting: Meeting, unit: UnitId): number {
  return Object.values(meeting.participantById).filter(
    ({ card, invited, attendance }) =>
      card.kind !== 'recorder' &&
      invited &&
      attendance.state === 'uncalled' &&
      covers(meeting.unitById, unit, card.unit),
  ).length;
}
