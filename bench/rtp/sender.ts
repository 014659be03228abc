import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { types } from 'mediasoup';
import { encodeSenderReport } from '../../recorder/capture/rtcp.ts';
import { createPicture, createSound, type Stream } from './stream.ts';

/** A participant that sends as a browser does: a camera in three simulcast layers, and a microphone. */
export type SyntheticSender = {
  readonly camera: types.Producer;
  readonly microphone: types.Producer;
  close(): void;
};

/** The design's camera: 180, 360 and 720 lines. */
const layerBitrates = [100_000, 300_000, 900_000] as const;
const fps = 25;
const soundBitrate = 32_000;
const payloadType = { sound: 111, picture: 96, retransmission: 97 } as const;
const tickMs = 20;
const reportEveryMs = 1_000;
const typePayloadFeedback = 206;

function cameraParameters(ssrcs: readonly number[]): types.RtpParameters {
  return {
    codecs: [
      {
        mimeType: 'video/VP8',
        payloadType: payloadType.picture,
        clockRate: 90_000,
        rtcpFeedback: [
          { type: 'nack' },
          { type: 'nack', parameter: 'pli' },
          { type: 'ccm', parameter: 'fir' },
        ],
      },
      {
        mimeType: 'video/rtx',
        payloadType: payloadType.retransmission,
        clockRate: 90_000,
        parameters: { apt: payloadType.picture },
      },
    ],
    encodings: ssrcs.map((ssrc) => ({ ssrc, rtx: { ssrc: ssrc + 1_000 }, scalabilityMode: 'L1T3' })),
    rtcp: { cname: `synthetic-${ssrcs[0]}` },
  };
}

function microphoneParameters(ssrc: number): types.RtpParameters {
  return {
    codecs: [
      {
        mimeType: 'audio/opus',
        payloadType: payloadType.sound,
        clockRate: 48_000,
        channels: 2,
        parameters: { useinbandfec: 1, usedtx: 1 },
      },
    ],
    encodings: [{ ssrc, dtx: true }],
    rtcp: { cname: `synthetic-${ssrc}` },
  };
}

/**
 * Sends into a router over plain RTP. Key frames come when a receiver asks for one, as a browser does it.
 * `firstSsrc`: of a thousand that are its own.
 */
export async function createSyntheticSender(
  router: types.Router,
  { firstSsrc, keyFrameRequestDelay }: { readonly firstSsrc: number; readonly keyFrameRequestDelay: number },
): Promise<SyntheticSender> {
  const transport = await router.createPlainTransport({
    listenInfo: { protocol: 'udp', ip: '127.0.0.1' },
    rtcpMux: true,
    comedia: true,
  });
  const ssrcs = layerBitrates.map((_, index) => firstSsrc + 1 + index);
  const [microphone, camera] = await Promise.all([
    transport.produce({ kind: 'audio', rtpParameters: microphoneParameters(firstSsrc) }),
    transport.produce({ kind: 'video', rtpParameters: cameraParameters(ssrcs), keyFrameRequestDelay }),
  ]);
  const sound = createSound(payloadType.sound, firstSsrc, soundBitrate);
  const layers = ssrcs.map((ssrc, index) =>
    createPicture(payloadType.picture, ssrc, { bitrate: layerBitrates[index] ?? 0, fps }),
  );
  const streams: readonly Stream[] = [sound, ...layers];

  const socket = createSocket('udp4');
  socket.on('error', () => {});
  socket.connect(transport.tuple.localPort, '127.0.0.1');
  await once(socket, 'connect');
  socket.on('message', (packet) => {
    // A compound packet: its parts one after another, each with its length.
    for (let at = 0; at + 12 <= packet.length; at += (packet.readUInt16BE(at + 2) + 1) * 4) {
      if (packet.readUInt8(at + 1) !== typePayloadFeedback) continue;
      // A full intra request names its stream further on than a picture loss indication.
      const named = [
        packet.readUInt32BE(at + 8),
        at + 16 <= packet.length ? packet.readUInt32BE(at + 12) : 0,
      ];
      for (const layer of layers) if (named.includes(layer.ssrc)) layer.requestKeyFrame();
    }
  });

  const begun = performance.now();
  let ticks = 0;
  let nextReport = 0;
  const send = (packet: Uint8Array) => socket.send(packet, () => {});
  const tick = () => {
    const ms = ticks * tickMs;
    for (const packet of sound.frameAt(ms)) send(packet);
    if (ticks % 2 === 0) for (const layer of layers) for (const packet of layer.frameAt(ms)) send(packet);
    ticks += 1;
    if (ms < nextReport) return;
    nextReport = ms + reportEveryMs;
    const ntpMs = performance.timeOrigin + begun + ms;
    for (const { ssrc, clockRate } of streams)
      send(encodeSenderReport({ ssrc, ntpMs, timestamp: ((ms * clockRate) / 1_000) >>> 0 }));
  };
  // A timer that was late catches up, so that the rate holds.
  const timer = setInterval(() => {
    while (ticks * tickMs <= performance.now() - begun) tick();
  }, tickMs / 2);

  return {
    camera,
    microphone,
    close() {
      clearInterval(timer);
      socket.close();
      transport.close();
    },
  };
}
