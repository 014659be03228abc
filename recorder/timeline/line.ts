import { z } from 'zod';
import { participantId, recordingId } from '../../protocol/id.ts';
import { source } from '../../protocol/media.ts';
import { meetingRecord } from '../../protocol/meeting-record.ts';
import { loggedEntry, recordingReasons, shownStage } from '../../protocol/recorder.ts';

/** Within the recording's folder: a time line that came in a package leads to no other recording. */
const trackFile = z.string().refine((path) => !path.startsWith('/') && !path.split('/').includes('..'));

/**
 * What happened, without when. Each becomes one line of timeline.jsonl; the fields are described for readers outside
 * the project in docs/recording-format.md, and a package must stay readable for decades: add, never change.
 */
export const timelineFact = z.discriminatedUnion('kind', [
  /** A recorder process begins to write. `boot` names the run of the machine within which `mono` may be compared. */
  z.strictObject({
    kind: z.literal('session'),
    pid: z.int(),
    boot: z.string(),
    ffmpeg: z.string(),
    /** Bytes of a last line cut short by a crash, which were taken away. */
    tornBytes: z.int(),
  }),
  /** The hub orders the recording, or its continuation `after` something that stopped it. */
  z.strictObject({
    kind: z.literal('begin'),
    recording: recordingId,
    sentAt: z.number(),
    meeting: meetingRecord,
    after: z.enum(recordingReasons).nullable(),
  }),
  z.strictObject({ kind: z.literal('entry'), sentAt: z.number(), entry: loggedEntry }),
  /** What everyone sees from hub time `at` on. */
  z.strictObject({ kind: z.literal('stage'), sentAt: z.number(), at: z.number(), stage: shownStage }),
  z.strictObject({
    kind: z.literal('epoch.opened'),
    epoch: z.int(),
    track: z.string(),
    participant: participantId,
    source,
    media: z.enum(['audio', 'video']),
    codec: z.string(),
    clockRate: z.int(),
    file: trackFile,
    pid: z.int(),
    /** RTP time of the file's first frame, unwrapped as all of this track's are. */
    firstRtp: z.number(),
    /** Monotonic time at which its packet arrived: the place of a track without sender reports. */
    firstMono: z.number(),
  }),
  z.strictObject({
    kind: z.literal('epoch.closed'),
    epoch: z.int(),
    reason: z.enum(['closed', 'idle', 'stuck', 'crashed', 'abandoned']),
    bytes: z.int(),
    packets: z.int(),
    lost: z.int(),
  }),
  /** A sender report: at `ntp` (epoch milliseconds of the sender) the track's RTP time was `rtp`. */
  z.strictObject({ kind: z.literal('report'), track: z.string(), rtp: z.number(), ntp: z.number() }),
  /** A sign of life: the recorder was there and the hub's clock stood at `sentAt`. */
  z.strictObject({ kind: z.literal('clock'), sentAt: z.number() }),
  /** `fromMono`: the monotonic time from which something is missing, where that was noticed only afterwards. */
  z.strictObject({
    kind: z.literal('interrupted'),
    reason: z.enum(recordingReasons),
    fromMono: z.number().optional(),
  }),
  z.strictObject({ kind: z.literal('resumed') }),
  /** The end, with what the meeting's record was then. */
  z.strictObject({ kind: z.literal('stop'), meeting: meetingRecord }),
]);
export type TimelineFact = z.infer<typeof timelineFact>;

/** `wall`: epoch milliseconds; `mono`: milliseconds of the machine's monotonic clock; `prev`: hash of the line before. */
const stamp = z.object({
  seq: z.int().min(1),
  wall: z.number(),
  mono: z.number(),
  prev: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Stamp = z.infer<typeof stamp>;
export type TimelineLine = Stamp & TimelineFact;

/** Throws when the text is no line of a time line. */
export function parseLine(text: string): TimelineLine {
  const { seq, wall, mono, prev, ...fact } = z.looseObject(stamp.shape).parse(JSON.parse(text));
  return { seq, wall, mono, prev, ...timelineFact.parse(fact) };
}
