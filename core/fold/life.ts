import type { MeetingEvent } from '../event.ts';
import { hallAbove, hallOf } from '../hall.ts';
import type { AgendaItemId, UnitId } from '../id.ts';
import type { AgendaRun, Meeting, Phase } from '../meeting.ts';
import { documentsBeside } from './document.ts';

type LifeEvent = Extract<
  MeetingEvent,
  {
    type:
      | `meeting.${'opened' | 'closed' | 'adjourned' | 'rested' | 'resumed' | 'rescheduled' | 'postponed' | 'cancelled' | 'renamed'}`
      | 'trial.opened'
      | 'trial.closed'
      | 'settings.changed'
      | `agenda.${string}`;
  }
>;

/** Moves to another time that a meeting keeps at hand; the log keeps all. */
const movesKept = 20;

function live(meeting: Meeting, change: Partial<Extract<Phase, { kind: 'live' }>>): Meeting {
  const { phase } = meeting;
  return phase.kind === 'live' ? { ...meeting, phase: { ...phase, ...change } } : meeting;
}

function runsEnded(runs: readonly AgendaRun[], at: number): readonly AgendaRun[] {
  return runs.map((run) => (run.to === null ? { ...run, to: at } : run));
}

function selected(meeting: Meeting, item: AgendaItemId | null, at: number): Meeting {
  const ended = runsEnded(meeting.agendaRuns, at);
  return {
    ...meeting,
    agendaItem: item,
    agendaRuns: item === null ? ended : [...ended, { item, from: at, to: null }],
  };
}

/** What the main hall had ends with it; what belongs to a sidebar stays. */
function adjourned(meeting: Meeting, at: number): Meeting {
  const { unit } = meeting;
  const acting = Object.entries(meeting.actingByUnit).filter(
    ([each]) => hallAbove(meeting, each as UnitId) !== unit,
  );
  return {
    ...meeting,
    agendaRuns: runsEnded(meeting.agendaRuns, at),
    queue: meeting.queue.filter(({ beneficiary }) => hallOf(meeting, beneficiary.participant) !== unit),
    questions: meeting.questions.filter(({ hall }) => hall !== unit),
    spotlights: meeting.spotlights.filter(({ hall }) => hall !== unit),
    actingByUnit: Object.fromEntries(acting),
  };
}

/** What happens to a meeting as a whole. */
export function foldLife(meeting: Meeting, event: LifeEvent, at: number): Meeting {
  switch (event.type) {
    case 'meeting.opened':
      return { ...meeting, phase: { kind: 'live', openedAt: at, adjournedAt: null, rest: null } };
    case 'meeting.closed': {
      const openedAt = meeting.phase.kind === 'live' ? meeting.phase.openedAt : at;
      return {
        ...meeting,
        phase: { kind: 'closed', openedAt, closedAt: at },
        queue: [],
        actingByUnit: {},
        rollCalls: [],
        questions: [],
        spotlights: [],
        talks: [],
        agendaRuns: runsEnded(meeting.agendaRuns, at),
      };
    }
    case 'meeting.adjourned':
      return live(adjourned(meeting, at), { adjournedAt: at, rest: null });
    case 'meeting.rested':
      return live(meeting, { rest: { since: at, until: event.until } });
    case 'meeting.resumed':
      return live(meeting, { rest: null });
    case 'meeting.rescheduled': {
      const { reason, scheduledAt } = event;
      return {
        ...meeting,
        scheduledAt,
        phase: { kind: 'scheduled' },
        reschedulings: [...meeting.reschedulings, { from: meeting.scheduledAt, reason, at }].slice(
          -movesKept,
        ),
      };
    }
    case 'meeting.postponed':
      return { ...meeting, phase: { kind: 'postponed', since: at, reason: event.reason } };
    case 'meeting.cancelled':
      return { ...meeting, phase: { kind: 'cancelled', since: at, reason: event.reason }, queue: [] };
    case 'meeting.renamed':
      return { ...meeting, title: event.title, plannedMs: event.plannedMs };
    case 'trial.opened':
      return { ...meeting, phase: { kind: 'trial', since: at } };
    case 'trial.closed':
      return { ...meeting, phase: { kind: 'scheduled' } };
    case 'settings.changed':
      return { ...meeting, settings: { ...meeting.settings, ...event.settings } };
    case 'agenda.selected':
      return selected(meeting, event.item, at);
    case 'agenda.changed': {
      const stays = event.agenda.some(({ id }) => id === meeting.agendaItem);
      const documents = documentsBeside(event.agenda, meeting.documents);
      const changed = { ...meeting, agenda: event.agenda, documents };
      return stays || meeting.agendaItem === null ? changed : selected(changed, null, at);
    }
  }
}
