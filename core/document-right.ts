import { may } from './authority.ts';
import { type Convener, mayArrange, mayConvene } from './convening-right.ts';
import { arrangingRefusal } from './decide/schedule.ts';
import type { ParticipantId } from './id.ts';
import { logRight } from './log-right.ts';
import type { Meeting } from './meeting.ts';
import { participantOf } from './participant.ts';
import type { RefusalCode } from './refusal.ts';

/** Who asks for a meeting's documents: what stands in the hub's books about the signed-in identity. */
export type DocumentReader = Convener & { readonly participant: ParticipantId };

/** Somebody who was turned away or removed, and whom nothing of the daily life entitles beside their seat. */
function isShutOut(meeting: Meeting, reader: DocumentReader): boolean {
  return (
    participantOf(meeting, reader.participant)?.presence.kind === 'denied' &&
    !mayConvene(reader, meeting.unitById, meeting.unit)
  );
}

/** Whether somebody was invited, or is in the meeting: who was not invited and waits, or has gone, is neither. */
function hasSeat(meeting: Meeting, { participant }: DocumentReader): boolean {
  const seat = participantOf(meeting, participant);
  if (seat === undefined) return false;
  return seat.invited || seat.presence.kind === 'present' || seat.presence.kind === 'dropped';
}

/** Whether the identity keeps the record of the meeting: arranges it, reads its log, or watches a recording of it. */
function keepsRecord(meeting: Meeting, reader: DocumentReader, watches: boolean): boolean {
  return watches || mayArrange(reader, meeting) || logRight(meeting, reader).kind !== 'none';
}

/**
 * Whether the identity may read the documents of the meeting (DOCUMENT-5). `watches`: it may watch a recording of the
 * meeting (ARCHIVE-2).
 */
export function mayReadDocuments(meeting: Meeting, reader: DocumentReader, watches: boolean): boolean {
  if (isShutOut(meeting, reader)) return false;
  return hasSeat(meeting, reader) || keepsRecord(meeting, reader, watches);
}

/** Whether it may still read what was taken away: as whoever reads all of the log, or watches (DOCUMENT-6). */
export function mayReadWithdrawn(meeting: Meeting, reader: DocumentReader, watches: boolean): boolean {
  if (isShutOut(meeting, reader)) return false;
  return watches || logRight(meeting, reader).kind === 'whole';
}

/** As what somebody adds, names and takes away documents. */
export type DocumentManager = 'participant' | 'arranger';

/**
 * As what the identity manages the documents of the meeting (DOCUMENT-1): as a participant by role over all of it, there
 * or not; from outside, as who arranges it. Null: not at all.
 */
export function documentManager(meeting: Meeting, reader: DocumentReader): DocumentManager | null {
  if (managesDocuments(meeting, reader.participant)) return 'participant';
  return !isShutOut(meeting, reader) && mayArrange(reader, meeting) ? 'arranger' : null;
}

/** Why nothing changes about the documents of the meeting now, whoever wishes it as that; null: it may (DOCUMENT-1). */
export function documentObstacle(meeting: Meeting, as: DocumentManager): RefusalCode | null {
  const refused = arrangingRefusal(meeting);
  return as === 'participant' && refused === 'already-live' ? null : refused;
}

/** Whether the participant manages documents by role, there or not; nobody does who was removed. */
export function managesDocuments(meeting: Meeting, participant: ParticipantId): boolean {
  return (
    participantOf(meeting, participant)?.presence.kind !== 'denied' &&
    may(meeting, participant, 'document.manage', meeting.unit)
  );
}
