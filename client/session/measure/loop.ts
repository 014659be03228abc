import { Device, type types } from 'mediasoup-client';
import type {
  LoopReply,
  LoopRequest,
  LoopRequestType,
  Opaque,
  TransportOffer,
} from '../../../protocol/media.ts';
import type { Result } from '../result.ts';
import { type LoopMeasure, nothingPassed } from './line-measure.ts';
import { type LoopSample, loopMeasureOf, pictureBitrate, type Stats } from './loop-stats.ts';
import { pause } from './pause.ts';
import { openTestPicture } from './test-picture.ts';

/** Asks the hub about a loop over the seat's line. */
export type AskLoop = <T extends LoopRequestType>(
  type: T,
  body: LoopRequest<T>,
) => Promise<Result<LoopReply[T]>>;

/** How long a way is given to open, in milliseconds: a firewall that drops packets says nothing. */
const openMs = 6_000;

export type LoopOptions = {
  readonly ask: AskLoop;
  readonly protocol: 'udp' | 'tcp';
  /** How long the browser feels its way before it is measured, and how long it is measured, in milliseconds. */
  readonly settleMs: number;
  readonly measureMs: number;
  readonly signal: AbortSignal;
};

function optionsOf(offer: TransportOffer): types.TransportOptions {
  return {
    id: offer.id,
    iceParameters: offer.iceParameters as types.IceParameters,
    iceCandidates: offer.iceCandidates.map((candidate) => candidate as types.IceCandidate),
    dtlsParameters: offer.dtlsParameters as types.DtlsParameters,
  };
}

function statsOf(report: RTCStatsReport): Stats {
  const lines: [string, Record<string, unknown>][] = [];
  report.forEach((line: Record<string, unknown>, id: string) => void lines.push([id, line]));
  return new Map(lines);
}

async function sample(send: types.Transport, receive: types.Transport): Promise<LoopSample> {
  const [sent, received] = await Promise.all([send.getStats(), receive.getStats()]);
  return { at: performance.now(), send: statsOf(sent), receive: statsOf(received) };
}

function refusalError(result: { readonly refusal: { readonly code: string } }): Error {
  return new Error(`refused: ${result.refusal.code}`);
}

/** Resolves with whether both transports stand before the time is up. */
function stand(transports: readonly types.Transport[], signal: AbortSignal): Promise<boolean> {
  const all = () => transports.every(({ connectionState }) => connectionState === 'connected');
  const opened = new Promise<boolean>((resolve) => {
    const look = () => {
      if (all()) resolve(true);
      if (transports.some(({ connectionState }) => connectionState === 'failed')) resolve(false);
    };
    for (const transport of transports) transport.on('connectionstatechange', look);
    look();
  });
  return Promise.race([opened, pause(openMs, signal).then(all)]);
}

type Returned = LoopReply['loop.produce']['consumer'] | null;

/** Builds the receiving end of what was sent. */
function takeBack(receive: types.Transport, returned: Returned): Promise<types.Consumer> {
  if (returned === null) throw new Error('the hub sends nothing back');
  const { id, producerId, kind, rtpParameters } = returned;
  return receive.consume({
    id,
    producerId,
    kind,
    rtpParameters: rtpParameters as types.RtpParameters,
  });
}

async function measureOn(
  options: LoopOptions,
  { reply, track }: { readonly reply: LoopReply['loop.open']; readonly track: MediaStreamTrack },
): Promise<LoopMeasure> {
  const { ask, signal } = options;
  const device = await Device.factory();
  await device.load({ routerRtpCapabilities: reply.routerRtpCapabilities as types.RtpCapabilities });
  const send = device.createSendTransport(optionsOf(reply.send));
  const receive = device.createRecvTransport(optionsOf(reply.receive));
  try {
    for (const transport of [send, receive])
      transport.on('connect', ({ dtlsParameters }, done, failed) => {
        const body = { transport: transport.id, dtlsParameters: dtlsParameters as Opaque };
        void ask('loop.connect', body).then((result) => (result.ok ? done() : failed(refusalError(result))));
      });
    const sent: { returned: Returned } = { returned: null };
    send.on('produce', ({ rtpParameters }, done, failed) => {
      const body = {
        rtpParameters: rtpParameters as Opaque,
        rtpCapabilities: device.recvRtpCapabilities as Opaque,
      };
      void ask('loop.produce', body).then((result) => {
        if (!result.ok) return failed(refusalError(result));
        sent.returned = result.reply.consumer;
        done({ id: result.reply.producer });
      });
    });
    await send.produce({
      track,
      encodings: [{ maxBitrate: pictureBitrate }],
      // From below Chromium climbs so slowly that a good line would look narrow; from above it falls within a second.
      codecOptions: { videoGoogleStartBitrate: pictureBitrate / 1000 },
      stopTracks: false,
    });
    const consumer = await takeBack(receive, sent.returned);
    const started = await ask('loop.start', {});
    if (!started.ok || !(await stand([send, receive], signal))) return nothingPassed;
    await pause(options.settleMs, signal);
    const before = await sample(send, receive);
    await pause(options.measureMs, signal);
    const measured = loopMeasureOf(before, await sample(send, receive));
    consumer.close();
    return measured;
  } finally {
    send.close();
    receive.close();
  }
}

/**
 * Sends a picture to the hub and takes it back, over one protocol alone. Refused as the hub refuses to open a loop; a
 * way that does not open is a measure of which nothing passed. Rejects when `signal` ends it.
 */
export async function measureLoop(options: LoopOptions): Promise<Result<LoopMeasure>> {
  const { ask, protocol, signal } = options;
  const opened = await ask('loop.open', { protocol });
  if (!opened.ok) return opened;
  const picture = openTestPicture();
  try {
    signal.throwIfAborted();
    if (picture === null) return { ok: true, reply: nothingPassed };
    return { ok: true, reply: await measureOn(options, { reply: opened.reply, track: picture.track }) };
  } catch (error) {
    signal.throwIfAborted();
    console.warn('the loop was not measured', error);
    return { ok: true, reply: nothingPassed };
  } finally {
    picture?.stop();
    await ask('loop.close', {});
  }
}
