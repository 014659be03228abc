import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { withPatience } from './patience.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const byte = new Uint8Array(1);

/** So many parts, each after so long; what comes of reading them with patience. */
async function read(parts: number, everyMs: number): Promise<'whole' | 'broken off'> {
  async function* slow(): AsyncIterable<Uint8Array> {
    for (let part = 0; part < parts; part += 1) {
      await new Promise((resolve) => setTimeout(resolve, everyMs));
      yield byte;
    }
  }
  const taking = (async () => {
    for await (const _ of withPatience({ length: null, parts: slow() }).parts);
  })().then(
    () => 'whole' as const,
    () => 'broken off' as const,
  );
  await vi.advanceTimersByTimeAsync((parts + 1) * everyMs);
  return taking;
}

it('DOCUMENT-7: a body that stays silent for a minute, or drips for an hour, is broken off', async () => {
  expect(await read(10, 50_000)).toBe('whole');
  expect(await read(1, 61_000)).toBe('broken off');
  expect(await read(80, 50_000)).toBe('broken off');
});
