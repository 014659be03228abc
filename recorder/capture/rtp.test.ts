import { describe, expect, it } from 'vitest';
import { createUnwrapper, opensVp8KeyFrame, parseRtp } from './rtp.ts';

/** A packet with this payload; one contributing source and a header extension of one word if wished. */
function packet(
  payload: readonly number[],
  extras: { readonly source?: true; readonly extension?: true } = {},
): Uint8Array {
  const first = 0x80 | (extras.source ? 1 : 0) | (extras.extension ? 0x10 : 0);
  const header = [first, 101, 0x12, 0x34, 0, 0, 0x10, 0, 0xde, 0xad, 0xbe, 0xef];
  const source = extras.source ? [1, 2, 3, 4] : [];
  const extension = extras.extension ? [0xbe, 0xde, 0, 1, 9, 9, 9, 9] : [];
  return Uint8Array.from([...header, ...source, ...extension, ...payload]);
}
function opens(payload: readonly number[]): boolean {
  const bytes = packet(payload);
  return opensVp8KeyFrame(bytes, parseRtp(bytes)!);
}

describe('an RTP packet', () => {
  it('is read with its payload behind sources and extensions', () => {
    const read = { payloadType: 101, sequence: 0x1234, timestamp: 4096, ssrc: 0xdeadbeef };
    expect(parseRtp(packet([1]))).toEqual({ ...read, payloadAt: 12 });
    expect(parseRtp(packet([1], { source: true, extension: true }))).toEqual({ ...read, payloadAt: 24 });
  });

  it.each([
    ['too short', Uint8Array.from([0x80, 1, 2])],
    ['another version', packet([1]).fill(0x40, 0, 1)],
    ['an extension beyond its end', packet([], { extension: true }).subarray(0, 13)],
    ['sources beyond its end', packet([]).fill(0x8f, 0, 1)],
  ])('is refused when it is none: %s', (_, bytes) => {
    expect(parseRtp(bytes)).toBeNull();
  });
});

describe('a VP8 key frame (RFC 7741)', () => {
  it.each([
    ['without extension', [0x10, 0x00]],
    ['with a short picture id', [0x90, 0x80, 0x11, 0x00]],
    ['with a long picture id, TL0PICIDX and TID', [0x90, 0xe0, 0x81, 0x11, 7, 0x40, 0x50]],
  ])('is known %s', (_, payload) => {
    expect(opens(payload)).toBe(true);
  });

  it.each([
    ['an interframe', [0x10, 0x01]],
    ['the middle of a frame', [0x00, 0x00]],
    ['a later partition', [0x11, 0x00]],
    ['a descriptor cut short', [0x90]],
    ['nothing behind the descriptor', [0x90, 0x80, 0x11]],
    ['no payload', []],
  ])('is not %s', (_, payload) => {
    expect(opens(payload)).toBe(false);
  });
});

describe('unwrapping', () => {
  it('goes on over the wrap, forwards and backwards', () => {
    const unwrap = createUnwrapper(16);
    expect([65_534, 65_535, 1, 65_533, 2].map(unwrap)).toEqual([65_534, 65_535, 65_537, 65_533, 65_538]);
  });

  it('wraps 32-bit timestamps', () => {
    const unwrap = createUnwrapper(32);
    expect([2 ** 32 - 900, 900].map(unwrap)).toEqual([2 ** 32 - 900, 2 ** 32 + 900]);
  });
});
