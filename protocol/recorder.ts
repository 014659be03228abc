import { z } from 'zod';
import { recordingStorages } from '../core/meeting.ts';
import { composeBody } from './archive.ts';
import { participantId, recordingId } from './id.ts';
import { source } from './media.ts';
import { meetingRecord } from './meeting-record.ts';

/**
 * The wire between the hub and its recorder: Socket.IO, namespace `/recorder`. Both sides ask with an acknowledgement
 * and check what they are sent; a message that does not fit is answered with `ok: false` and changes nothing.
 */
export const recorderNamespace = '/recorder';
/** Bumped when the two sides can no longer understand each other: the hub then refuses the connection. */
export const recorderVersion = 4;

/**
 * Socket.IO handshake `auth`. Of a recorder of another version only these two are known, so that it can be told what is
 * wrong: whatever else it says is let through unread, and `version` is null if it says none.
 */
export const recorderHandshake = z.looseObject({
  token: z.string().max(4096),
  version: z.int().nullable().catch(null),
});

/**
 * Why a recording was interrupted or failed. The screens hold the words.
 * `recorder-lost`: its process or its line went away; `recorder-absent`: none answered when it was ordered;
 * `hub-restarted`: the hub itself was away; `track-lost`: one track's file broke off while others went on;
 * `disk-full` and `disk-broken`: nothing can be written; `folder-removed`: what was being written was removed by
 * somebody, and is begun again; `nothing-recorded`: no folder exists to compose from;
 * `composition`: the tracks are safe, but no MP4 could be made of them; `meeting-lost`: the log that told of it is gone.
 */
export const recordingReasons = [
  'recorder-lost',
  'recorder-absent',
  'hub-restarted',
  'track-lost',
  'disk-full',
  'disk-broken',
  'folder-removed',
  'nothing-recorded',
  'composition',
  'meeting-lost',
] as const;
export type RecordingReason = (typeof recordingReasons)[number];

const port = z.int().min(1).max(65_535);
const address = z.strictObject({ ip: z.string().min(1).max(64), rtpPort: port, rtcpPort: port });
const trackId = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);
const text = z.string().max(1000);
/** Epoch milliseconds of the hub's clock. */
const time = z.number().min(0);

/** How one person or site is written on the picture. */
export const plateSchema = z.strictObject({
  participant: participantId,
  kind: z.enum(['site', 'person', 'recorder']),
  name: text,
  position: text,
  unitName: text,
  connected: z.boolean(),
  microphone: z.enum(['on', 'off']),
  camera: z.enum(['on', 'off']),
});
export type Plate = z.infer<typeof plateSchema>;

/** Something announced to all in few words and figures, a vote's result, say; shown for a moment when it appears. */
export const shownCard = z.strictObject({
  title: z.string().min(1).max(1000),
  lines: z
    .array(z.strictObject({ label: z.string().max(100), value: z.string().max(40) }))
    .max(6)
    .readonly(),
  /** What kind of thing it is, above the title; absent: the title says so. */
  heading: z.string().max(60).optional(),
  /** What came out, and of whom that was asked. */
  outcome: z
    .strictObject({ word: z.string().min(1).max(60), good: z.boolean(), note: z.string().max(200) })
    .optional(),
});
export type ShownCard = z.infer<typeof shownCard>;

/**
 * What everyone saw at a moment: the core's stage, flattened to what a picture needs. The hub sends it rather than
 * letting the recorder fold the events, so that an old package can be composed again by a later version of the core.
 */
export const shownStage = z.strictObject({
  chair: plateSchema.nullable(),
  speakers: z.array(plateSchema).max(64).readonly(),
  content: plateSchema.nullable(),
  /** Whom the chair has everybody see, beside whoever speaks (STAGE-3); absent: nobody. */
  spotlight: plateSchema.optional(),
  /** Title of the agenda item under discussion. */
  agenda: text.nullable(),
  /** By the chair's order nothing is recorded from here on (REC-5); absent in packages of before there were pauses. */
  paused: z.boolean().optional(),
  /** What is announced; absent: nothing is. Another one, or the same after none, is shown anew. */
  card: shownCard.optional(),
});
export type ShownStage = z.infer<typeof shownStage>;

