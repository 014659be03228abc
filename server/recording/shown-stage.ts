import type { VoteAnnouncement } from '../../core/announcement.ts';
import type { MeetingDocument } from '../../core/document.ts';
import type { Entry } from '../../core/event.ts';
import type { UnitId } from '../../core/id.ts';
import type { Card, Holder, Meeting, Recording } from '../../core/meeting.ts';
import { type VoteInRecording, votesIn } from '../../core/recorded-vote.ts';
import { isPaused } from '../../core/recording.ts';
import { stageOf } from '../../core/stage.ts';
import { covers, unitOf } from '../../core/unit.ts';
import type { MeetingRecord } from '../../protocol/meeting-record.ts';
import type { LoggedEntry, Plate, ShownStage } from '../../protocol/recorder.ts';
import { documentPath } from '../../protocol/recording-package.ts';
import { voteCard } from './vote-card.ts';

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

/**
 * What everyone in a recording's hall sees, as it is written on the time line; of a closed part nothing. `told`: what
 * was announced just now; null: nothing.
 */
export function shownStageOf(
  meeting: Meeting,
  recording: Recording,
  told: VoteAnnouncement | null = null,
): ShownStage {
  const { hall } = recording;
  if (isPaused(recording)) return { chair: null, speakers: [], content: null, agenda: null, paused: true };
  const { chair, speakers, content, spotlight } = stageOf(meeting, hall);
  return {
    chair: chair && plateOf(chair),
    speakers: speakers.map(({ holder }) => plateOf(holder)),
    content: content && plateOf(content.holder),
    ...(spotlight && { spotlight: plateOf(spotlight) }),
    agenda: meeting.agenda.find(({ id }) => id === meeting.agendaItem)?.title ?? null,
    ...(told === null ? {} : { card: voteCard(told) }),
  };
}

/** How a sidebar's conversation is called: after the meeting it comes from. */
function titleOf(meeting: Meeting, hall: UnitId): string {
  const name = unitOf(meeting.unitById, hall)?.name ?? hall;
  return hall === meeting.unit ? meeting.title : `${meeting.title} · ${name}`;
}

export type Captured = { readonly meeting: Meeting; readonly recording: Recording };

const named = ({ participant, name, position, unitName }: Card) => ({
  participant,
  name,
  position,
  unitName,
});

function voteRecord(vote: VoteInRecording): NonNullable<MeetingRecord['votes']>[number] {
  const { outcome } = vote;
  if (outcome?.state !== 'counted') return { ...vote, outcome };
  const ballots = outcome.ballots.map(({ voter, choice }) => ({ ...named(voter), choice }));
  const hands = outcome.hands.map(({ site, ...counts }) => ({ ...named(site), ...counts }));
  return { ...vote, outcome: { ...outcome, ballots, hands } };
}

/** Named field by field: what a document gains later would not be understood by the recorder. */
function documentRecord(
  { id, item, title, fileName, mediaType, bytes, sha256, from, at }: MeetingDocument,
  index: number,
): NonNullable<MeetingRecord['documents']>[number] {
  const path = documentPath(index + 1, fileName);
  return { id, item, title, fileName, mediaType, bytes, sha256, from, at, path };
}

/**
 * What the package of a recording keeps of the meeting: of a sidebar's, those of its subtree. `last`: both as they were
 * when it captured last, to which its votes and documents belong.
 */
export function meetingRecordOf(meeting: Meeting, recording: Recording, last: Captured): MeetingRecord {
  const { phase, unitById, levels } = meeting;
  const { hall } = recording;
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
    votes: votesIn(last.meeting, last.recording).map(voteRecord),
    documents: last.meeting.documents.map(documentRecord),
  };
}

/** An entry as plain JSON for the wire. */
export function loggedEntryOf({ seq, at, by, event }: Entry): LoggedEntry {
  return { seq, at, by, event: { ...event } };
}
