import type { MeetingId, ParticipantId } from '../../core/id.ts';
import type { Meeting } from '../../core/meeting.ts';
import { isAside, mayWatch, mediaRights, onStage } from '../../core/stage.ts';
import type {
  MediaNews,
  MediaReply,
  MediaRequest,
  MediaRequestType,
  Opaque,
  ShownPicture,
} from '../../protocol/media.ts';
import { admits } from '../../server/media/admission.ts';
import { kindBySource } from '../../server/media/codec.ts';
import { done, refused } from '../../server/media/outcome.ts';
import { createShowing } from '../../server/media/viewing.ts';
import type { Capture, Media, MediaListener, Outcome, Seat, Sender } from '../../server/ports.ts';
import { rtpCapabilities } from './media-parameters.ts';

/** The hub's media in memory: it decides as the real one does, and carries nothing. */
export type MediaDouble = Media & {
  /** Whether the hub lets this producer's media through. */
  flows(producer: string): boolean;
  /** As if the only worker had died: everyone has lost everything and is told so. */
  loseWorker(): void;
  /** As if this were heard in the meeting. */
  report(meeting: MeetingId, levels: readonly { participant: ParticipantId; dbov: number }[]): void;
};

type Transport = { readonly id: string; readonly direction: 'send' | 'receive'; connected: boolean };
type Consumer = { readonly id: string; readonly producer: string };
type DoubleSeat = {
  readonly seat: Seat;
  prepared: boolean;
  transports: Transport[];
  consumers: Consumer[];
  pictures: readonly ShownPicture[];
};
type DoubleSender = Sender & { readonly connection: string; readonly transport: string };
type OpenCapture = { readonly producer: string; readonly end: () => void };

type Handlers = {
  readonly [T in MediaRequestType]: (own: DoubleSeat, body: MediaRequest<T>) => Outcome<MediaReply[T]>;
};

const silent: MediaListener = {
  news: () => undefined,
  levels: () => undefined,
  lines: () => undefined,
  sendersChanged: () => undefined,
};

