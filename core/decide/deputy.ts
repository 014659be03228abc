import { actingFor, chairedUnits, chairsOf } from '../authority.ts';
import type { CommandOf } from '../command.ts';
import type { MeetingEvent } from '../event.ts';
import type { ParticipantId, UnitId } from '../id.ts';
import type { Meeting } from '../meeting.ts';
import { participantOf } from '../participant.ts';
import { type Decision, refuse, type Wish } from './context.ts';

/**
 * A chair of a unit is there again: who acts because it was away stops, who was handed the conduct goes on (DEPUTY-2).
 */
export function chairIsBack(meeting: Meeting, id: ParticipantId): readonly MeetingEvent[] {
  return chairedUnits(meeting)
    .filter((unit) => chairsOf(meeting, unit).includes(id))
    .filter((unit) => actingFor(meeting, unit)?.why === 'absence')
    .flatMap((unit) => endActing(meeting, unit));
}

/** The units for whose chairs this participant acts. */
export function actsFor(meeting: Meeting, id: ParticipantId): readonly UnitId[] {
  return chairedUnits(meeting).filter((unit) => actingFor(meeting, unit)?.participant === id);
}

/** Whoever acts for this unit acts no longer, and keeps its microphone open only if it holds the floor. */
export function endActing(meeting: Meeting, unit: UnitId): readonly MeetingEvent[] {
  const acting = actingFor(meeting, unit)?.participant;
  if (acting === undefined) return [];
  const holdsFloor = meeting.grants.some(
    (grant) => grant.floor === 'speech' && grant.holder.participant === acting,
  );
  const open = participantOf(meeting, acting)?.microphone === 'on' && !holdsFloor;
  const ended: MeetingEvent = { type: 'deputy.ended', unit };
  return open ? [ended, { type: 'microphone.closed', participant: acting, reason: 'floor' }] : [ended];
}

export function startDeputy(_wish: Wish, _command: CommandOf<'deputy.start'>, _now: number): Decision {
  return refuse('not-permitted');
}

export function endDeputy(_wish: Wish, _command: CommandOf<'deputy.end'>): Decision {
  return refuse('not-permitted');
}
