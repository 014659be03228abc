import type { Entry } from '../../core/event.ts';
import type { UnitId } from '../../core/id.ts';
import type { Holder, Meeting, Recording } from '../../core/meeting.ts';
import { isPaused } from '../../core/recording.ts';
import { stageOf } from '../../core/stage.ts';
import { covers, unitOf } from '../../core/unit.ts';
import type { LoggedEntry, MeetingRecord, Plate, ShownStage } from '../../protocol/recorder.ts';

function plateOf({
  participant,
  kind,
  name,
  position,
  unitName,
  connected,
  microphone,
  camera,
}: Holder): Plate {
  return { participant, kind, name, position, unitName, connected, microphone, camera };
}

/** What everyone in a recording's hall sees, as it is written on the time line; of a closed part nothing. */
export function shownStageOf(meeting: Meeting, recording: Recording): ShownStage {
  const { hall } = recording;
  if (isPaused(recording)) return { chair: null, speakers: [], content: null, agenda: null, paused: true };
  const { chair, speakers, content } = stageOf(meeting, hall);
  return {
    chair: chair && plateOf(chair),
    speakers: speakers.map(({ holder }) => plateOf(holder)),
    content: content && plateOf(content.holder),
    agenda: meeting.agenda.find(({ id }) => id === meeting.agendaItem)?.title ?? null,
  };
}

/** How a sidebar's conversation is called: after the meeting it comes from. */
function titleOf(meeting: Meeting, hall: UnitId): string {
  const name = unitOf(meeting.unitById, hall)?.name ?? hall;
  return hall === meeting.unit ? meeting.title : `${meeting.title} · ${name}`;
}

/** What the package of a hall's recording keeps of the meeting: of a sidebar, those of its subtree. */
export function meetingRecordOf(meeting: Meeting, hall: UnitId): MeetingRecord {
  const { phase, unitById, levels } = meeting;
  const sidebar = meeting.sidebars.find(({ unit }) => unit === hall);
  const levelName = (id: string) => levels.find((level) => level.id === id)?.name ?? id;
  return {
    id: meeting.id,
    title: titleOf(meeting, hall),
    unit: { id: hall, name: unitOf(unitById, hall)?.name ?? hall },
    scheduledAt: meeting.scheduledAt,
    openedAt: sidebar?.openedAt ?? ('openedAt' in phase ? phase.openedAt : null),
    closedAt: phase.kind === 'closed' ? phase.closedAt : null,
    agenda: meeting.agenda.map(({ id, title, presenter, plannedMs }) => ({
      id,
      title,
      presenter,
      plannedMs,
    })),
    attendance: Object.values(meeting.participantById)
      .filter(({ card }) => card.kind !== 'recorder' && covers(unitById, hall, card.unit))
      .map(({ card, invited, presence }) => ({
        participant: card.participant,
        kind: card.kind,
        name: card.name,
        position: card.position,
        unitName: card.unitName,
        levelName: levelName(card.level),
        invited,
        presence: presence.kind,
        since: presence.kind === 'absent' ? null : presence.since,
      })),
  };
}

/** An entry as plain JSON for the wire. */
export function loggedEntryOf({ seq, at, by, event }: Entry): LoggedEntry {
  return { seq, at, by, event: { ...event } };
}
