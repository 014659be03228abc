import { expect, it } from 'vitest';
import { createRtcpProtection } from './srtcp.ts';

it('keeps the header readable, encrypts the rest, and ends with tag, flag and a running index', () => {
  const protection = createRtcpProtection(Buffer.alloc(44, 7));
  const packet = Uint8Array.from([0x81, 0xc9, 0, 7, 0x4d, 0x61, 0x72, 0x73, ...Array(24).fill(5)]);
  const [first, second] = [protection.protect(packet), protection.protect(packet)];
  expect([...first.subarray(0, 8)]).toEqual([...packet.subarray(0, 8)]);
  expect(first.length).toBe(packet.length + 16 + 4);
  expect([...first.subarray(-4)]).toEqual([0x80, 0, 0, 0]);
  expect([...second.subarray(-4)]).toEqual([0x80, 0, 0, 1]);
  expect([...first.subarray(8, 32)]).not.toEqual([...packet.subarray(8)]);
  expect([...first.subarray(8, 32)]).not.toEqual([...second.subarray(8, 32)]);
});
