import { hallOf } from '../../../core/hall.ts';
import type { UnitId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { useMeetingSession } from '../../session/index.ts';

/** The hall this viewer sits in: the main one, or that of a subtree that goes on alone. */
export function useHall(meeting: Meeting): UnitId {
  const you = useMeetingSession((session) => session.you);
  return you === null ? meeting.unit : hallOf(meeting, you);
}
