import type { Entry } from '../../core/event.ts';
import type { UnitId } from '../../core/id.ts';
import type { Holder, Meeting } from '../../core/meeting.ts';
import { stageOf } from '../../core/stage.ts';
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

/** What everyone in a hall sees, as it is written on the time line. */
export function shownStageOf(meeting: Meeting, hall: UnitId): ShownStage {
  const { chair, speakers, content } = stageOf(meeting, hall);
  return {
    chair: chair && plateOf(chair),
    speakers: speakers.map(({ holder }) => plateOf(holder)),
    content: content && plateOf(content.holder),
    agenda: meeting.agenda.find(({ id }) => id === meeting.agendaItem)?.title ?? null,
  };
}

/** What the package keeps of the meeting. */
export function meetingRecordOf(meeting: Meeting): MeetingRecord {
  const { phase, unitById, unit, levels } = meeting;
  const levelName = (id: string) => levels.find((level) => level.id === id)?.name ?? id;
  return {
    id: meeting.id,
    title: meeting.title,
    unit: { id: unit, name: unitById[unit]?.name ?? unit },
    scheduledAt: meeting.scheduledAt,
    openedAt: 'openedAt' in phase ? phase.openedAt : null,
    closedAt: phase.kind === 'closed' ? phase.closedAt : null,
    agenda: meeting.agenda.map(({ id, title, presenter, plannedMs }) => ({
      id,
      title,
      presenter,
      plannedMs,
    })),
    attendance: Object.values(meeting.participantById)
      .filter(({ card }) => card.kind !== 'recorder')
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
