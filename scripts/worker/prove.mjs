// Proves a media worker by using it: a packet goes encrypted from one router to another and comes out
// as it went in, so the binary starts, understands this mediasoup's messages, and its SRTP works.
//
//   node scripts/worker/prove.mjs <path of the worker>      (Node 24 and installed packages needed)
//
// Exits with 0 when all is well, with 1 and the reason otherwise.

const PATIENCE_MS = 10_000;
const SSRC = 4_242;
const PAYLOAD = Buffer.from('a packet that must arrive unharmed');

const worker = process.argv[2];
if (worker === undefined) {
  console.error('usage: node scripts/worker/prove.mjs <path of the worker>');
  process.exit(1);
}
// Read by mediasoup when it is loaded.
process.env.MEDIASOUP_WORKER_BIN = worker;

const alarm = setTimeout(() => {
  console.error(`the worker did not pass a packet on within ${PATIENCE_MS / 1000} s`);
  process.exit(1);
}, PATIENCE_MS);

const opus = /** @type {const} */ ({ kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2 });

/**
 * A minimal RTP packet (RFC 3550): version 2, payload type 100, no extensions.
 * @param {number} sequence
 */
function rtpPacket(sequence) {
  const header = Buffer.alloc(12);
  header[0] = 0x80;
  header[1] = 100;
  header.writeUInt16BE(sequence, 2);
  header.writeUInt32BE(sequence * 960, 4);
  header.writeUInt32BE(SSRC, 8);
  return Buffer.concat([header, PAYLOAD]);
}

async function passOnePacket() {
  const { createWorker } = await import('mediasoup');
  const mediaWorker = await createWorker({ logLevel: 'error' });
  const router = await mediaWorker.createRouter({ mediaCodecs: [opus] });
  const farRouter = await mediaWorker.createRouter({ mediaCodecs: [opus] });
  const producer = await (await router.createDirectTransport()).produce({
    kind: 'audio',
    rtpParameters: {
      codecs: [{ mimeType: opus.mimeType, payloadType: 100, clockRate: opus.clockRate, channels: 2 }],
      encodings: [{ ssrc: SSRC }],
    },
  });
  const { pipeProducer } = await router.pipeToRouter({
    producerId: producer.id,
    router: farRouter,
    enableSrtp: true,
    keepId: false, // both routers live in one worker, where an id may exist only once
  });
  const consumer = await (await farRouter.createDirectTransport()).consume({
    producerId: pipeProducer?.id ?? '',
    rtpCapabilities: farRouter.rtpCapabilities,
  });
  let sequence = 0;
  const sending = setInterval(() => producer.send(rtpPacket(++sequence)), 20);
  const packet = await new Promise((resolve) => consumer.once('rtp', resolve));
  clearInterval(sending);
  mediaWorker.close();
  if (!packet.subarray(-PAYLOAD.length).equals(PAYLOAD)) {
    throw new Error('the packet came out changed');
  }
}

try {
  await passOnePacket();
  clearTimeout(alarm);
} catch (error) {
  console.error(error);
  process.exit(1);
}
