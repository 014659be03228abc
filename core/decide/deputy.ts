import { actedUnits, actingFor, chairedUnits, chairsOf, deputiesOf, speaksFreely } from '../authority.ts';
import type { CommandOf } from '../command.ts';
import type { MeetingEvent } from '../event.ts';
import { hallAbove, hallOf } from '../hall.ts';
import type { ParticipantId, UnitId } from '../id.ts';
import type { Meeting } from '../meeting.ts';
import { participantOf } from '../participant.ts';
import { accept, type Decision, refuse, standstill, type Wish } from './context.ts';

/**
 * A chair of a unit is there again: who acts because it was away stops, who was handed the conduct goes on (DEPUTY-2).
 */
export function chairIsBack(meeting: Meeting, id: ParticipantId): readonly MeetingEvent[] {
  return chairedUnits(meeting)
    .filter((unit) => chairsOf(meeting, unit).includes(id))
    .filter((unit) => actingFor(meeting, unit)?.why === 'absence')
    .filter((unit) => hallOf(meeting, id) === hallAbove(meeting, unit))
    .flatMap((unit) => endActing(meeting, unit));
}

/** The units for whose chairs this participant acts. */
export function actsFor(meeting: Meeting, id: ParticipantId): readonly UnitId[] {
  return actedUnits(meeting).filter((unit) => actingFor(meeting, unit)?.participant === id);
}

/** Whoever acts for this unit acts no longer, and keeps its microphone open only if it holds the floor. */
export function endActing(meeting: Meeting, unit: UnitId): readonly MeetingEvent[] {
  const acting = actingFor(meeting, unit)?.participant;
  if (acting === undefined) return [];
  const holdsFloor = meeting.grants.some(
    (grant) => grant.floor === 'speech' && grant.holder.participant === acting,
  );
  const actingByUnit = Object.fromEntries(
    Object.entries(meeting.actingByUnit).filter(([each]) => each !== unit),
  );
  const free = speaksFreely({ ...meeting, actingByUnit }, acting);
  const open = participantOf(meeting, acting)?.microphone === 'on' && !holdsFloor && !free;
  const ended: MeetingEvent = { type: 'deputy.ended', unit };
  return open ? [ended, { type: 'microphone.closed', participant: acting, reason: 'floor' }] : [ended];
}

/**
 * Giao điều hành: a deputy of the unit, there and in its hall, acts although a chair is there (DEPUTY-4). It takes the
 * place of who acted before.
 */
export function startDeputy({ meeting }: Wish, command: CommandOf<'deputy.start'>, now: number): Decision {
  const { participant, unit } = command;
  const hall = hallAbove(meeting, unit);
  const still = standstill(meeting, hall);
  if (still !== null && still !== 'meeting-resting') return refuse(still);
  if (!deputiesOf(meeting, unit).includes(participant)) return refuse('not-found');
  if (participantOf(meeting, participant)?.presence.kind !== 'present') return refuse('not-present');
  if (hallOf(meeting, participant) !== hall) return refuse('elsewhere');
  const acting = actingFor(meeting, unit);
  const isSame = acting?.participant === participant;
  if (isSame && acting.why === 'handOver') return accept();
  const ended = isSame ? [] : endActing(meeting, unit);
  return accept(...ended, {
    type: 'deputy.started',
    unit,
    acting: { participant, why: 'handOver', since: now },
  });
}

/** Takes the conduct back, however it came to the deputy. */
export function endDeputy({ meeting }: Wish, { unit }: CommandOf<'deputy.end'>): Decision {
  return actingFor(meeting, unit) === null ? refuse('not-acting') : accept(...endActing(meeting, unit));
}
