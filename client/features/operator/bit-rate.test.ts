import { expect, it } from 'vitest';
import { bitRate } from './bit-rate.ts';

it('speaks in kbit/s below one Mbit/s, and rounds as little as can be read', () => {
  expect(bitRate(384.4)).toEqual({ unit: 'kbps', value: 384 });
  expect(bitRate(1540)).toEqual({ unit: 'mbps', value: 1.5 });
  expect(bitRate(48_600)).toEqual({ unit: 'mbps', value: 49 });
});
