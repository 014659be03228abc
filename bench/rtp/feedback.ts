/** One packet that arrived: its transport-wide sequence number (16 bits) and when, in milliseconds. */
export type Arrival = { readonly sequence: number; readonly atMs: number };

const typeTransportFeedback = 205;
const formatTransportWide = 15;
const typeReceiverReport = 201;
/** Deltas of arrival times count in 0.25 ms, reference times in 64 ms. */
const deltaMs = 0.25;
const referenceMs = 64;
/** Status symbols: not received; received with an 8-bit delta; with a 16-bit delta. */
const symbol = { lost: 0, small: 1, large: 2 } as const;
const symbolsOfChunk = 7;

type Status = { readonly kind: number; readonly delta: number };

/** The status of each packet from the first to the last that arrived, in order; `arrivals` in order of sequence. */
function statusesOf(arrivals: readonly Arrival[], base: number, startMs: number): readonly Status[] {
  const statuses: Status[] = [];
  let ticksBefore = 0;
  for (const { sequence, atMs } of arrivals) {
    const index = (sequence - base) & 0xffff;
    while (statuses.length < index) statuses.push({ kind: symbol.lost, delta: 0 });
    const ticks = Math.round((atMs - startMs) / deltaMs);
    const delta = ticks - ticksBefore;
    ticksBefore = ticks;
    statuses.push({ kind: delta >= 0 && delta <= 255 ? symbol.small : symbol.large, delta });
  }
  return statuses;
}

/**
 * Transport-wide congestion control feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01), as libwebrtc sends
 * it about twenty times a second. `arrivals`: at least one, in order of sequence; `count`: of the feedback packets.
 */
export function encodeTransportFeedback(
  { sender, media }: { readonly sender: number; readonly media: number },
  arrivals: readonly Arrival[],
  count: number,
): Uint8Array {
  const [first] = arrivals;
  if (!first) throw new RangeError('nothing arrived');
  const reference = Math.floor(first.atMs / referenceMs);
  const statuses = statusesOf(arrivals, first.sequence, reference * referenceMs);
  const chunks = Math.ceil(statuses.length / symbolsOfChunk);
  const deltaBytes = statuses.reduce((sum, { kind }) => sum + kind, 0);
  const length = Math.ceil((20 + chunks * 2 + deltaBytes) / 4) * 4;
  const packet = Buffer.alloc(length);
  packet.writeUInt8(0x80 | formatTransportWide, 0);
  packet.writeUInt8(typeTransportFeedback, 1);
  packet.writeUInt16BE(length / 4 - 1, 2);
  packet.writeUInt32BE(sender, 4);
  packet.writeUInt32BE(media, 8);
  packet.writeUInt16BE(first.sequence, 12);
  packet.writeUInt16BE(statuses.length, 14);
  packet.writeUIntBE(reference & 0xff_ffff, 16, 3);
  packet.writeUInt8(count & 0xff, 19);
  let at = 20;
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    let bits = 0xc000;
    for (let place = 0; place < symbolsOfChunk; place += 1)
      bits |= (statuses[chunk * symbolsOfChunk + place]?.kind ?? 0) << (2 * (symbolsOfChunk - 1 - place));
    at = packet.writeUInt16BE(bits, at);
  }
  for (const { kind, delta } of statuses) {
    if (kind === symbol.small) at = packet.writeUInt8(delta, at);
    if (kind === symbol.large) at = packet.writeInt16BE(Math.max(-32_768, Math.min(32_767, delta)), at);
  }
  return packet;
}

/** A receiver report (RFC 3550, 6.4.2) of streams that arrive whole: highest sequence number by SSRC. */
export function encodeReceiverReport(sender: number, highestBySsrc: ReadonlyMap<number, number>): Uint8Array {
  const packet = Buffer.alloc(8 + highestBySsrc.size * 24);
  packet.writeUInt8(0x80 | highestBySsrc.size, 0);
  packet.writeUInt8(typeReceiverReport, 1);
  packet.writeUInt16BE(packet.length / 4 - 1, 2);
  packet.writeUInt32BE(sender, 4);
  let at = 8;
  for (const [ssrc, highest] of highestBySsrc) {
    packet.writeUInt32BE(ssrc, at);
    packet.writeUInt32BE(highest, at + 8);
    at += 24;
  }
  return packet;
}
