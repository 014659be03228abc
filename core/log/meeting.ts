import type { EventOf } from '../event.ts';
import type { MeetingSettings } from '../settings.ts';
import type { LogBook } from './book.ts';
import { type Fact, type TypesOf, whom } from './fact.ts';

export type MeetingCode =
  | 'meetingCreated'
  | 'meetingOpened'
  | 'meetingClosed'
  | 'meetingAdjourned'
  | 'meetingRested'
  | 'meetingRestedUntil'
  | 'meetingResumed'
  | 'meetingRescheduled'
  | 'meetingPostponed'
  | 'meetingCancelled'
  | 'meetingRenamed'
  | 'trialOpened'
  | 'trialClosed'
  | 'trialPassed'
  | 'trialFailed'
  | 'settingsChanged'
  | 'agendaSelected'
  | 'agendaCleared'
  | 'agendaChanged';

export type MeetingEventOfLog = EventOf<TypesOf<'meeting' | 'trial' | 'settings' | 'agenda'>>;

export function meetingFact(book: LogBook, event: MeetingEventOfLog): Fact<MeetingCode> {
  switch (event.type) {
    case 'meeting.created': {
      const unit = event.units.find(({ id }) => id === event.unit)?.name ?? event.unit;
      const values = { count: event.participants.length, moment: event.scheduledAt };
      return { code: 'meetingCreated', names: { title: event.title, unit }, values };
    }
    case 'meeting.opened':
      return { code: 'meetingOpened' };
    case 'meeting.closed':
      return { code: 'meetingClosed' };
    case 'meeting.adjourned':
      return { code: 'meetingAdjourned' };
    case 'meeting.rested':
      if (event.until === null) return { code: 'meetingRested' };
      return { code: 'meetingRestedUntil', values: { moment: event.until } };
    case 'meeting.resumed':
      return { code: 'meetingResumed' };
    case 'meeting.rescheduled':
      return { code: 'meetingRescheduled', values: { moment: event.scheduledAt }, text: event.reason };
    case 'meeting.postponed':
      return { code: 'meetingPostponed', text: event.reason };
    case 'meeting.cancelled':
      return { code: 'meetingCancelled', text: event.reason };
    case 'meeting.renamed':
      return { code: 'meetingRenamed', names: { title: event.title } };
    case 'trial.opened':
      return { code: 'trialOpened' };
    case 'trial.closed':
      return { code: 'trialClosed' };
    case 'trial.reported': {
      const { participant, check, result } = event;
      const code = result.passed ? 'trialPassed' : 'trialFailed';
      return { code, ...whom(book, participant), values: { check }, text: result.note };
    }
    case 'settings.changed':
      return {
        code: 'settingsChanged',
        values: { settings: Object.keys(event.settings) as (keyof MeetingSettings)[] },
      };
    case 'agenda.selected':
      if (event.item === null) return { code: 'agendaCleared' };
      return { code: 'agendaSelected', names: { item: book.item(event.item) } };
    case 'agenda.changed':
      return { code: 'agendaChanged', values: { count: event.agenda.length } };
  }
}
