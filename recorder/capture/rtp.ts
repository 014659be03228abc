/** The fixed part of an RTP packet (RFC 3550, 5.1) and where its payload begins. */
export type RtpHeader = {
  readonly payloadType: number;
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
  readonly payloadAt: number;
};

/** Null when the bytes are no RTP packet of version 2. */
export function parseRtp(packet: Uint8Array): RtpHeader | null {
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  if (packet.byteLength < 12) return null;
  const first = view.getUint8(0);
  if (first >> 6 !== 2) return null;
  let payloadAt = 12 + (first & 0x0f) * 4;
  const hasExtension = (first & 0x10) !== 0;
  if (hasExtension) {
    if (packet.byteLength < payloadAt + 4) return null;
    payloadAt += 4 + view.getUint16(payloadAt + 2) * 4;
  }
  if (packet.byteLength < payloadAt) return null;
  return {
    payloadType: view.getUint8(1) & 0x7f,
    sequence: view.getUint16(2),
    timestamp: view.getUint32(4),
    ssrc: view.getUint32(8),
    payloadAt,
  };
}

/** Writes another timestamp into a packet that `parseRtp` took. */
export function stampRtp(packet: Uint8Array, timestamp: number): void {
  new DataView(packet.buffer, packet.byteOffset, packet.byteLength).setUint32(4, timestamp);
}

/** Bytes of a VP8 payload descriptor (RFC 7741, 4.2), or null if the payload is cut short. */
function vp8DescriptorLength(payload: Uint8Array): number | null {
  const first = payload[0];
  if (first === undefined) return null;
  if ((first & 0x80) === 0) return 1;
  const extension = payload[1];
  if (extension === undefined) return null;
  let length = 2;
  if (extension & 0x80) length += (payload[length] ?? 0) & 0x80 ? 2 : 1;
  if (extension & 0x40) length += 1;
  if (extension & 0x30) length += 1;
  return length;
}

/** Whether the packet opens a VP8 key frame: the first partition's start, with the inverse key frame bit clear. */
export function opensVp8KeyFrame(packet: Uint8Array, header: RtpHeader): boolean {
  const payload = packet.subarray(header.payloadAt);
  const length = vp8DescriptorLength(payload);
  if (length === null) return false;
  const first = payload[0] ?? 0;
  const startsFirstPartition = (first & 0x10) !== 0 && (first & 0x07) === 0;
  const frame = payload[length];
  return startsFirstPartition && frame !== undefined && (frame & 0x01) === 0;
}

/**
 * Makes one ever-growing count of a field that wraps (32-bit timestamps: 13 h of video; 16-bit sequence numbers).
 * A value behind the last one counts backwards, so that reordered packets keep their place.
 */
export function createUnwrapper(bits: 16 | 32): (value: number) => number {
  const range = 2 ** bits;
  let last: number | null = null;
  return (value) => {
    if (last === null) {
      last = value;
      return value;
    }
    const step = (((value - last) % range) + range) % range;
    const unwrapped = last + (step < range / 2 ? step : step - range);
    last = Math.max(last, unwrapped);
    return unwrapped;
  };
}
