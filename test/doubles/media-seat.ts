import { vi } from 'vitest';
import type { MeetingId, ParticipantId } from '../../core/id.ts';
import type { Meeting } from '../../core/meeting.ts';
import type {
  ConsumerOffer,
  MediaNews,
  MediaReply,
  MediaRequest,
  MediaRequestType,
  Source,
} from '../../protocol/media.ts';
import type { Media, MediaListener, Outcome } from '../../server/ports.ts';
import { cameraParameters, opusParameters, rtpCapabilities, screenParameters } from './media-parameters.ts';

type Levels = Parameters<MediaListener['levels']>[1];
type Lines = Parameters<MediaListener['lines']>[1];

/** A listener that remembers. */
export type Heard = MediaListener & {
  newsOf(connection: string): readonly MediaNews[];
  /** What a client that followed the news would have open now. */
  openTo(connection: string): readonly ConsumerOffer[];
  /** The last that was said of a producer; null if nothing was. */
  wanted(producer: string): boolean | null;
  /** Connections in the order in which they were told to build anew. */
  readonly rebuilt: string[];
  readonly levelReports: Levels[];
  readonly lineReports: Lines[];
  senderChanges(meeting: MeetingId): number;
};

export function createListener(): Heard {
  const newsByConnection = new Map<string, MediaNews[]>();
  const wantedByProducer = new Map<string, boolean>();
  const changesByMeeting = new Map<MeetingId, number>();
  const rebuilt: string[] = [];
  const levelReports: Levels[] = [];
  const lineReports: Lines[] = [];

  const newsOf = (connection: string) => newsByConnection.get(connection) ?? [];
  return {
    news(connection, news) {
      newsByConnection.set(connection, [...newsOf(connection), news]);
      if (news.type === 'media.rebuild') rebuilt.push(connection);
      if (news.type === 'producer.wanted') wantedByProducer.set(news.producer, news.wanted);
    },
    levels: (_meeting, levels) => void levelReports.push(levels),
    lines: (_meeting, lines) => void lineReports.push(lines),
    sendersChanged: (meeting) => void changesByMeeting.set(meeting, (changesByMeeting.get(meeting) ?? 0) + 1),
    newsOf,
    openTo(connection) {
      const open = new Map<string, ConsumerOffer>();
      for (const news of newsOf(connection)) {
        if (news.type === 'consumer.opened') open.set(news.consumer.id, news.consumer);
        if (news.type === 'consumer.closed') open.delete(news.consumer);
        if (news.type === 'media.rebuild') open.clear();
      }
      return [...open.values()];
    },
    wanted: (producer) => wantedByProducer.get(producer) ?? null,
    rebuilt,
    levelReports,
    lineReports,
    senderChanges: (meeting) => changesByMeeting.get(meeting) ?? 0,
  };
}

/** Waits until the check throws no more; long enough for a busy machine, soon over on an idle one. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 6_000, interval: 10 });
}

/** The refusal's code, or `ok`. */
export function codeOf(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'ok' : outcome.refusal.code;
}

export function granted<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.code}`);
  return outcome.value;
}

const kindBySource = { microphone: 'audio', camera: 'video', screen: 'video' } as const;
const parametersBySource = {
  microphone: opusParameters,
  camera: cameraParameters,
  screen: screenParameters,
} as const;

/** A client's signalling, without its media. */
export type TestSeat = {
  readonly connection: string;
  readonly participant: ParticipantId;
  ask<T extends MediaRequestType>(type: T, body: MediaRequest<T>): Promise<Outcome<MediaReply[T]>>;
  prepare(): Promise<void>;
  /** Returns the id of the transport. */
  openTransport(direction: 'send' | 'receive'): Promise<string>;
  produce(source: Source): Promise<Outcome<MediaReply['media.produce']>>;
  /** Prepares and opens both transports. */
  build(): Promise<void>;
};

export async function sit(
  media: Media,
  meeting: Meeting,
  { connection, participant }: { readonly connection: string; readonly participant: ParticipantId },
): Promise<TestSeat> {
  granted(await media.enter({ connection, meeting: meeting.id, participant }, meeting));
  const transportByDirection = new Map<string, string>();

  const ask: TestSeat['ask'] = (type, body) => media.handle(connection, type, body);

  const seat: TestSeat = {
    connection,
    participant,
    ask,
    async prepare() {
      granted(await ask('media.prepare', { rtpCapabilities: rtpCapabilities() }));
    },
    async openTransport(direction) {
      const { id } = granted(await ask('media.transport.create', { direction, forceTcp: false }));
      transportByDirection.set(direction, id);
      return id;
    },
    produce: (source) =>
      ask('media.produce', {
        transport: transportByDirection.get('send') ?? 'none',
        source,
        kind: kindBySource[source],
        rtpParameters: parametersBySource[source](),
      }),
    async build() {
      await seat.prepare();
      await seat.openTransport('send');
      await seat.openTransport('receive');
    },
  };
  return seat;
}