/** An entry of the meeting's log, kept word for word: its inside belongs to the core of that day. */
export const loggedEntry = z.looseObject({
  seq: z.int(),
  at: time,
  event: z.looseObject({ type: z.string().max(100) }),
});
export type LoggedEntry = z.infer<typeof loggedEntry>;

/** Only what an SDP needs of mediasoup's `RtpParameters`; the rest is let through unread. */
export const capturedRtp = z.looseObject({
  codecs: z
    .array(
      z.looseObject({
        mimeType: z.string().max(100),
        payloadType: z.int().min(0).max(127),
        clockRate: z.int().min(1),
        channels: z.int().min(1).max(8).optional(),
        parameters: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .min(1),
  encodings: z.array(z.looseObject({ ssrc: z.int().min(0).max(0xffff_ffff).optional() })).min(1),
});
export type CapturedRtp = z.infer<typeof capturedRtp>;

/** What is found before the first byte (core `RecordingFinding`). */
export const recordingFinding = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('space'), freeBytes: z.number(), neededBytes: z.number() }),
  z.strictObject({
    kind: z.literal('slow-disk'),
    bytesPerSecond: z.number(),
    neededBytesPerSecond: z.number(),
  }),
  z.strictObject({ kind: z.literal('clock'), offsetMs: z.number() }),
  z.strictObject({ kind: z.literal('ffmpeg'), missing: z.array(z.string().max(100)).max(100).nullable() }),
]);

/** What the hub asks of the recorder. */
export const recorderRequests = {
  /** Look before the first byte whether ffmpeg, room, disk and clock will do. Answered within five seconds. */
  'recording.check': z.strictObject({
    recording: recordingId,
    sentAt: time,
    /** How long the meeting is still to last, in milliseconds; 0: it should be over; null: nobody said. */
    plannedMs: z.number().min(0).nullable(),
  }),
  /** Start a recording, or go on with one whose folder exists: afterwards tracks may be opened. */
  'recording.begin': z.strictObject({
    recording: recordingId,
    sentAt: time,
    at: time,
    meeting: meetingRecord,
    stage: shownStage,
    /** Why nothing was captured before, when a recording goes on; null at its beginning. */
    after: z.enum(recordingReasons).nullable(),
  }),
  /** All tracks that there are to open have been opened again after an interruption. */
  'recording.resume': z.strictObject({ recording: recordingId }),
  /** What happened, in order. `at` is when the stage came to be so; null: the stage is as before. */
  'recording.note': z.strictObject({
    recording: recordingId,
    sentAt: time,
    entries: z.array(loggedEntry),
    stage: z.strictObject({ at: time, stage: shownStage }).nullable(),
  }),
  /**
   * Close all tracks; with `compose`, make the film then. Without it the recorder stops, and is asked again once the
   * other recorder of the meeting has stopped as well. Asked again after a reconnection: answered alike, the result is
   * told once more.
   */
  'recording.stop': z.strictObject({
    recording: recordingId,
    sentAt: time,
    meeting: meetingRecord,
    compose: z.boolean(),
  }),
  /**
   * Make the film of a recording that has ended, anew or at last. Answered once it is in line; told as after a stop:
   * `recording.composing`, `recording.progress`, then `recording.finished` or `recording.failed`. Asked again while it
   * is in line, nothing changes.
   */
  'recording.compose': z.strictObject({ recording: recordingId, ...composeBody.shape }),
  'track.open': z.strictObject({
    recording: recordingId,
    track: trackId,
    participant: participantId,
    source,
    kind: z.enum(['audio', 'video']),
    rtpParameters: capturedRtp,
    /** Where the packets will come from. */
    from: address,
  }),
  'track.close': z.strictObject({
    recording: recordingId,
    track: trackId,
    /** The hub's own media broke off: the track's sender is missing, until `recording.resume`. */
    lost: z.boolean(),
  }),
  /** A sign of life, every second. */
  'recorder.pulse': z.strictObject({
    sentAt: time,
    /** A meeting sits on this hub: what can wait does, where the processor is wanted. */
    live: z.boolean(),
  }),
} as const;
export type RecorderRequestType = keyof typeof recorderRequests;
export type RecorderRequest<T extends RecorderRequestType> = z.infer<(typeof recorderRequests)[T]>;

