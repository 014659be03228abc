import { afterEach, describe, expect, it, vi } from 'vitest';
import { lineTestBounds } from '../../../protocol/line-test.ts';
import { measureRoundTrip, medianOf } from './round-trip.ts';
import { type Mark, measureDown, measureUp, nextBytes, rateOf } from './transfer.ts';

afterEach(() => void vi.unstubAllGlobals());
const signal = new AbortController().signal;
const given = { token: 't', signal };

/** Marks of a steady rate, in bytes a millisecond. */
const steady = (perMs: number, ms: number): Mark[] =>
  Array.from({ length: ms / 100 }, (_, index) => ({
    ms: (index + 1) * 100,
    bytes: (index + 1) * 100 * perMs,
  }));

describe('rateOf', () => {
  it('is in kbit/s, and leaves the slow beginning out where enough is left', () => {
    expect(rateOf(steady(125, 4_000))).toBeCloseTo(1_000);
    const slow = steady(125, 4_000).map(({ ms, bytes }) => ({ ms, bytes: ms < 700 ? bytes / 10 : bytes }));
    expect(rateOf(slow)).toBeCloseTo(1_000);
    expect(rateOf([{ ms: 500, bytes: 62_500 }])).toBeCloseTo(1_000);
  });
  it('is null where nothing came', () => {
    expect(rateOf([])).toBeNull();
    expect(rateOf([{ ms: 100, bytes: 0 }])).toBeNull();
  });
});

describe('nextBytes', () => {
  it('sends more each time, up to the bound', () => {
    expect(nextBytes(65_536, 100)).toBe(131_072);
    expect(nextBytes(65_536, 4_000)).toBe(750_000);
    expect(nextBytes(3_000_000, 4_000)).toBe(lineTestBounds.upBytes);
  });
});

describe('a transfer', () => {
  const refusal = (code: string, status: number) =>
    new Response(JSON.stringify({ refusal: { code } }), { status });

  it('measures what comes and what goes, with the token and without cookies', async () => {
    const calls: RequestInit[] = [];
    vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => {
      calls.push(init);
      return new Response(init.method === 'POST' ? '{"bytes":1}' : 'x'.repeat(100_000));
    });
    const down = await measureDown(given);
    const up = await measureUp(given);
    expect([down, up]).toEqual([
      { ok: true, kbps: expect.any(Number) },
      { ok: true, kbps: expect.any(Number) },
    ]);
    expect(calls.length).toBeGreaterThan(2);
    const sizes = calls.slice(1).map(({ body }) => (body instanceof Blob ? body.size : 0));
    expect(sizes[0]).toBe(65_536);
    expect(sizes.at(-1)).toBe(lineTestBounds.upBytes);
    for (const call of calls)
      expect(call).toMatchObject({ credentials: 'omit', headers: { Authorization: 'Bearer t' } });
  });
  it('says why the hub refuses', async () => {
    vi.stubGlobal('fetch', async () => refusal('overloaded', 503));
    expect(await measureDown(given)).toEqual({ ok: false, code: 'overloaded' });
    expect(await measureUp(given)).toEqual({ ok: false, code: 'overloaded' });
  });
  it('measures nothing where the line does not carry it', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('network');
    });
    expect(await measureDown(given)).toEqual({ ok: true, kbps: null });
    expect(await measureUp(given)).toEqual({ ok: true, kbps: null });
  });
  it('is ended by its signal', async () => {
    const ending = new AbortController();
    vi.stubGlobal('fetch', async () => {
      ending.abort(new Error('enough'));
      throw new TypeError('network');
    });
    await expect(measureDown({ token: 't', signal: ending.signal })).rejects.toThrow('enough');
  });
});

describe('the round trip', () => {
  it('is the middle one, so that a late answer does not count', () => {
    expect(medianOf([20, 900, 22])).toBe(22);
    expect(medianOf([20, 22])).toBe(21);
    expect(medianOf([])).toBeNull();
  });
  it('asks ten times, and gives up with the first that is not answered', async () => {
    const ping = vi.fn(async () => true);
    expect(await measureRoundTrip(ping, signal)).toBeGreaterThanOrEqual(0);
    expect(ping).toHaveBeenCalledTimes(10);
    expect(await measureRoundTrip(async () => false, signal)).toBeNull();
    await expect(measureRoundTrip(ping, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  });
});
