import { z } from 'zod';
import { participantId } from './id.ts';

/**
 * mediasoup's own objects (DTLS, RTP and ICE parameters) cross the wire as JSON objects: the shape is checked by
 * mediasoup itself (ortc), here only that each is an object. The 64 KiB bound of a message bounds them too.
 */
const opaque = z.record(z.string(), z.unknown());

const mediaId = z.string().min(1).max(64);

/** What a participant sends: `screen` is what it presents. */
export const sources = ['microphone', 'camera', 'screen'] as const;
export type Source = (typeof sources)[number];
export const source = z.enum(sources);

/** How large a picture is shown: decides the simulcast layer (about 100 / 300 / 900 kbit/s). */
export const pictureSizes = ['thumbnail', 'medium', 'large'] as const;
export type PictureSize = (typeof pictureSizes)[number];

/** What a viewer shows beyond the stage: at most 25 pictures a page. */
export const shownPicture = z.strictObject({ participant: participantId, size: z.enum(pictureSizes) });
export type ShownPicture = z.infer<typeof shownPicture>;

export const mediaRequests = {
  'media.prepare': z.strictObject({ rtpCapabilities: opaque }),
  'media.transport.create': z.strictObject({ direction: z.enum(['send', 'receive']), forceTcp: z.boolean() }),
  'media.transport.connect': z.strictObject({ transport: mediaId, dtlsParameters: opaque }),
  'media.transport.restartIce': z.strictObject({ transport: mediaId }),
  'media.transport.close': z.strictObject({ transport: mediaId }),
  'media.produce': z.strictObject({
    transport: mediaId,
    source,
    kind: z.enum(['audio', 'video']),
    rtpParameters: opaque,
  }),
  'media.producer.close': z.strictObject({ producer: mediaId }),
  /** The receiver has built its end: the consumer, created paused, may flow. */
  'media.consumer.ready': z.strictObject({ consumer: mediaId }),
  /** Size at which a consumer of the stage is shown. */
  'media.consumer.size': z.strictObject({ consumer: mediaId, size: z.enum(pictureSizes) }),
  /** The whole list of what is shown beyond the stage; replaces the list before. */
  'media.view': z.strictObject({ pictures: z.array(shownPicture).max(50) }),
} as const;
export type MediaRequestType = keyof typeof mediaRequests;
export type MediaRequest<T extends MediaRequestType> = z.infer<(typeof mediaRequests)[T]>;

/**
 * A loop for the line test: a picture that means nothing goes from a page to the hub and back to the same page, for
 * some seconds, apart from every meeting. One at a time for each connection; opening another closes it.
 */
export const loopRequests = {
  /** `protocol`: the only way that is offered, so that each is tested for itself. */
  'loop.open': z.strictObject({ protocol: z.enum(['udp', 'tcp']) }),
  'loop.connect': z.strictObject({ transport: mediaId, dtlsParameters: opaque }),
  /** Sends the picture, and is answered with its return. */
  'loop.produce': z.strictObject({ rtpParameters: opaque, rtpCapabilities: opaque }),
  /** The page can receive: from now on it comes back. */
  'loop.start': z.strictObject({}),
  'loop.close': z.strictObject({}),
} as const;
export type LoopRequestType = keyof typeof loopRequests;
export type LoopRequest<T extends LoopRequestType> = z.infer<(typeof loopRequests)[T]>;

/** A JSON object whose inside belongs to mediasoup. */
export type Opaque = z.infer<typeof opaque>;

export type TransportOffer = {
  readonly id: string;
  readonly iceParameters: Opaque;
  readonly iceCandidates: readonly Opaque[];
  readonly dtlsParameters: Opaque;
};

export type ConsumerOffer = {
  readonly id: string;
  readonly producerId: string;
  readonly participant: z.infer<typeof participantId>;
  readonly source: Source;
  readonly kind: 'audio' | 'video';
  readonly rtpParameters: Opaque;
};

/** What each request of a loop is answered with. */
export type LoopReply = {
  'loop.open': {
    readonly routerRtpCapabilities: Opaque;
    readonly send: TransportOffer;
    readonly receive: TransportOffer;
  };
  'loop.connect': null;
  'loop.produce': {
    readonly producer: string;
    readonly consumer: Pick<ConsumerOffer, 'id' | 'producerId' | 'kind' | 'rtpParameters'>;
  };
  'loop.start': null;
  'loop.close': null;
};

/** What each media request is answered with. */
export type MediaReply = {
  'media.prepare': { readonly routerRtpCapabilities: Opaque };
  'media.transport.create': TransportOffer;
  'media.transport.connect': null;
  'media.transport.restartIce': { readonly iceParameters: Opaque };
  'media.transport.close': null;
  'media.produce': { readonly producer: string };
  'media.producer.close': null;
  'media.consumer.ready': null;
  'media.consumer.size': null;
  'media.view': null;
};

/** Media news pushed by the hub. */
export type MediaNews =
  | { readonly type: 'consumer.opened'; readonly consumer: ConsumerOffer }
  | { readonly type: 'consumer.closed'; readonly consumer: string }
  /** Nobody watches (or somebody does again): stop (or start) sending this source. */
  | { readonly type: 'producer.wanted'; readonly producer: string; readonly wanted: boolean }
  /** The hub's side of the media is gone (a worker died): build transports anew. */
  | { readonly type: 'media.rebuild' };
