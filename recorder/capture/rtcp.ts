/** Seconds between 1900, where NTP begins, and 1970. */
const ntpEpochSeconds = 2_208_988_800;

/** `ntpMs`: epoch milliseconds by the sender's clock; `timestamp`: the RTP time at that moment. */
export type SenderReport = { readonly ssrc: number; readonly ntpMs: number; readonly timestamp: number };

const typeSenderReport = 200;
const typeReceiverReport = 201;
const typeBye = 203;

/** The sender reports in a compound RTCP packet (RFC 3550, 6.4.1); none if the bytes are something else. */
export function parseSenderReports(packet: Uint8Array): readonly SenderReport[] {
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  const reports: SenderReport[] = [];
  let at = 0;
  while (at + 8 <= packet.byteLength && view.getUint8(at) >> 6 === 2) {
    const length = (view.getUint16(at + 2) + 1) * 4;
    if (view.getUint8(at + 1) === typeSenderReport && length >= 28 && at + 28 <= packet.byteLength) {
      const seconds = view.getUint32(at + 8) - ntpEpochSeconds;
      const fraction = view.getUint32(at + 12) / 2 ** 32;
      reports.push({
        ssrc: view.getUint32(at + 4),
        ntpMs: (seconds + fraction) * 1000,
        timestamp: view.getUint32(at + 16),
      });
    }
    at += length;
  }
  return reports;
}

/** A sender report as mediasoup would write it, without report blocks. */
export function encodeSenderReport(report: SenderReport): Uint8Array {
  const packet = new Uint8Array(28);
  const view = new DataView(packet.buffer);
  view.setUint8(0, 0x80);
  view.setUint8(1, typeSenderReport);
  view.setUint16(2, 6);
  view.setUint32(4, report.ssrc);
  const seconds = Math.floor(report.ntpMs / 1000);
  view.setUint32(8, seconds + ntpEpochSeconds);
  view.setUint32(12, Math.round((report.ntpMs / 1000 - seconds) * 2 ** 32) % 2 ** 32);
  view.setUint32(16, report.timestamp);
  return packet;
}

/**
 * "This source has ended": an empty receiver report, which a compound packet must begin with, and BYE. It is what makes
 * ffmpeg finish a track in good order even if nothing has arrived for minutes, where a signal leaves it waiting.
 */
export function encodeBye(ssrc: number): Uint8Array {
  const packet = new Uint8Array(16);
  const view = new DataView(packet.buffer);
  view.setUint8(0, 0x80);
  view.setUint8(1, typeReceiverReport);
  view.setUint16(2, 1);
  view.setUint32(4, ssrc);
  view.setUint8(8, 0x81);
  view.setUint8(9, typeBye);
  view.setUint16(10, 1);
  view.setUint32(12, ssrc);
  return packet;
}
