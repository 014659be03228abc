import { z } from 'zod';
import type { SeenEntry } from '../core/event.ts';
import type { LevelId, ParticipantId } from '../core/id.ts';
import type { Meeting } from '../core/meeting.ts';
import type { Refusal } from '../core/refusal.ts';
import { commandSchema } from './command.ts';
import { meetingId } from './id.ts';
import {
  type LoopReply,
  loopRequests,
  type MediaNews,
  type MediaReply,
  type MediaRequestType,
  mediaRequests,
} from './media.ts';

/** Largest message a client may send, in bytes (design: 64 KiB). */
export const maxMessageBytes = 65_536;
/** Bumped when old pages can no longer speak with the hub: they are told to reload. */
export const protocolVersion = 3;

/** Socket.IO handshake `auth`. */
export const handshakeSchema = z.strictObject({ token: z.string().max(4096), version: z.int() });

/** A device id as browsers give it: opaque. */
const deviceId = z.string().max(300);
/** A name as browsers give it. */
const deviceLabel = z.string().max(200);

/** What a page says of the device it runs on, so that somebody who helps it from afar sees what there is. */
export const equipmentSchema = z.strictObject({
  devices: z
    .array(
      z.strictObject({
        kind: z.enum(['camera', 'microphone', 'speaker']),
        id: deviceId,
        label: deviceLabel,
      }),
    )
    .max(30)
    .readonly(),
  /** Ids of those chosen; null: the system's usual one. */
  camera: deviceId.nullable(),
  microphone: deviceId.nullable(),
  speaker: deviceId.nullable(),
  /** Why a device that should be open is not. */
  cameraFault: z.enum(['denied', 'missing', 'busy', 'unknown']).nullable(),
  microphoneFault: z.enum(['denied', 'missing', 'busy', 'unknown']).nullable(),
  /** How loud the others are played, 0 to 100. */
  volume: z.int().min(0).max(100),
  /** Whether the browser plays no sound until somebody touches the page. */
  soundBlocked: z.boolean(),
  /** Of the screen, in its own pixels. */
  screen: z.strictObject({ width: z.int().min(0).max(32_768), height: z.int().min(0).max(32_768) }),
  /** Of the browser, as it names itself. */
  browser: z.string().max(300),
});
export type Equipment = z.infer<typeof equipmentSchema>;

/** Everything a client may ask over its socket, besides media. Each is answered through the acknowledgement. */
export const requestSchemas = {
  /** Take one's seat. `camera`: whether one comes with the camera on. `takeOver`: leave the other device. */
  'meeting.join': z.strictObject({
    meeting: meetingId,
    camera: z.enum(['on', 'off']),
    takeOver: z.boolean(),
  }),
  'meeting.snapshot': z.strictObject({}),
  command: z.strictObject({ command: commandSchema }),
  /** At the beginning and whenever it changes; the latest counts. */
  'equipment.report': z.strictObject({ equipment: equipmentSchema }),
  /** Answered at once: how long that takes is the line's round trip. */
  'line.ping': z.strictObject({}),
  ...mediaRequests,
  ...loopRequests,
} as const;
export type RequestType = keyof typeof requestSchemas;
export type Request<T extends RequestType> = z.infer<(typeof requestSchemas)[T]>;

/** A viewer's picture of the meeting: its part of the state at `meeting.seq`. */
export type Snapshot = { readonly you: ParticipantId; readonly meeting: Meeting; readonly now: number };

export type Replies = {
  'meeting.join': Snapshot;
  'meeting.snapshot': Snapshot;
  command: { readonly seq: number };
  'equipment.report': null;
  'line.ping': null;
} & MediaReply &
  LoopReply;

/** Every acknowledgement: the reply, or a refusal and nothing done. */
export type Answer<T extends RequestType> =
  | { readonly ok: true; readonly reply: Replies[T] }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * A batch of entries, those this viewer may see. `prev` is the last sequence that viewers of this kind were sent:
 * a client whose meeting stands before it has missed something and asks for a snapshot.
 */
export type EntryBatch = {
  readonly prev: number;
  readonly seq: number;
  readonly entries: readonly SeenEntry[];
};

/** What is not worth keeping: volatile, coalesced, latest wins. */
export type Signal =
  | {
      readonly type: 'counts';
      readonly levels: readonly {
        readonly level: LevelId;
        readonly invited: number;
        readonly present: number;
        readonly waiting: number;
      }[];
    }
  /** One's own place in each floor's queue, from 1; null: not in it. */
  | {
      readonly type: 'place';
      readonly speech: number | null;
      readonly content: number | null;
      readonly of: number;
    }
  /** Loudness of those heard, dBov (-127..0), about twice a second. */
  | {
      readonly type: 'levels';
      readonly levels: readonly { readonly participant: ParticipantId; readonly dbov: number }[];
    }
  /** What those whom one may help said of their devices, each as last reported. */
  | {
      readonly type: 'equipment';
      readonly reports: readonly { readonly participant: ParticipantId; readonly equipment: Equipment }[];
    }
  /** Line quality by participant as the hub measures it, 0 (gone) to 4 (good); to those who conduct. */
  | {
      readonly type: 'lines';
      readonly lines: readonly { readonly participant: ParticipantId; readonly quality: number }[];
    };

export type SignalOf<T extends Signal['type']> = Extract<Signal, { type: T }>;

/** What the hub pushes, by Socket.IO event name. */
export type Pushes = {
  entries: EntryBatch;
  snapshot: Snapshot;
  signal: Signal;
  media: MediaNews;
  /** The hub ends this connection: another device took the seat, the account was disabled, one was removed. */
  ended: Refusal;
};

export type { MediaRequestType };