const nothing = z.strictObject({});
export const recorderReplies = {
  'recording.check': z.strictObject({ findings: z.array(recordingFinding).max(10).readonly() }),
  'recording.begin': z.strictObject({ continued: z.boolean() }),
  'recording.resume': nothing,
  'recording.note': nothing,
  'recording.stop': nothing,
  'recording.compose': nothing,
  'track.open': address,
  'track.close': nothing,
  /** Packets received so far, by track: beside the consumer's own count they show a track that no longer arrives. */
  'recorder.pulse': z.strictObject({ packets: z.record(trackId, z.int()) }),
} satisfies Record<RecorderRequestType, z.ZodType>;
export type RecorderReply<T extends RecorderRequestType> = z.infer<(typeof recorderReplies)[T]>;

const stretch = { startMs: z.number(), endMs: z.number() };
/** A film's beginning by the meeting's log, and in milliseconds of the film what is missing of it and what was closed. */
export const filmTimes = z.strictObject({
  startedAt: time,
  gaps: z.array(z.strictObject({ ...stretch, reason: text })).readonly(),
  pauses: z.array(z.strictObject(stretch)).readonly(),
});
export type FilmTimes = z.infer<typeof filmTimes>;

/** What the recorder tells the hub. */
export const recorderNews = {
  /** Said first on each connection, when nothing of an earlier one is left open: only then may the hub ask. */
  'recorder.ready': z.strictObject({ ffmpeg: text }),
  'track.keyFrame': z.strictObject({ recording: recordingId, track: trackId }),
  'recording.interrupted': z.strictObject({ recording: recordingId, reason: z.enum(recordingReasons) }),
  'recording.resumed': z.strictObject({ recording: recordingId }),
  'recording.composing': z.strictObject({ recording: recordingId }),
  'recording.finished': z.strictObject({
    recording: recordingId,
    durationMs: z.number().min(0),
    size: z.int().min(0),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    /** What the film itself says of its time; absent: it was made before that was kept, or does not say. */
    times: filmTimes.optional(),
  }),
  /** What room is left where this recording is kept; told at each change. */
  'recording.stored': z.strictObject({ recording: recordingId, storage: z.enum(recordingStorages) }),
  /** How far its composition is: told at most once a second. */
  'recording.progress': z.strictObject({
    recording: recordingId,
    /** 0 to 1. */
    share: z.number().min(0).max(1),
    /** How long it will still take, in milliseconds; null while that cannot be said. */
    remainingMs: z.number().min(0).nullable(),
    /** It waits: for another composition, or until no meeting needs the processor. */
    held: z.enum(['behind-another', 'meeting']).nullable(),
  }),
  'recording.failed': z.strictObject({ recording: recordingId, reason: z.enum(recordingReasons) }),
} as const;
export type RecorderNewsType = keyof typeof recorderNews;
export type RecorderNews<T extends RecorderNewsType> = z.infer<(typeof recorderNews)[T]>;

/** Every acknowledgement, of either side. `reason` is for the log. */
export const recorderAnswer = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), reply: z.unknown() }),
  z.strictObject({ ok: z.literal(false), reason: text }),
]);
export type RecorderAnswer = z.infer<typeof recorderAnswer>;
