import type { types } from 'mediasoup';
import type { Capture } from '../ports.ts';
import type { Use } from './demand.ts';
import type { SenderMedia } from './sender.ts';

/**
 * The router's capabilities without retransmission, feedback and header extensions: ffmpeg answers none of them, and
 * a consumer that expects no feedback sends the best layer without asking a bandwidth estimate (recording.md).
 */
function plainCapabilities({ codecs = [] }: types.RtpCapabilities): types.RtpCapabilities {
  return {
    codecs: codecs
      .filter(({ mimeType }) => !mimeType.toLowerCase().endsWith('/rtx'))
      .map((codec) => ({ ...codec, rtcpFeedback: [] })),
    headerExtensions: [],
  };
}

async function packetsSentBy(consumer: types.Consumer): Promise<number> {
  const stats = await consumer.getStats();
  const sent = stats.find((stat) => stat.type === 'outbound-rtp');
  return sent?.packetCount ?? 0;
}

/** A capture that the media side itself may end: who holds it is told, as when its sender goes. */
export type OpenCapture = Capture & { end(): void };

/**
 * Copies a producer over plain RTP, leaving from `ip`, RTP and RTCP on ports of their own. Counts as one who receives
 * the producer. `onClosed` is told of its end, by whoever's doing. Rejects if the producer or its worker goes meanwhile.
 */
export async function openCapture(
  sender: SenderMedia,
  { ip, onClosed }: { readonly ip: string; onClosed(): void },
): Promise<OpenCapture> {
  const { router } = sender.home;
  const listenInfo = { protocol: 'udp', ip } as const;
  const transport = await router.createPlainTransport({ listenInfo, rtcpMux: false, comedia: false });
  const use = sender.demand.capture();
  transport.observer.once('close', use.stop);
  transport.observer.once('close', onClosed);
  try {
    const consumer = await transport.consume({
      producerId: sender.producer,
      rtpCapabilities: plainCapabilities(router.rtpCapabilities),
      paused: true,
      enableRtx: false,
    });
    return captureOf(transport, consumer, { use, lost: sender.home.lost });
  } catch (error) {
    transport.close();
    throw error;
  }
}

function captureOf(
  transport: types.PlainTransport,
  consumer: types.Consumer,
  { use, lost }: { readonly use: Use; lost(): boolean },
): OpenCapture {
  const { tuple, rtcpTuple } = transport;
  if (rtcpTuple === undefined) throw new Error('no port for RTCP');
  const endListeners: ((lost: boolean) => void)[] = [];
  let ended = false;
  let sent = 0;

  function end(): void {
    if (ended) return;
    ended = true;
    transport.close();
    for (const listener of endListeners) listener(lost());
  }
  consumer.once('producerclose', end);
  consumer.once('transportclose', end);

  return {
    rtpParameters: consumer.rtpParameters,
    local: { ip: tuple.localAddress, rtpPort: tuple.localPort, rtcpPort: rtcpTuple.localPort },
    connect: ({ ip, rtpPort, rtcpPort }) => transport.connect({ ip, port: rtpPort, rtcpPort }),
    // Resuming asks for a key frame (mediasoup's consumer does when it becomes active).
    async resume() {
      await use.start();
      await consumer.resume();
    },
    requestKeyFrame: () => consumer.requestKeyFrame(),
    async packetsSent() {
      try {
        if (!consumer.closed) sent = await packetsSentBy(consumer);
      } catch {
        // It ended while it was being asked: the last count stands, and whoever watches hears of the end.
      }
      return sent;
    },
    close() {
      ended = true;
      transport.close();
    },
    end,
    onEnd(listener) {
      endListeners.push(listener);
    },
  };
}
