import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { types } from 'mediasoup';
import { type Arrival, encodeReceiverReport, encodeTransportFeedback } from './feedback.ts';
import { createRtcpProtection, cryptoSuite } from './srtcp.ts';

/** Receives what a browser would, encrypted as for a browser, and answers with the feedback that a browser sends. */
export type SyntheticReceiver = {
  readonly transport: types.PlainTransport;
  readonly consumers: readonly types.Consumer[];
  /**
   * RTP packets of the consumers, and their bytes with headers, that arrived so far; and how many were sent from the
   * first of each stream on, by their sequence numbers.
   */
  received(): { readonly packets: number; readonly bytes: number; readonly expected: number };
  close(): void;
};

/** What to receive, and at which simulcast layer. */
export type Wanted = { readonly producer: types.Producer; readonly spatialLayer?: number };

/** How often libwebrtc sends transport-wide feedback from about 220 kbit/s on, in milliseconds. */
const feedbackEveryMs = 50;
const reportEveryMs = 1_000;
const transportWideUri = 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01';
const oneByteProfile = 0xbede;
const receiveBufferBytes = 1_048_576;
const ownSsrc = 1;

/** The transport-wide sequence number in a packet's header, which SRTP leaves readable; null without one. */
function transportSequence(packet: Buffer, id: number): number | null {
  const first = packet.readUInt8(0);
  if ((first & 0x10) === 0) return null;
  const start = 12 + (first & 0x0f) * 4;
  if (packet.readUInt16BE(start) !== oneByteProfile) return null;
  const end = start + 4 + packet.readUInt16BE(start + 2) * 4;
  let at = start + 4;
  while (at < end) {
    const head = packet.readUInt8(at);
    if (head === 0) {
      at += 1;
      continue;
    }
    if (head >> 4 === id) return packet.readUInt16BE(at + 1);
    at += (head & 0x0f) + 2;
  }
  return null;
}

export async function createSyntheticReceiver(
  router: types.Router,
  rtpCapabilities: types.RtpCapabilities,
  wanted: readonly Wanted[],
): Promise<SyntheticReceiver> {
  const protection = createRtcpProtection();
  const socket = createSocket({ type: 'udp4', recvBufferSize: receiveBufferBytes });
  socket.on('error', () => {});
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const transport = await router.createPlainTransport({
    listenInfo: { protocol: 'udp', ip: '127.0.0.1' },
    rtcpMux: true,
    comedia: false,
    enableSrtp: true,
    srtpCryptoSuite: cryptoSuite,
  });
  await transport.connect({
    ip: '127.0.0.1',
    port: socket.address().port,
    srtpParameters: { cryptoSuite, keyBase64: protection.keyBase64 },
  });
  const consumers: types.Consumer[] = [];
  for (const { producer, spatialLayer } of wanted)
    consumers.push(
      await transport.consume({
        producerId: producer.id,
        rtpCapabilities,
        paused: true,
        ...(spatialLayer === undefined ? {} : { preferredLayers: { spatialLayer } }),
      }),
    );
  const [sequenceId = 0] = consumers.flatMap(({ rtpParameters: { headerExtensions = [] } }) =>
    headerExtensions.filter(({ uri }) => uri === transportWideUri).map(({ id }) => id),
  );
  if (sequenceId === 0) throw new Error('the capabilities have no transport-wide sequence numbers');
  const ssrcs = consumers.flatMap(({ rtpParameters: { encodings = [] } }) =>
    encodings.map(({ ssrc = 0 }) => ssrc),
  );

  let packets = 0;
  let expected = 0;
  let bytes = 0;
  let arrivals: Arrival[] = [];
  const known = new Set(ssrcs);
  const highestBySsrc = new Map<number, number>();
  socket.on('message', (packet) => {
    const type = packet.readUInt8(1);
    if (type >= 192 && type <= 223) return;
    const sequence = transportSequence(packet, sequenceId);
    if (sequence !== null) arrivals.push({ sequence, atMs: performance.now() });
    const ssrc = packet.readUInt32BE(8);
    // Anything else is there to probe how much the line bears.
    if (!known.has(ssrc)) return;
    packets += 1;
    bytes += packet.length;
    const own = packet.readUInt16BE(2);
    const highest = highestBySsrc.get(ssrc) ?? own - 1;
    const step = ((own - highest) << 16) >> 16;
    if (step <= 0) return;
    expected += step;
    highestBySsrc.set(ssrc, highest + step);
  });

  const { tuple } = transport;
  const send = (packet: Uint8Array) =>
    socket.send(protection.protect(packet), tuple.localPort, '127.0.0.1', () => {});
  let count = 0;
  let ticks = 0;
  const answer = setInterval(() => {
    ticks += 1;
    if (ticks % (reportEveryMs / feedbackEveryMs) === 0) send(encodeReceiverReport(ownSsrc, highestBySsrc));
    const due = arrivals;
    arrivals = [];
    if (due.length === 0) return;
    send(encodeTransportFeedback({ sender: ownSsrc, media: ssrcs.at(-1) ?? 0 }, due, count));
    count += 1;
  }, feedbackEveryMs);

  return {
    transport,
    consumers,
    received: () => ({ packets, bytes, expected }),
    close() {
      clearInterval(answer);
      transport.close();
      socket.close();
    },
  };
}
