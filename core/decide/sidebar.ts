import { chairsOf, deputiesOf, may } from '../authority.ts';
import type { CommandOf } from '../command.ts';
import type { MeetingEvent } from '../event.ts';
import { calledBackFrom, hallAbove, hallAround, hallOf, isHall } from '../hall.ts';
import type { ParticipantId, UnitId } from '../id.ts';
import type { Meeting, Sidebar } from '../meeting.ts';
import { participantOf } from '../participant.ts';
import type { RefusalCode } from '../refusal.ts';
import { unitOf } from '../unit.ts';
import { accept, type Decision, refuse, standstill, type Wish } from './context.ts';
import { closingEvents } from './lifecycle.ts';
import { movingEvents } from './moving.ts';
import { recordingUnderWay } from './recording.ts';
import { closingVotesOf } from './vote.ts';

/** A hall that rests may be left and come back to; one that has ended, or has not begun, may not. */
function isShut(meeting: Meeting, hall: UnitId): RefusalCode | null {
  const still = standstill(meeting, hall);
  return still === 'meeting-resting' ? null : still;
}

function withSidebar(meeting: Meeting, sidebar: Sidebar): Meeting {
  return {
    ...meeting,
    sidebars: [...meeting.sidebars.filter(({ unit }) => unit !== sidebar.unit), sidebar],
  };
}

/**
 * Who leads the hall around and would be carried off by a subtree that goes on alone: its chairs stay, and its deputies
 * but for those who lead that subtree, so that no hall is left without anybody to conduct it (HALL-2).
 */
function staying(meeting: Meeting, around: UnitId, unit: UnitId): readonly ParticipantId[] {
  const leadsIt = (id: ParticipantId) =>
    chairsOf(meeting, unit).includes(id) || deputiesOf(meeting, unit).includes(id);
  const chairs = chairsOf(meeting, around);
  return [...new Set([...chairs, ...deputiesOf(meeting, around)])].filter(
    (id) => chairs.includes(id) || !leadsIt(id),
  );
}

/** Họp tiếp: the subtree of a unit goes on alone, in a hall of its own (HALL-2). */
export function openSidebar({ meeting }: Wish, { unit }: CommandOf<'sidebar.open'>, now: number): Decision {
  const around = hallAbove(meeting, unit);
  const shut = isShut(meeting, around);
  if (shut !== null) return refuse(shut);
  const place = unitOf(meeting.unitById, unit);
  if (!place) return refuse('not-found');
  if (isHall(meeting, unit)) return refuse('already-alone');
  const opened = { unit, unitName: place.name, openedAt: now, recalled: [] };
  const all = withSidebar(meeting, opened);
  const recalled = staying(meeting, around, unit).filter(
    (id) => hallOf(meeting, id) === around && hallOf(all, id) === unit,
  );
  const after = withSidebar(meeting, { ...opened, recalled });
  const isLed = chairsOf(meeting, unit).some((chair) => hallOf(after, chair) === unit);
  if (!isLed) return refuse('no-chair');
  return accept(
    ...movingEvents(meeting, after),
    { type: 'sidebar.opened', unit, unitName: place.name },
    ...recalled.map((participant): MeetingEvent => ({ type: 'sidebar.recalled', unit, participant })),
  );
}

/** Quay lại: the hall ends, and those in it are in the hall around it again. */
export function closeSidebar({ meeting }: Wish, { unit }: CommandOf<'sidebar.close'>): Decision {
  if (meeting.phase.kind !== 'live') return refuse(standstill(meeting, meeting.unit) ?? 'not-live');
  const sidebars = meeting.sidebars.filter((sidebar) => sidebar.unit !== unit);
  if (sidebars.length === meeting.sidebars.length) return refuse('not-alone');
  const closed: MeetingEvent = { type: 'sidebar.closed', unit };
  // The main hall has ended before: with the last of those that went on, the meeting ends (LIFE-9).
  if (sidebars.length === 0 && meeting.phase.adjournedAt !== null)
    return accept(...closingEvents(meeting), closed, { type: 'meeting.closed' });
  const recording = recordingUnderWay(meeting, unit);
  const stop: readonly MeetingEvent[] =
    recording === null ? [] : [{ type: 'recording.stopped', recording: recording.id }];
  const votes = closingVotesOf(meeting, unit);
  return accept(...movingEvents(meeting, { ...meeting, sidebars }), ...votes, ...stop, closed);
}

/** Gọi quay lại: somebody of a sidebar comes back into the hall around it, alone (HALL-4). */
export function recall({ meeting, self }: Wish, { participant }: CommandOf<'sidebar.recall'>): Decision {
  if (!participantOf(meeting, participant)) return refuse('not-found');
  const sidebar = meeting.sidebars.find(({ unit }) => unit === hallOf(meeting, participant));
  // Who was called back as far as the main hall is where it was to be.
  if (!sidebar) return calledBackFrom(meeting, participant) ? accept() : refuse('not-alone');
  const refused = refusedAround(meeting, self, sidebar);
  if (refused !== null) return refuse(refused);
  const after = withRecalled(meeting, sidebar, [...sidebar.recalled, participant]);
  const { unit } = sidebar;
  return accept(...movingEvents(meeting, after), { type: 'sidebar.recalled', unit, participant });
}

/** Lets somebody who was called back go into the sidebar again. */
export function rejoin({ meeting, self }: Wish, { participant }: CommandOf<'sidebar.rejoin'>): Decision {
  const target = participantOf(meeting, participant);
  if (!target) return refuse('not-found');
  const sidebar = calledBackFrom(meeting, participant);
  if (sidebar === null)
    return hallAbove(meeting, target.card.unit) === meeting.unit ? refuse('not-alone') : accept();
  const refused = refusedAround(meeting, self, sidebar);
  if (refused !== null) return refuse(refused);
  const recalled = sidebar.recalled.filter((id) => id !== participant);
  const after = withRecalled(meeting, sidebar, recalled);
  const { unit } = sidebar;
  return accept(...movingEvents(meeting, after), { type: 'sidebar.rejoined', unit, participant });
}

/** Who comes and goes is the business of who conducts the hall around, while that hall is not over. */
function refusedAround(meeting: Meeting, self: ParticipantId, { unit }: Sidebar): RefusalCode | null {
  const around = hallAround(meeting, unit);
  if (!may(meeting, self, 'sidebar.conduct', around)) return 'not-permitted';
  return isShut(meeting, around);
}

function withRecalled(meeting: Meeting, sidebar: Sidebar, recalled: readonly ParticipantId[]): Meeting {
  const sidebars = meeting.sidebars.map((each) => (each === sidebar ? { ...each, recalled } : each));
  return { ...meeting, sidebars };
}
