/** A stream of RTP packets made up for load: what counts is their number and size, not what they show. */
export type Stream = {
  readonly ssrc: number;
  readonly clockRate: number;
  /** Packets of the frame that is due at this moment, in milliseconds from the beginning. */
  frameAt(ms: number): readonly Buffer[];
  /** The next frame stands for itself: asked for by a receiver. */
  requestKeyFrame(): void;
};

const headerBytes = 12;
/** As Chromium splits its frames. */
const largestPayload = 1_150;

type Head = {
  readonly payloadType: number;
  readonly ssrc: number;
  readonly timestamp: number;
  readonly marker: boolean;
};

function writeHead(packet: Buffer, { payloadType, ssrc, timestamp, marker }: Head, sequence: number): void {
  packet.writeUInt8(0x80, 0);
  packet.writeUInt8((marker ? 0x80 : 0) | payloadType, 1);
  packet.writeUInt16BE(sequence & 0xffff, 2);
  packet.writeUInt32BE(timestamp >>> 0, 4);
  packet.writeUInt32BE(ssrc, 8);
}

/** Opus at one packet each 20 ms. `bitrate` in bit/s. */
export function createSound(payloadType: number, ssrc: number, bitrate: number): Stream {
  let sequence = 0;
  const payloadBytes = Math.round(bitrate / 8 / 50);
  return {
    ssrc,
    clockRate: 48_000,
    frameAt(ms) {
      const packet = Buffer.alloc(headerBytes + payloadBytes, 0x5a);
      writeHead(packet, { payloadType, ssrc, timestamp: ms * 48, marker: sequence === 0 }, sequence);
      sequence += 1;
      return [packet];
    },
    requestKeyFrame: () => undefined,
  };
}

/** Frame after frame, the temporal layers of L1T3. */
const temporalLayers = [0, 2, 1, 2] as const;
/** How much larger a key frame is. */
const keyFrameFactor = 5;
/** X, then I, L and T: a picture id of 15 bits, TL0PICIDX and the temporal layer (RFC 7741, 4.2). */
const descriptorBytes = 6;

/** One VP8 layer. `bitrate` in bit/s. */
export function createPicture(
  payloadType: number,
  ssrc: number,
  rate: { bitrate: number; fps: number },
): Stream {
  const usualBytes = Math.round(rate.bitrate / 8 / rate.fps);
  let sequence = 0;
  let frame = 0;
  let baseFrames = 0;
  let keyWanted = true;

  function describe(packet: Buffer, starts: boolean, layer: number): void {
    packet.writeUInt8(0x80 | (starts ? 0x10 : 0), headerBytes);
    packet.writeUInt8(0xe0, headerBytes + 1);
    packet.writeUInt16BE(0x8000 | (frame & 0x7fff), headerBytes + 2);
    packet.writeUInt8(baseFrames & 0xff, headerBytes + 4);
    // Where a receiver may step up: at the frames of a higher layer that need nothing but the lowest.
    const steps = frame % 4 === 1 || frame % 4 === 2;
    packet.writeUInt8((layer << 6) | (steps ? 0x20 : 0), headerBytes + 5);
  }

  return {
    ssrc,
    clockRate: 90_000,
    frameAt(ms) {
      const isKey = keyWanted;
      keyWanted = false;
      if (isKey) frame += (4 - (frame % 4)) % 4;
      const layer = temporalLayers[frame % 4] ?? 0;
      if (layer === 0) baseFrames += 1;
      const bytes = usualBytes * (isKey ? keyFrameFactor : 1);
      const count = Math.ceil(bytes / largestPayload);
      const packets = Array.from({ length: count }, (_, index) => {
        const packet = Buffer.alloc(headerBytes + descriptorBytes + Math.ceil(bytes / count), 0x5a);
        const marker = index === count - 1;
        writeHead(packet, { payloadType, ssrc, timestamp: ms * 90, marker }, sequence);
        describe(packet, index === 0, layer);
        // The first bit of the frame itself: 0 for a key frame.
        packet.writeUInt8(isKey ? 0x10 : 0x11, headerBytes + descriptorBytes);
        sequence += 1;
        return packet;
      });
      frame += 1;
      return packets;
    },
    requestKeyFrame() {
      keyWanted = true;
    },
  };
}
