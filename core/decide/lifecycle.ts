import type { CommandOf } from '../command.ts';
import type { MeetingEvent } from '../event.ts';
import { hallsOf } from '../hall.ts';
import type { Meeting } from '../meeting.ts';
import { accept, type Decision, refuse, standstill, type Wish } from './context.ts';
import { rerouted } from './desk.ts';
import { endGrants } from './floor-ending.ts';
import { recordingUnderWay } from './recording.ts';

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

/** Closing ends floors, microphones and the recording, in that order, and then the meeting (LIFE-3). */
export function closeMeeting({ meeting }: Wish): Decision {
  const still = standstill(meeting, meeting.unit);
  if (still !== null && still !== 'meeting-resting') return refuse(still);
  const stop = hallsOf(meeting)
    .map((hall) => recordingUnderWay(meeting, hall))
    .filter((recording) => recording !== null)
    .map(({ id }): MeetingEvent => ({ type: 'recording.stopped', recording: id }));
  const ended = endGrants(meeting, [...meeting.delegations, ...meeting.grants], 'closed');
  return accept(...ended, ...closeMicrophones(meeting, ended), ...stop, { type: 'meeting.closed' });
}

function closeMicrophones(meeting: Meeting, ended: readonly MeetingEvent[]): readonly MeetingEvent[] {
  const closed = new Set(
    ended.map((event) => (event.type === 'microphone.closed' ? event.participant : null)),
  );
  return Object.values(meeting.participantById)
    .filter(({ card, microphone }) => microphone === 'on' && !closed.has(card.participant))
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
