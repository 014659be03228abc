import { describe, expect, it } from 'vitest';
import { constraintsFor, failureOf } from './capture.ts';
import { choiceIn } from './choice.ts';

describe('failureOf', () => {
  it.each([
    ['NotAllowedError', 'denied'],
    ['SecurityError', 'denied'],
    ['NotFoundError', 'missing'],
    ['OverconstrainedError', 'missing'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
    ['TypeError', 'unknown'],
  ] as const)('%s means %s', (name, reason) => {
    expect(failureOf(new DOMException('', name))).toBe(reason);
  });
  it('takes anything thrown', () => {
    expect(failureOf('nonsense')).toBe('unknown');
    expect(failureOf(undefined)).toBe('unknown');
  });
});

describe('constraintsFor', () => {
  it('asks for the chosen picture at 16:9 and only prefers the chosen camera', () => {
    const { video } = constraintsFor('camera', choiceIn({ camera: 'c1', pictureHeight: 180 }));
    expect(video).toMatchObject({ deviceId: { ideal: 'c1' }, width: { ideal: 320 }, height: { ideal: 180 } });
  });
  it('leaves the device to the system when none was chosen, and cancels echo', () => {
    const { audio } = constraintsFor('microphone', choiceIn(null));
    expect(audio).not.toHaveProperty('deviceId');
    expect(audio).toMatchObject({ echoCancellation: true });
  });
});
