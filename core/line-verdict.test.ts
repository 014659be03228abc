import { expect, it } from 'vitest';
import { lineVerdict } from './line-verdict.ts';
import type { LineMeasure } from './trial.ts';

const good: LineMeasure = {
  roundTripMs: 40,
  lossPercent: 0.5,
  upKbps: 1500,
  downKbps: 4000,
  udp: true,
  tcp: true,
};
const of = (change: Partial<LineMeasure>) => lineVerdict({ ...good, ...change });

it('TRIAL-9: passes a line that carries a camera up and two pictures down, by either way', () => {
  expect(of({})).toEqual({ passed: true });
  expect(of({ udp: false })).toEqual({ passed: true });
});

it('TRIAL-9: names what is wrong: nothing passes, too slow, too lossy', () => {
  expect(of({ udp: false, tcp: false })).toEqual({ passed: false, why: 'blocked' });
  expect(of({ upKbps: 399 })).toEqual({ passed: false, why: 'slow' });
  expect(of({ downKbps: null })).toEqual({ passed: false, why: 'slow' });
  expect(of({ lossPercent: 5.1 })).toEqual({ passed: false, why: 'unsteady' });
});
