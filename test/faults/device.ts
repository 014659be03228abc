import { clipPayloadType } from './played-clip.ts';

type Sent = 'camera' | 'microphone';

/** A camera and a microphone with stream ids, numbers and clocks of their own, as each that is plugged in has. */
export type Device = {
  readonly ssrc: Readonly<Record<Sent, number>>;
  /** A packet of the clip as this device sends it. */
  stamp(packet: Uint8Array, source: Sent): Buffer;
  /** When it sent last, by the clock that it was given; 0: not yet. */
  sentUntil(): number;
};

const header = 12;
let devices = 0;

/**
 * @param voice what its microphone says, packet for packet; null: what the clip says
 * @param now the clock by which its packets are sent
 */
export function createDevice(voice: readonly Uint8Array[] | null, now: () => number = Date.now): Device {
  devices += 1;
  const first = 4_000 + devices * 10;
  const ssrc = { camera: first + 1, microphone: first + 2 };
  // Apart by far more than a pause explains: whoever took one for the other would be hours wrong.
  const numberFrom = (devices * 7_919) & 0xffff;
  const clockFrom = (devices * 1_000_000_007) >>> 0;
  let sentAt = 0;
  return {
    ssrc,
    sentUntil: () => sentAt,
    stamp(packet, source) {
      sentAt = now();
      const number = Buffer.from(packet).readUInt16BE(2);
      const said = source === 'microphone' ? voice?.[number % voice.length] : undefined;
      const sent = Buffer.concat([packet.subarray(0, header), said ?? packet.subarray(header)]);
      sent.writeUInt16BE((number + numberFrom) & 0xffff, 2);
      sent.writeUInt32BE((sent.readUInt32BE(4) + clockFrom) >>> 0, 4);
      sent.writeUInt32BE(ssrc[source], 8);
      return sent;
    },
  };
}

/** How a hub must be told of what a device sends. */
export function codecOf(source: Sent) {
  return source === 'camera'
    ? { mimeType: 'video/VP8', payloadType: clipPayloadType.camera, clockRate: 90_000 }
    : { mimeType: 'audio/opus', payloadType: clipPayloadType.microphone, clockRate: 48_000, channels: 2 };
}
