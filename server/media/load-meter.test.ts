import type { types } from 'mediasoup';
import { expect, it } from 'vitest';
import { createLoadMeter, loadBetween } from './load-meter.ts';

it('load is processor time by elapsed time, and nothing where no time went by', () => {
  expect(loadBetween({ cpuMs: 1_000, at: 0 }, { cpuMs: 2_400, at: 2_000 })).toBeCloseTo(0.7);
  expect(loadBetween({ cpuMs: 1_000, at: 5 }, { cpuMs: 2_000, at: 5 })).toBe(0);
});

it('the meter measures each worker from its own last reading', async () => {
  let now = 0;
  let user = 100;
  const worker = {
    getResourceUsage: async () => ({ ru_utime: user, ru_stime: 50 }),
  } as Partial<types.Worker> as types.Worker;
  const meter = createLoadMeter(() => now);
  expect(await meter(worker)).toBe(0);
  now = 1_000;
  user = 350;
  expect(await meter(worker)).toBeCloseTo(0.25);
});
