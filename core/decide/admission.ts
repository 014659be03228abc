import { chairsOf, conducts, isPublic, may, rolesOf } from '../authority.ts';
import type { CommandOf } from '../command.ts';
import type { MeetingEvent } from '../event.ts';
import type { ParticipantId } from '../id.ts';
import type { Meeting, Participant } from '../meeting.ts';
import { newParticipant, participantOf, seatedCard } from '../participant.ts';
import { permissionsByRole } from '../role.ts';
import { endTalksOf } from './assist.ts';
import { accept, type Decision, refuse, type Wish } from './context.ts';
import { actsFor, chairIsBack, endActing } from './deputy.ts';
import { endEverythingOf } from './floor-ending.ts';

/**
 * Who comes in without being admitted (ADMIT-1): the recorder, and of those invited who conducts and whom the setting
 * names. Whoever was not invited waits, whatever role somebody gave them meanwhile (ADMIT-2).
 */
function comesInFreely(meeting: Meeting, { card, invited }: Participant): boolean {
  if (!invited && card.kind !== 'recorder') return false;
  if (conducts(meeting, card.participant) || isPublic(meeting, card.participant)) return true;
  switch (meeting.settings.admission) {
    case 'invited':
      return true;
    case 'sites':
      return card.kind === 'site';
    case 'nobody':
      return false;
  }
}

/** Someone's connection arrived: takes its seat back, comes in, or waits. Repeating it changes nothing. */
export function join(meeting: Meeting, { card, camera }: CommandOf<'participant.join'>): Decision {
  if (meeting.phase.kind === 'closed') return refuse('already-closed');
  if (meeting.phase.kind === 'cancelled') return refuse('meeting-cancelled');
  const id = card.participant;
  const known = participantOf(meeting, id);
  if (!known) {
    const participant = newParticipant(seatedCard(meeting, card), { invited: false, camera });
    return accept(
      { type: 'participant.added', participant },
      { type: 'participant.waited', participant: id, camera },
    );
  }
  switch (known.presence.kind) {
    case 'present':
    case 'waiting':
      return accept();
    case 'dropped':
      return accept({ type: 'participant.returned', participant: id }, ...chairIsBack(meeting, id));
    case 'denied':
      return refuse('admission-denied');
    case 'left':
      // It had been admitted before: coming back needs no second admission.
      return accept({ type: 'participant.admitted', participant: id, camera }, ...chairIsBack(meeting, id));
    case 'absent':
      return comesInFreely(meeting, known)
        ? accept({ type: 'participant.admitted', participant: id, camera }, ...chairIsBack(meeting, id))
        : accept({ type: 'participant.waited', participant: id, camera });
  }
}

/** A connection is gone. Seat, place in the queue, floor and microphone are kept (LINE-1). */
export function drop(meeting: Meeting, { participant }: CommandOf<'participant.drop'>): Decision {
  switch (participantOf(meeting, participant)?.presence.kind) {
    case 'present': {
      const acting = actsFor(meeting, participant).flatMap((unit) => endActing(meeting, unit));
      const talks = endTalksOf(meeting, participant);
      return accept({ type: 'participant.dropped', participant }, ...acting, ...talks);
    }
    case 'waiting':
      return accept({ type: 'participant.left', participant });
    case 'absent':
    case 'dropped':
    case 'left':
    case 'denied':
    case undefined:
      return accept();
  }
}

/** Whoever goes stops acting; that its microphone closes is said with everything else of it that ends. */
function noLongerActing(meeting: Meeting, id: ParticipantId): readonly MeetingEvent[] {
  return actsFor(meeting, id).map((unit) => ({ type: 'deputy.ended', unit }));
}

/** Its picture is taken from before everyone's eyes, and whom it talked with alone is left. */
function noLongerShown(meeting: Meeting, id: ParticipantId): readonly MeetingEvent[] {
  const lit = meeting.spotlights.filter(({ holder }) => holder.participant === id);
  const dark = lit.map(({ hall }): MeetingEvent => ({ type: 'stage.spotlit', hall, holder: null }));
  return [...dark, ...endTalksOf(meeting, id)];
}

export function leave({ meeting, self }: Wish): Decision {
  const ended = endEverythingOf(meeting, self, { floor: 'released', microphone: 'left' });
  const acting = [...noLongerActing(meeting, self), ...noLongerShown(meeting, self)];
  return accept(...ended, ...acting, { type: 'participant.left', participant: self });
}

export function admit({ meeting }: Wish, { participant }: CommandOf<'participant.admit'>): Decision {
  const target = participantOf(meeting, participant);
  if (!target) return refuse('not-found');
  const { kind } = target.presence;
  if (kind === 'present' || kind === 'dropped') return accept();
  if (kind !== 'waiting' && kind !== 'denied') return refuse('not-present');
  const hasRole = meeting.roles.some((grant) => grant.participant === participant);
  // Whoever was not invited comes in as a guest of its own unit.
  const grant = { participant, role: 'guest', unit: target.card.unit } as const;
  const role: readonly MeetingEvent[] = hasRole ? [] : [{ type: 'role.granted', grant }];
  const back = kind === 'waiting' ? chairIsBack(meeting, participant) : [];
  return accept(...role, { type: 'participant.admitted', participant, camera: target.camera }, ...back);
}

/** Whether somebody conducts, or keeps the record, where the other decides nothing about admission (ADMIT-6). */
function servesAbove(meeting: Meeting, participant: ParticipantId, other: ParticipantId): boolean {
  return rolesOf(meeting, participant).some(
    ({ role, unit }) =>
      permissionsByRole[role].includes('roster.view') && !may(meeting, other, 'admission.decide', unit),
  );
}

/** Turns somebody away who waits, or removes somebody who is in. Chairs are not removed but by a chair above them. */
export function deny({ meeting, self }: Wish, { participant }: CommandOf<'participant.deny'>): Decision {
  const target = participantOf(meeting, participant);
  if (!target) return refuse('not-found');
  const chairs = chairsOf(meeting, meeting.unit);
  if (participant === self || chairs.includes(participant)) return refuse('not-permitted');
  const leads =
    isPublic(meeting, participant) ||
    meeting.roles.some((grant) => grant.participant === participant && grant.role === 'chair');
  if (leads && !chairs.includes(self)) return refuse('not-permitted');
  if (servesAbove(meeting, participant, self)) return refuse('not-permitted');
  const { kind } = target.presence;
  if (kind === 'denied') return accept();
  if (kind === 'absent' || kind === 'left') return refuse('not-present');
  const ended = endEverythingOf(meeting, participant, { floor: 'removed', microphone: 'left' });
  const acting = [...noLongerActing(meeting, participant), ...noLongerShown(meeting, participant)];
  return accept(...ended, ...acting, { type: 'participant.denied', participant });
}
