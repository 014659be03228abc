import { may, scopesOf } from '../../../core/authority.ts';
import { deskOf } from '../../../core/desk.ts';
import { hallOf } from '../../../core/hall.ts';
import type { ParticipantId, UnitId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { covers, lineage } from '../../../core/unit.ts';

/**
 * The unit at whose desk somebody works: where they conduct; else, for who merely watches, the hall's own if they
 * oversee all of it, or the widest unit within it that they oversee. The hall's own for who oversees nothing.
 */
export function ownDesk(meeting: Meeting, you: ParticipantId): UnitId {
  const conducted = deskOf(meeting, you);
  if (conducted !== null) return conducted;
  const hall = hallOf(meeting, you);
  if (may(meeting, you, 'roster.view', hall)) return hall;
  const depth = (unit: UnitId) => lineage(meeting.unitById, unit).length;
  const within = scopesOf(meeting, you, 'roster.view').filter((scope) =>
    covers(meeting.unitById, hall, scope),
  );
  return within.toSorted((a, b) => depth(a) - depth(b))[0] ?? hall;
}
