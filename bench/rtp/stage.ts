import { setTimeout as delay } from 'node:timers/promises';
import { createWorker, type types } from 'mediasoup';
import { keyFrameRequestDelayMs, layerBySize, mediaCodecs } from '../../server/media/codec.ts';
import { createSyntheticReceiver, type SyntheticReceiver, type Wanted } from './receiver.ts';
import { createSyntheticSender } from './sender.ts';

/** A speaker and a chair who send through one media worker, and as many who receive both as are asked for. */
export type SyntheticStage = {
  readonly worker: types.Worker;
  /** One more who receives the stage; ended with the bench. */
  receive(): Promise<SyntheticReceiver>;
};

/** How the load is made, for the conditions of what is measured with it. */
export const stageConditions = {
  stage:
    "each receives a speaker's sound (50 packets/s) and picture in the top layer (900 kbit/s), and the chair's picture in the lowest (100 kbit/s)",
  senders:
    'two, synthetic RTP with VP8 headers: three simulcast layers in L1T3 at 25 frames/s, Opus 32 kbit/s',
  receivers:
    "synthetic, with the capabilities that Chromium's page sent to the hub (RTX, NACK, transport-wide congestion control); SRTP AES-256-GCM; transport-wide feedback 20 times a second and a receiver report each second, encrypted",
} as const;

export async function openStage(
  rtpCapabilities: types.RtpCapabilities,
  cleanup: AsyncDisposableStack,
): Promise<SyntheticStage> {
  const worker = await createWorker({ logLevel: 'warn' });
  cleanup.defer(() => worker.close());
  const router = await worker.createRouter({ mediaCodecs: [...mediaCodecs] });
  const open = async (firstSsrc: number) => {
    const options = { firstSsrc, keyFrameRequestDelay: keyFrameRequestDelayMs };
    const sender = await createSyntheticSender(router, options);
    cleanup.defer(() => sender.close());
    return sender;
  };
  const [speaker, chair] = [await open(10_000), await open(20_000)];
  const wanted: readonly Wanted[] = [
    { producer: speaker.microphone },
    { producer: speaker.camera, spatialLayer: layerBySize.large },
    { producer: chair.camera, spatialLayer: layerBySize.thumbnail },
  ];
  return {
    worker,
    async receive() {
      const receiver = await createSyntheticReceiver(router, rtpCapabilities, wanted);
      cleanup.defer(() => receiver.close());
      await Promise.all(receiver.consumers.map((consumer) => consumer.resume()));
      return receiver;
    },
  };
}

/** Whether each picture flows in the layers asked for: the estimate of the line has grown to what they need. */
export function isSteady({ consumers }: SyntheticReceiver): boolean {
  return consumers.every(
    ({ kind, currentLayers, preferredLayers }) =>
      kind === 'audio' ||
      (currentLayers?.spatialLayer === preferredLayers?.spatialLayer &&
        currentLayers?.temporalLayer === preferredLayers?.temporalLayer),
  );
}

/** Resolves with how many of them were steady before the time was over. */
export async function steadyWithin(
  receivers: readonly SyntheticReceiver[],
  withinMs: number,
): Promise<number> {
  const end = performance.now() + withinMs;
  while (!receivers.every(isSteady) && performance.now() < end) await delay(100);
  return receivers.filter(isSteady).length;
}
