import { afterEach, describe, expect, it, vi } from 'vitest';
import { captureDevice, constraintsFor, failureOf } from './capture.ts';
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
  it('asks for the chosen picture at 16:9 of the device it is given', () => {
    const device = { deviceId: { exact: 'c1' } };
    const { video } = constraintsFor('camera', choiceIn({ pictureHeight: 180 }), device);
    expect(video).toMatchObject({ ...device, width: { ideal: 320 }, height: { ideal: 180 } });
  });
  it('leaves the device to the system when none was chosen, and cancels echo', () => {
    const { audio } = constraintsFor('microphone', choiceIn(null));
    expect(audio).not.toHaveProperty('deviceId');
    expect(audio).toMatchObject({ echoCancellation: true });
  });
});

describe('captureDevice', () => {
  afterEach(() => void vi.unstubAllGlobals());
  const choice = choiceIn({ microphone: 'm2' });

  /** A browser whose devices answer each id that is asked for, '' being the usual one. */
  function browserWith(answer: (id: string) => string) {
    const asked: string[] = [];
    const getUserMedia = async ({ audio }: { audio: { deviceId?: { exact: string } } }) => {
      const id = audio.deviceId?.exact ?? '';
      asked.push(id);
      const failure = answer(id);
      if (failure !== '') throw new DOMException('', failure);
      return { getTracks: () => [{ id }] };
    };
    vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
    return asked;
  }

  it('opens the chosen one and no other', async () => {
    const asked = browserWith(() => '');
    expect(await captureDevice('microphone', choice)).toMatchObject({ ok: true, track: { id: 'm2' } });
    expect(asked).toEqual(['m2']);
  });
  it('opens the usual one where the chosen one was unplugged, or none was chosen', async () => {
    const asked = browserWith((id) => (id === 'm2' ? 'OverconstrainedError' : ''));
    expect(await captureDevice('microphone', choice)).toMatchObject({ ok: true, track: { id: '' } });
    expect(await captureDevice('microphone', choiceIn(null))).toMatchObject({ ok: true });
    expect(asked).toEqual(['m2', '', '']);
  });
  it('says that the chosen one is busy, and takes no other for it', async () => {
    const asked = browserWith(() => 'NotReadableError');
    expect(await captureDevice('microphone', choice)).toEqual({ ok: false, reason: 'busy' });
    expect(asked).toEqual(['m2']);
  });
});
