import { z } from 'zod';
import type {
  AgendaItemId,
  DocumentId,
  FloorRequestId,
  Id,
  LevelId,
  MeetingId,
  NoticeId,
  ParticipantId,
  RecordingId,
  UnitId,
  VoteId,
} from '../core/id.ts';

/**
 * Ids are short, printable and safe in a path or a file name: letters, digits, and `. _ : -` inside. They are keys of
 * plain records, so none is a name that every object inherits, such as `constructor` (WIRE-2).
 */
function id<T extends Id<string>>(): z.ZodType<T, string> {
  return z
    .string()
    .max(100)
    .regex(/^[A-Za-z0-9](?:[A-Za-z0-9._:-]*[A-Za-z0-9])?$/)
    .refine((text) => !Object.hasOwn(Object.prototype, text))
    .transform((text) => text as T);
}

export const meetingId = id<MeetingId>();
export const unitId = id<UnitId>();
export const levelId = id<LevelId>();
export const participantId = id<ParticipantId>();
export const floorRequestId = id<FloorRequestId>();
export const recordingId = id<RecordingId>();
export const noticeId = id<NoticeId>();
export const voteId = id<VoteId>();
export const documentId = id<DocumentId>();
export const agendaItemId = id<AgendaItemId>();
