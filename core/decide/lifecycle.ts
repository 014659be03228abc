import type { CommandOf } from '../command.ts';
import type { MeetingEvent } from '../event.ts';
import { hallOf, hallsOf } from '../hall.ts';
import type { UnitId } from '../id.ts';
import type { Meeting } from '../meeting.ts';
import { accept, type Decision, refuse, standstill, type Wish } from './context.ts';
import { rerouted } from './desk.ts';
import { endGrants } from './floor-ending.ts';
import { recordingUnderWay } from './recording.ts';
import { closingVotesOf } from './vote.ts';

export function openMeeting({ meeting }: Wish): Decision {
  switch (meeting.phase.kind) {
    case 'scheduled':
    case 'trial':
      return accept({ type: 'meeting.opened' });
    case 'postponed':
      return refuse('not-live');
    case 'cancelled':
      return refuse('meeting-cancelled');
    case 'live':
      return refuse('already-live');
    case 'closed':
      return refuse('already-closed');
  }
}

/**
 * Closing ends the main hall. With no sidebar left the meeting is over (LIFE-3); else it is adjourned, and goes on as
 * long as a subtree does (LIFE-9).
 */
export function closeMeeting({ meeting }: Wish): Decision {
  const still = standstill(meeting, meeting.unit);
  if (still !== null && still !== 'meeting-resting') return refuse(still);
  if (meeting.sidebars.length === 0) return accept(...closingEvents(meeting), { type: 'meeting.closed' });
  return accept(...endingEvents(meeting, [meeting.unit]), { type: 'meeting.adjourned' });
}

/** What ends with the meeting: in every hall the floors, the microphones still open, then the recordings. */
export function closingEvents(meeting: Meeting): readonly MeetingEvent[] {
  return endingEvents(meeting, hallsOf(meeting));
}

function endingEvents(meeting: Meeting, halls: readonly UnitId[]): readonly MeetingEvent[] {
  const floors = [...meeting.delegations, ...meeting.grants].filter(({ hall }) => halls.includes(hall));
  const ended = endGrants(meeting, floors, 'closed');
  const stop = halls
    .map((hall) => recordingUnderWay(meeting, hall))
    .filter((recording) => recording !== null)
    .map(({ id }): MeetingEvent => ({ type: 'recording.stopped', recording: id }));
  const votes = halls.flatMap((hall) => closingVotesOf(meeting, hall));
  return [...ended, ...closeMicrophones(meeting, halls, ended), ...votes, ...stop];
}

/** Closes what is still open in these halls after the floors of them ended. */
export function closeMicrophones(
  meeting: Meeting,
  halls: readonly UnitId[],
  ended: readonly MeetingEvent[],
): readonly MeetingEvent[] {
  const closed = new Set(
    ended.map((event) => (event.type === 'microphone.closed' ? event.participant : null)),
  );
  return Object.values(meeting.participantById)
    .filter(({ card, microphone }) => microphone === 'on' && !closed.has(card.participant))
    .filter(({ card }) => halls.includes(hallOf(meeting, card.participant)))
    .map(({ card }) => ({ type: 'microphone.closed', participant: card.participant, reason: 'closed' }));
}

export function changeSettings({ meeting }: Wish, command: CommandOf<'settings.change'>): Decision {
  if (meeting.phase.kind === 'closed') return refuse('already-closed');
  const changed: MeetingEvent = { type: 'settings.changed', settings: command.settings };
  const settings = { ...meeting.settings, ...command.settings };
  // Another route has another desk for what is pending (DESK-2).
  const moved =
    settings.requestRoute === meeting.settings.requestRoute ? [] : rerouted({ ...meeting, settings });
  return accept(changed, ...moved);
}

export function selectAgendaItem({ meeting }: Wish, command: CommandOf<'agenda.select'>): Decision {
  const still = standstill(meeting, meeting.unit);
  if (still !== null && still !== 'meeting-resting') return refuse(still);
  if (command.item !== null && !meeting.agenda.some((item) => item.id === command.item))
    return refuse('not-found');
  return command.item === meeting.agendaItem
    ? accept()
    : accept({ type: 'agenda.selected', item: command.item });
}
