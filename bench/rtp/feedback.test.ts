import { describe, expect, it } from 'vitest';
import { encodeReceiverReport, encodeTransportFeedback } from './feedback.ts';

const ssrcs = { sender: 1, media: 2 };

describe('transport-wide feedback', () => {
  it('says of each packet whether and when it came', () => {
    const arrivals = [
      { sequence: 65_534, atMs: 640 },
      { sequence: 65_535, atMs: 650 },
      { sequence: 1, atMs: 750 },
    ];
    const packet = Buffer.from(encodeTransportFeedback(ssrcs, arrivals, 300));
    expect([packet.readUInt8(0), packet.readUInt8(1), (packet.readUInt16BE(2) + 1) * 4]).toEqual([
      0x8f,
      205,
      packet.length,
    ]);
    expect([packet.readUInt32BE(4), packet.readUInt32BE(8)]).toEqual([1, 2]);
    expect([packet.readUInt16BE(12), packet.readUInt16BE(14)]).toEqual([65_534, 4]);
    expect([packet.readUIntBE(16, 3), packet.readUInt8(19)]).toEqual([10, 44]);
    // Small, small, lost (65536 is 0), large; and nothing for the three places left over.
    expect(packet.readUInt16BE(20)).toBe(0b11_01_01_00_10_00_00_00);
    expect([packet.readUInt8(22), packet.readUInt8(23), packet.readInt16BE(24)]).toEqual([0, 40, 400]);
    expect(packet.length % 4).toBe(0);
  });

  it('takes a new chunk for each seven packets', () => {
    const arrivals = Array.from({ length: 8 }, (_, index) => ({ sequence: index, atMs: 64 }));
    const packet = Buffer.from(encodeTransportFeedback(ssrcs, arrivals, 0));
    expect(packet.readUInt16BE(20)).toBe(0b11_01_01_01_01_01_01_01);
    expect(packet.readUInt16BE(22)).toBe(0b11_01_00_00_00_00_00_00);
  });
});

it('a receiver report has a block for each stream', () => {
  const packet = Buffer.from(
    encodeReceiverReport(
      9,
      new Map([
        [5, 700],
        [6, 66_000],
      ]),
    ),
  );
  expect([packet.readUInt8(0), packet.readUInt8(1), packet.readUInt32BE(4)]).toEqual([0x82, 201, 9]);
  expect((packet.readUInt16BE(2) + 1) * 4).toBe(packet.length);
  expect([packet.readUInt32BE(8), packet.readUInt32BE(16)]).toEqual([5, 700]);
  expect([packet.readUInt32BE(32), packet.readUInt32BE(40)]).toEqual([6, 66_000]);
});
