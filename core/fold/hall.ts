import type { MeetingEvent } from '../event.ts';
import type { UnitId } from '../id.ts';
import type { Acting, Meeting, Sidebar } from '../meeting.ts';

type HallEvent = Extract<
  MeetingEvent,
  { type: `sidebar.${string}` | `stage.${string}` | `deputy.${string}` | `assist.${string}` }
>;

function withSidebar(meeting: Meeting, unit: UnitId, change: (sidebar: Sidebar) => Sidebar): Meeting {
  return {
    ...meeting,
    sidebars: meeting.sidebars.map((sidebar) => (sidebar.unit === unit ? change(sidebar) : sidebar)),
  };
}

function withoutActing(meeting: Meeting, unit: UnitId): Readonly<Record<UnitId, Acting>> {
  return Object.fromEntries(Object.entries(meeting.actingByUnit).filter(([each]) => each !== unit));
}

/** Halls, who leads them, what is put before their eyes, and talks aside. */
export function foldHall(meeting: Meeting, event: HallEvent, at: number): Meeting {
  switch (event.type) {
    case 'sidebar.opened': {
      const { unit, unitName } = event;
      return { ...meeting, sidebars: [...meeting.sidebars, { unit, unitName, openedAt: at, recalled: [] }] };
    }
    case 'sidebar.closed':
      return {
        ...meeting,
        sidebars: meeting.sidebars.filter(({ unit }) => unit !== event.unit),
        questions: meeting.questions.filter(({ hall }) => hall !== event.unit),
        spotlights: meeting.spotlights.filter(({ hall }) => hall !== event.unit),
      };
    case 'sidebar.recalled':
      return withSidebar(meeting, event.unit, (sidebar) => ({
        ...sidebar,
        recalled: [...sidebar.recalled, event.participant],
      }));
    case 'sidebar.rejoined':
      return withSidebar(meeting, event.unit, (sidebar) => ({
        ...sidebar,
        recalled: sidebar.recalled.filter((id) => id !== event.participant),
      }));
    case 'stage.spotlit': {
      const others = meeting.spotlights.filter(({ hall }) => hall !== event.hall);
      const { hall, holder } = event;
      return { ...meeting, spotlights: holder === null ? others : [...others, { hall, holder }] };
    }
    case 'deputy.started':
      return { ...meeting, actingByUnit: { ...meeting.actingByUnit, [event.unit]: event.acting } };
    case 'deputy.ended':
      return { ...meeting, actingByUnit: withoutActing(meeting, event.unit) };
    case 'assist.ordered':
      return meeting;
    case 'assist.talkStarted':
      return { ...meeting, talks: [...meeting.talks, { helper: event.helper, site: event.participant }] };
    case 'assist.talkEnded':
      return {
        ...meeting,
        talks: meeting.talks.filter(
          ({ helper, site }) => helper !== event.helper || site !== event.participant,
        ),
      };
  }
}
