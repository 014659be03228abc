import { Device, type types } from 'mediasoup-client';
import type { ParticipantId } from '../../../core/id.ts';
import type { Opaque, Source, TransportOffer } from '../../../protocol/media.ts';
import { type Result, refused } from '../result.ts';
import type { Ask } from './ask.ts';
import { encodingsFor } from './encodings.ts';
import { mend } from './mending.ts';
import { createReceiver, type Receiver } from './receiver.ts';

/** Both directions of one's media, as one thing that is thrown away and built anew when it breaks. */
export type Link = {
  readonly receiver: Receiver;
  /** Begins to send a track. The producer stops when the link is closed. */
  readonly produce: (source: Source, track: MediaStreamTrack) => Promise<Result<types.Producer>>;
  readonly close: () => void;
};

export type LinkOptions = {
  readonly ask: Ask;
  /** Over TCP alone: the last way through a firewall that blocks UDP. */
  readonly forceTcp: boolean;
  /** Called once if the link cannot be mended. */
  readonly broken: () => void;
  /** A transport stands: what was tried before is forgotten. */
  readonly connected: () => void;
  readonly pictureOpened: (participant: ParticipantId, source: Source) => void;
};

function transportOptions(offer: TransportOffer): types.TransportOptions {
  return {
    id: offer.id,
    iceParameters: offer.iceParameters as types.IceParameters,
    iceCandidates: offer.iceCandidates.map((candidate) => candidate as types.IceCandidate),
    dtlsParameters: offer.dtlsParameters as types.DtlsParameters,
  };
}

/** Tells the hub what this browser can receive. It needs the router's own words first, so the hub is asked twice. */
async function prepare(ask: Ask): Promise<Result<Device>> {
  const router = await ask('media.prepare', { rtpCapabilities: {} });
  if (!router.ok) return router;
  const device = await Device.factory();
  await device.load({ routerRtpCapabilities: router.reply.routerRtpCapabilities as types.RtpCapabilities });
  const told = await ask('media.prepare', { rtpCapabilities: device.recvRtpCapabilities });
  return told.ok ? { ok: true, reply: device } : told;
}

/** The error by which mediasoup-client learns that the hub refused; the code stays readable. */
function refusalError(result: { readonly refusal: { readonly code: string } }): Error {
  return new Error(`refused: ${result.refusal.code}`);
}

async function openTransport(
  device: Device,
  direction: 'send' | 'receive',
  { ask, forceTcp }: LinkOptions,
): Promise<Result<types.Transport>> {
  const offered = await ask('media.transport.create', { direction, forceTcp });
  if (!offered.ok) return offered;
  const options = transportOptions(offered.reply);
  const transport =
    direction === 'send' ? device.createSendTransport(options) : device.createRecvTransport(options);
  transport.on('connect', ({ dtlsParameters }, done, failed) => {
    const body = { transport: transport.id, dtlsParameters: dtlsParameters as Opaque };
    void ask('media.transport.connect', body).then((result) =>
      result.ok ? done() : failed(refusalError(result)),
    );
  });
  return { ok: true, reply: transport };
}

/** Builds both transports. Rejects only if the browser knows no WebRTC at all. */
export async function openLink(options: LinkOptions): Promise<Result<Link>> {
  const { ask } = options;
  const device = await prepare(ask);
  if (!device.ok) return device;
  const [receiving, sending] = await Promise.all([
    openTransport(device.reply, 'receive', options),
    openTransport(device.reply, 'send', options),
  ]);
  if (!receiving.ok) {
    if (sending.ok) sending.reply.close();
    return receiving;
  }
  if (!sending.ok) {
    receiving.reply.close();
    return sending;
  }
  return { ok: true, reply: linkOf(receiving.reply, sending.reply, options) };
}

function linkOf(receive: types.Transport, send: types.Transport, options: LinkOptions): Link {
  const { ask } = options;
  let lastRefusal: Result<never> = refused('unavailable');

  async function restart(transport: types.Transport): Promise<boolean> {
    const answer = await ask('media.transport.restartIce', { transport: transport.id });
    if (!answer.ok || transport.closed) return false;
    try {
      await transport.restartIce({ iceParameters: answer.reply.iceParameters as types.IceParameters });
      return true;
    } catch {
      return false;
    }
  }

  send.on('produce', ({ kind, rtpParameters, appData }, done, failed) => {
    const source = appData.source as Source;
    const body = { transport: send.id, source, kind, rtpParameters: rtpParameters as Opaque };
    void ask('media.produce', body).then((result) => {
      if (result.ok) return done({ id: result.reply.producer });
      lastRefusal = result;
      failed(refusalError(result));
    });
  });

  const receiver = createReceiver(receive, ask, options.pictureOpened);
  const transports = [receive, send];
  const mendings = transports.map((transport) =>
    mend(transport, {
      restart: () => restart(transport),
      broken: options.broken,
      connected: options.connected,
    }),
  );

  return {
    receiver,
    async produce(source, track) {
      const lines = track.getSettings().height ?? 0;
      try {
        const producer = await send.produce({
          track,
          encodings: encodingsFor(source, lines).map((encoding) => ({ ...encoding })),
          // Chromium begins at 300 kbit/s and took 13 to 16 s to reach the top layer; from 1000 it was there at once.
          // What a narrower line carries is left to its own estimate.
          codecOptions: { opusFec: true, opusDtx: true, opusStereo: false, videoGoogleStartBitrate: 1000 },
          streamId: source === 'screen' ? 'screen' : 'face',
          // Tracks belong to local-devices.ts; a closed microphone is silenced at the device as well, a camera
          // that nobody watches still shows its owner the picture.
          stopTracks: false,
          disableTrackOnPause: source === 'microphone',
          zeroRtpOnPause: true,
          appData: { source },
        });
        return { ok: true, reply: producer };
      } catch {
        const refusal = lastRefusal;
        lastRefusal = refused('unavailable');
        return refusal;
      }
    },
    close() {
      for (const mending of mendings) mending.stop();
      receiver.close();
      for (const transport of transports) {
        transport.close();
        // Without a line the hub has closed it already.
        void ask('media.transport.close', { transport: transport.id });
      }
    },
  };
}