export function createMediaDouble(options: { readonly load?: () => number } = {}): MediaDouble {
  const load = options.load ?? (() => 0);
  const seatByConnection = new Map<string, DoubleSeat>();
  const meetingById = new Map<MeetingId, Meeting>();
  const wantedByProducer = new Map<string, boolean>();
  let senders: DoubleSender[] = [];
  let captures: OpenCapture[] = [];
  let listener = silent;
  let last = 0;

  const nextId = (kind: string) => {
    last += 1;
    return `${kind}-${last}`;
  };
  const seatsIn = (meeting: MeetingId) =>
    [...seatByConnection.values()].filter(({ seat }) => seat.meeting === meeting);
  const sendersIn = (meeting: MeetingId) =>
    senders.filter(({ connection }) => seatByConnection.get(connection)?.seat.meeting === meeting);
  const tell = (connection: string, news: MediaNews) => listener.news(connection, news);
  const stateOf = (own: DoubleSeat): Meeting => {
    const state = meetingById.get(own.seat.meeting);
    if (!state) throw new Error('a seat in no meeting');
    return state;
  };

  function settleSeat(own: DoubleSeat): void {
    const state = stateOf(own);
    const offered = sendersIn(state.id);
    const receives = own.prepared && own.transports.some(({ direction }) => direction === 'receive');
    const viewer = { participant: own.seat.participant, pictures: own.pictures };
    const shown = createShowing(state, offered).to(viewer);
    const wish = receives ? shown.map(({ sender }) => sender) : [];
    for (const { id, producer } of own.consumers)
      if (!wish.some((sender) => sender.producer === producer))
        tell(own.seat.connection, { type: 'consumer.closed', consumer: id });
    own.consumers = own.consumers.filter(({ producer }) =>
      wish.some((sender) => sender.producer === producer),
    );
    for (const sender of wish) {
      if (own.consumers.some(({ producer }) => producer === sender.producer)) continue;
      const consumer = { id: nextId('consumer'), producer: sender.producer };
      own.consumers.push(consumer);
      const { producer: producerId, participant, source, kind } = sender;
      tell(own.seat.connection, {
        type: 'consumer.opened',
        consumer: { id: consumer.id, producerId, participant, source, kind, rtpParameters: {} },
      });
    }
  }

  function tellWanted(): void {
    for (const { producer, connection } of senders) {
      const received = [...seatByConnection.values()].some(({ consumers }) =>
        consumers.some((consumer) => consumer.producer === producer),
      );
      const wanted = received || captures.some((capture) => capture.producer === producer);
      if (wantedByProducer.get(producer) === wanted) continue;
      wantedByProducer.set(producer, wanted);
      tell(connection, { type: 'producer.wanted', producer, wanted });
    }
  }

  function settle(meeting: MeetingId): void {
    for (const own of seatsIn(meeting)) settleSeat(own);
    setImmediate(tellWanted);
  }

  function endCaptures(producer: string): void {
    const ended = captures.filter((capture) => capture.producer === producer);
    captures = captures.filter((capture) => capture.producer !== producer);
    for (const capture of ended) capture.end();
  }

  function drop(gone: (sender: DoubleSender) => boolean, meeting: MeetingId): void {
    const dropped = senders.filter(gone);
    senders = senders.filter((sender) => !gone(sender));
    for (const { producer } of dropped) endCaptures(producer);
    if (dropped.length > 0) listener.sendersChanged(meeting);
    settle(meeting);
  }

  function closeTransport(own: DoubleSeat, transport: Transport): void {
    own.transports = own.transports.filter((each) => each !== transport);
    if (transport.direction === 'receive') own.consumers = [];
    drop((sender) => sender.transport === transport.id, own.seat.meeting);
  }

  const candidate = (protocol: string) => ({ type: 'host', protocol, ip: '127.0.0.1', port: 1 });
  const transportOf = (own: DoubleSeat, id: string) => own.transports.find((each) => each.id === id);

  const handlers: Handlers = {
    'media.prepare': (own, body) => {
      if (!Array.isArray(body.rtpCapabilities.codecs)) return refused('invalid-message');
      own.prepared = true;
      return done({ routerRtpCapabilities: rtpCapabilities() });
    },
    'media.transport.create': (own, { direction, forceTcp }) => {
      if (!own.prepared) return refused('out-of-order');
      const old = own.transports.find((each) => each.direction === direction);
      if (old) closeTransport(own, old);
      const transport = { id: nextId('transport'), direction, connected: false };
      own.transports.push(transport);
      settle(own.seat.meeting);
      return done({
        id: transport.id,
        iceParameters: { usernameFragment: transport.id },
        iceCandidates: (forceTcp ? ['tcp'] : ['udp', 'tcp']).map(candidate),
        dtlsParameters: { fingerprints: [] },
      });
    },
    'media.transport.connect': (own, body) => {
      const transport = transportOf(own, body.transport);
      if (!transport) return refused('not-found');
      if (transport.connected) return refused('out-of-order');
      if (!Array.isArray(body.dtlsParameters.fingerprints)) return refused('invalid-message');
      transport.connected = true;
      return done(null);
    },
    'media.transport.restartIce': (own, { transport }) =>
      transportOf(own, transport)
        ? done({ iceParameters: { usernameFragment: nextId('ice') } })
        : refused('not-found'),
    'media.transport.close': (own, body) => {
      const transport = transportOf(own, body.transport);
      if (!transport) return refused('not-found');
      closeTransport(own, transport);
      return done(null);
    },
    'media.produce': (own, { transport: id, source, kind, rtpParameters }) => {
      const { connection, participant, meeting } = own.seat;
      const transport = transportOf(own, id);
      if (!transport) return refused('not-found');
      const fits = transport.direction === 'send' && kindBySource[source] === kind;
      if (!fits || !Array.isArray(rtpParameters.codecs)) return refused('invalid-message');
      const staged = source === 'microphone' || onStage(stateOf(own), participant);
      if (!admits(load(), staged ? 'audio' : 'camera')) return refused('overloaded');
      drop((sender) => sender.connection === connection && sender.source === source, meeting);
      const producer = nextId('producer');
      senders.push({ producer, participant, source, kind, connection, transport: id });
      listener.sendersChanged(meeting);
      settle(meeting);
      return done({ producer });
    },
    'media.producer.close': (own, { producer }) => {
      const { connection, meeting } = own.seat;
      if (!senders.some((sender) => sender.producer === producer && sender.connection === connection))
        return refused('not-found');
      drop((sender) => sender.producer === producer, meeting);
      return done(null);
    },
    'media.consumer.ready': (own, { consumer }) =>
      own.consumers.some(({ id }) => id === consumer) ? done(null) : refused('not-found'),
    'media.consumer.size': (own, { consumer }) =>
      own.consumers.some(({ id }) => id === consumer) ? done(null) : refused('not-found'),
    'media.view': (own, { pictures }) => {
      const state = stateOf(own);
      const allowed = pictures.every(({ participant }) => mayWatch(state, own.seat.participant, participant));
      if (!allowed) return refused('not-permitted');
      if (pictures.length > own.pictures.length && !admits(load(), 'camera')) return refused('overloaded');
      own.pictures = pictures;
      settle(own.seat.meeting);
      return done(null);
    },
  };

  function leave(connection: string): void {
    const own = seatByConnection.get(connection);
    if (!own) return;
    drop((sender) => sender.connection === connection, own.seat.meeting);
    seatByConnection.delete(connection);
    setImmediate(tellWanted);
  }

  function captureOf(producer: string): Capture {
    const listeners: ((lost: boolean) => void)[] = [];
    const capture: OpenCapture = { producer, end: () => listeners.forEach((each) => void each(false)) };
    captures.push(capture);
    setImmediate(tellWanted);
    const codecs: Opaque[] = [{ mimeType: 'video/VP8', rtcpFeedback: [] }];
    return {
      rtpParameters: { codecs, headerExtensions: [], encodings: [{ ssrc: 1 }] },
      local: { ip: '127.0.0.1', rtpPort: 40_000, rtcpPort: 40_001 },
      connect: async () => undefined,
      resume: async () => undefined,
      requestKeyFrame: async () => undefined,
      packetsSent: async () => 0,
      close() {
        captures = captures.filter((each) => each !== capture);
        setImmediate(tellWanted);
      },
      onEnd: (each) => void listeners.push(each),
    };
  }

  return {
    listen: (next) => {
      listener = next;
    },
    async enter(seat, meeting) {
      leave(seat.connection);
      if (!admits(load(), onStage(meeting, seat.participant) ? 'audio' : 'viewer'))
        return refused('overloaded');
      seatByConnection.set(seat.connection, {
        seat,
        prepared: false,
        transports: [],
        consumers: [],
        pictures: [],
      });
      if ((meetingById.get(meeting.id)?.seq ?? -1) <= meeting.seq) meetingById.set(meeting.id, meeting);
      return done(null);
    },
    leave,
    async handle(connection, type, body) {
      const own = seatByConnection.get(connection);
      return own ? handlers[type](own, body) : refused('not-present');
    },
    // Loops carry media and nothing else: there is nothing to imitate.
    loop: async () => refused('unavailable'),
    follow(meeting) {
      const known = meetingById.get(meeting.id);
      if (!known || known.seq > meeting.seq) return;
      meetingById.set(meeting.id, meeting);
      const aside = sendersIn(meeting.id).filter((sender) => isAside(meeting, sender));
      for (const { producer } of aside) endCaptures(producer);
      settle(meeting.id);
    },
    endMeeting(meeting) {
      for (const { seat } of seatsIn(meeting)) leave(seat.connection);
      meetingById.delete(meeting);
    },
    sendersOf: (meeting) =>
      sendersIn(meeting).map(({ producer, participant, source, kind }) => ({
        producer,
        participant,
        source,
        kind,
      })),
    capture: async (meeting, producer) => {
      const sender = sendersIn(meeting).find((each) => each.producer === producer);
      const state = meetingById.get(meeting);
      if (!sender || !state) return refused('not-found');
      return isAside(state, sender) ? refused('not-permitted') : done(captureOf(producer));
    },
    workers: async () => {
      const routed = [...seatByConnection.values()].filter(({ prepared }) => prepared);
      const routers = new Set(routed.map(({ seat }) => seat.meeting)).size;
      return [{ pid: process.pid, load: load(), routers }];
    },
    close: async () => undefined,
    flows(producer) {
      const sender = senders.find((each) => each.producer === producer);
      const own = sender && seatByConnection.get(sender.connection);
      return own ? mediaRights(stateOf(own), sender.participant)[sender.source] : false;
    },
    loseWorker() {
      for (const own of seatByConnection.values()) {
        own.transports = [];
        own.consumers = [];
      }
      for (const meeting of meetingById.keys()) drop(() => true, meeting);
      for (const connection of seatByConnection.keys()) tell(connection, { type: 'media.rebuild' });
    },
    report: (meeting, levels) => listener.levels(meeting, levels),
  };
}
