import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LineTestProgress } from './contract.ts';
import { nothingPassed } from './measure/line-measure.ts';

const parts = vi.hoisted(() => ({
  freshToken: vi.fn(),
  askSeat: vi.fn(),
  measureLoop: vi.fn(),
  measureRoundTrip: vi.fn(),
  measureDown: vi.fn(),
  measureUp: vi.fn(),
}));
vi.mock('./identity.ts', () => ({ freshToken: parts.freshToken }));
vi.mock('./seat.ts', () => ({ askSeat: parts.askSeat }));
vi.mock('./api.ts', async (original) => original());
vi.mock('./measure/loop.ts', () => ({ measureLoop: parts.measureLoop }));
vi.mock('./measure/round-trip.ts', () => ({ measureRoundTrip: parts.measureRoundTrip }));
vi.mock('./measure/transfer.ts', () => ({ measureDown: parts.measureDown, measureUp: parts.measureUp }));
const { runLineTest } = await import('./line-test.ts');

const loop = {
  ...nothingPassed,
  passed: true,
  sentKbps: 2_000,
  receivedKbps: 2_000,
  lossPercent: 0,
  roundTripMs: 20,
};
let told: LineTestProgress[] = [];
const tell = (progress: LineTestProgress) => void told.push(progress);

beforeEach(() => {
  told = [];
  vi.useFakeTimers();
  vi.resetAllMocks();
  parts.freshToken.mockResolvedValue({ ok: true, reply: 't' });
  parts.measureRoundTrip.mockResolvedValue(25);
  parts.measureDown.mockResolvedValue({ ok: true, kbps: 9_000 });
  parts.measureUp.mockResolvedValue({ ok: true, kbps: 4_000 });
  parts.measureLoop.mockResolvedValue({ ok: true, reply: loop });
});
afterEach(() => void vi.useRealTimers());

it('measures one after the other and tells how far it is', async () => {
  expect(await runLineTest(tell)).toEqual({
    kind: 'measured',
    measure: { roundTripMs: 20, lossPercent: 0, upKbps: 4_000, downKbps: 9_000, udp: true, tcp: true },
  });
  expect(told.map(({ step }) => step)).toEqual(['roundTrip', 'down', 'up', 'udp', 'tcp']);
  expect(told.map(({ done }) => done)).toEqual(told.map(({ done }) => done).toSorted());
  expect(parts.measureLoop.mock.calls.map(([{ protocol }]) => protocol)).toEqual(['udp', 'tcp']);
});
it('waits while others are testing, and goes on where it was', async () => {
  const busy = { ok: false, code: 'overloaded', refusal: { code: 'overloaded' } };
  parts.measureDown.mockResolvedValueOnce(busy).mockResolvedValueOnce(busy);
  parts.measureLoop.mockResolvedValueOnce(busy).mockResolvedValueOnce(busy);
  const running = runLineTest(tell);
  await vi.runAllTimersAsync();
  expect((await running).kind).toBe('measured');
  expect(told.map(({ step }) => step)).toEqual([
    'roundTrip',
    'down',
    'down',
    'waiting',
    'down',
    'up',
    'udp',
    'udp',
    'waiting',
    'udp',
    'tcp',
  ]);
});
it('does not wait for ever', async () => {
  parts.measureUp.mockResolvedValue({ ok: false, code: 'overloaded' });
  const running = runLineTest(tell);
  await vi.runAllTimersAsync();
  expect(await running).toEqual({ kind: 'refused', refusal: { code: 'overloaded' } });
});
it('says what refuses it: no seat, no sign-in, nobody there', async () => {
  parts.measureRoundTrip.mockResolvedValueOnce(null);
  expect(await runLineTest(tell)).toEqual({ kind: 'refused', refusal: { code: 'unavailable' } });
  parts.freshToken.mockResolvedValueOnce({ ok: false, refusal: { code: 'unauthenticated' } });
  expect(await runLineTest(tell)).toEqual({ kind: 'refused', refusal: { code: 'unauthenticated' } });
  parts.measureLoop.mockResolvedValueOnce({ ok: false, refusal: { code: 'not-present' } });
  expect(await runLineTest(tell)).toEqual({ kind: 'refused', refusal: { code: 'not-present' } });
});
it('is ended by its signal, also while it waits, and can be run again', async () => {
  const ending = new AbortController();
  parts.measureDown.mockResolvedValue({ ok: false, code: 'too-many' });
  const running = runLineTest(tell, ending.signal);
  await vi.advanceTimersByTimeAsync(400);
  expect(told.at(-1)?.step).toBe('waiting');
  ending.abort();
  expect(await running).toEqual({ kind: 'cancelled' });
  parts.measureDown.mockResolvedValue({ ok: true, kbps: 1 });
  expect((await runLineTest(tell)).kind).toBe('measured');
});
it('runs once at a time', async () => {
  const first = runLineTest(tell);
  expect(await runLineTest(tell)).toEqual({ kind: 'refused', refusal: { code: 'too-many' } });
  expect((await first).kind).toBe('measured');
});
