import { expect, it } from 'vitest';
import { findingOfLine, findingOfPicture, findingOfSound } from './self-check.ts';

const measure = { roundTripMs: 40, lossPercent: 0, upKbps: 90, downKbps: 4000, udp: true, tcp: true };

it('says nothing of a test that did not come to an end', () => {
  expect(findingOfLine({ kind: 'cancelled' })).toBeNull();
  expect(findingOfLine({ kind: 'refused', refusal: { code: 'overloaded' } })).toBeNull();
  expect(findingOfSound({ kind: 'cancelled' })).toBeNull();
});

it('names the fault of what was found, and keeps the figures of the line', () => {
  expect(findingOfLine({ kind: 'measured', measure })).toEqual({ check: 'line', fault: 'slow', measure });
  const heard = (yes: boolean) =>
    findingOfSound({ kind: 'measured', measure: { before: -60, during: -30, heard: yes } })?.fault;
  expect(heard(true)).toBeNull();
  expect(heard(false)).toBe('unheard');
  expect(findingOfSound({ kind: 'failed', device: 'speaker', reason: 'missing' })?.fault).toBe('speaker');
});

it('finds no picture where the camera is off', async () => {
  expect((await findingOfPicture({ kind: 'off' })).fault).toBe('off');
});
