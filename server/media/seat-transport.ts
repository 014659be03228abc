import type { types } from 'mediasoup';
import type { MediaRequest, TransportOffer } from '../../protocol/media.ts';
import { initialOutgoingBitrate, maxIncomingBitrate } from './codec.ts';
import type { MeetingRouter } from './meeting-router.ts';

export type Direction = MediaRequest<'media.transport.create'>['direction'];

export type SeatTransport = {
  readonly direction: Direction;
  readonly transport: types.WebRtcTransport;
  readonly router: MeetingRouter;
  /** Whether the client's DTLS parameters were given: they are taken once. */
  connected: boolean;
};

/** Host candidates only, of the worker's one UDP and one TCP port; over TCP alone where a network blocks UDP. */
export async function openTransport(
  router: MeetingRouter,
  { direction, forceTcp }: MediaRequest<'media.transport.create'>,
): Promise<SeatTransport> {
  const transport = await router.router.createWebRtcTransport({
    webRtcServer: router.server,
    enableUdp: !forceTcp,
    enableTcp: true,
    preferUdp: !forceTcp,
    initialAvailableOutgoingBitrate: initialOutgoingBitrate,
  });
  // A browser that closed its end says so over DTLS: nothing more will come, so nothing is kept for it.
  transport.on('dtlsstatechange', (state) => {
    if (state === 'closed' || state === 'failed') transport.close();
  });
  if (direction === 'send') await transport.setMaxIncomingBitrate(maxIncomingBitrate);
  return { direction, transport, router, connected: false };
}

export function transportOffer({ transport }: SeatTransport): TransportOffer {
  return {
    id: transport.id,
    iceParameters: transport.iceParameters,
    iceCandidates: transport.iceCandidates,
    dtlsParameters: transport.dtlsParameters,
  };
}
