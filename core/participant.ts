import { noAttendance } from './attendance.ts';
import type { ParticipantId, UnitId } from './id.ts';
import type { Card, Meeting, Participant } from './meeting.ts';
import { untested } from './trial.ts';
import { covers, type UnitById } from './unit.ts';

/**
 * The seat of that id. Every look-up by an id that somebody sent goes through here: a plain index would also find what
 * every object inherits, such as `constructor`, and take it for a participant (LOG-2).
 */
export function participantOf(meeting: Meeting, id: ParticipantId): Participant | undefined {
  return Object.hasOwn(meeting.participantById, id) ? meeting.participantById[id] : undefined;
}

/** Somebody who was never there yet. */
export function newParticipant(card: Card, coming: Pick<Participant, 'invited' | 'camera'>): Participant {
  return {
    card,
    ...coming,
    presence: { kind: 'absent' },
    microphone: 'off',
    attendance: noAttendance,
    trial: untested,
  };
}

/**
 * The card somebody sits with in a meeting: whoever comes from outside the convening unit's subtree sits with the
 * convening unit, whose chair then admits, invites and mutes them (SCOPE-5). The name of their own unit stays.
 */
export function seatedCard(
  meeting: { readonly unitById: UnitById; readonly unit: UnitId },
  card: Card,
): Card {
  return covers(meeting.unitById, meeting.unit, card.unit) ? card : { ...card, unit: meeting.unit };
}
