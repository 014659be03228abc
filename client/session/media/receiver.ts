import type { types } from 'mediasoup-client';
import type { ParticipantId } from '../../../core/id.ts';
import type { ConsumerOffer, Source } from '../../../protocol/media.ts';
import { receptionStore, type TrackKey, trackKey } from '../session-store.ts';
import type { Ask } from './ask.ts';
import { playAudio, stopAudio } from './speaker.ts';

type Received = { readonly consumer: types.Consumer; readonly key: TrackKey };

/** What is received over one transport: each consumer the hub offers, until it takes it back. */
export type Receiver = {
  readonly accept: (offer: ConsumerOffer) => Promise<void>;
  readonly drop: (consumer: string) => void;
  /** The consumer that carries this picture now. */
  readonly consumerOf: (participant: ParticipantId, source: Source) => string | null;
  readonly close: () => void;
};

function setTrack(key: TrackKey, track: MediaStreamTrack | null): void {
  receptionStore.setState(({ trackByKey }) => {
    const { [key]: _, ...others } = trackByKey;
    return { trackByKey: track === null ? others : { ...others, [key]: track } };
  });
}

/** `opened` is told of each new picture, so that its size can be stated. */
export function createReceiver(
  transport: types.Transport,
  ask: Ask,
  opened: (participant: ParticipantId, source: Source) => void,
): Receiver {
  const receivedById = new Map<string, Received>();
  /** Taken back by the hub before they were built here. */
  const dropped = new Set<string>();

  function drop(id: string): void {
    const received = receivedById.get(id);
    if (!received) {
      dropped.add(id);
      return;
    }
    receivedById.delete(id);
    const { consumer, key } = received;
    stopAudio(id);
    consumer.close();
    if (receptionStore.getState().trackByKey[key] === consumer.track) setTrack(key, null);
  }

  return {
    async accept(offer) {
      const { id, participant, source, kind } = offer;
      const consumer = await transport.consume({
        id,
        producerId: offer.producerId,
        kind,
        rtpParameters: offer.rtpParameters as types.RtpParameters,
        // A face and its voice are kept in step by the browser; a screen has a rhythm of its own.
        streamId: source === 'screen' ? `${participant}-screen` : `${participant}-face`,
      });
      if (dropped.delete(id)) {
        consumer.close();
        return;
      }
      const key = trackKey(participant, source);
      receivedById.set(id, { consumer, key });
      if (kind === 'audio') playAudio(id, participant, consumer.track);
      setTrack(key, consumer.track);
      const ready = await ask('media.consumer.ready', { consumer: id });
      if (!ready.ok && ready.refusal.code === 'not-found') drop(id);
      else if (kind === 'video') opened(participant, source);
    },
    drop,
    consumerOf(participant, source) {
      const key = trackKey(participant, source);
      for (const [id, received] of receivedById) if (received.key === key) return id;
      return null;
    },
    close() {
      for (const id of [...receivedById.keys()]) drop(id);
    },
  };
}
