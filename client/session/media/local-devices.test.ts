import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Captured } from './capture.ts';

const capture = vi.hoisted(() => ({ captureDevice: vi.fn(), captureScreen: vi.fn() }));
vi.mock('./capture.ts', () => capture);

/** A device's track as the browser gives it; `unplug` is what the browser does, not the page. */
class Track extends EventTarget {
  readonly stop = vi.fn();
  unplug(): void {
    this.dispatchEvent(new Event('ended'));
  }
}
function on(track: Track): Captured {
  return { ok: true, track: track as Partial<MediaStreamTrack> as MediaStreamTrack };
}

let changed: (() => void) | null = null;
let devices: { deviceId: string }[] = [];

async function load() {
  vi.resetModules();
  changed = null;
  vi.stubGlobal('navigator', {
    mediaDevices: {
      addEventListener: (_type: string, listener: () => void) => {
        changed = listener;
      },
      enumerateDevices: async () => devices,
    },
  });
  const local = await import('./local-devices.ts');
  const { meetingStore } = await import('../session-store.ts');
  return { ...local, state: () => meetingStore.getState() };
}

beforeEach(() => {
  vi.resetAllMocks();
  devices = [];
});

describe('a device in a meeting', () => {
  it('is shown while it opens, and as open', async () => {
    const track = new Track();
    capture.captureDevice.mockResolvedValue(on(track));
    const { startDevice, state } = await load();
    const starting = startDevice('camera');
    expect(state().camera.kind).toBe('starting');
    await starting;
    expect(state().camera).toEqual({ kind: 'on', track });
  });
  it('is opened once, however often it is asked for', async () => {
    capture.captureDevice.mockResolvedValue(on(new Track()));
    const { startDevice } = await load();
    await Promise.all([startDevice('camera'), startDevice('camera')]);
    await startDevice('camera');
    expect(capture.captureDevice).toHaveBeenCalledOnce();
  });
  it('says why it failed, and may be tried again', async () => {
    capture.captureDevice.mockResolvedValueOnce({ ok: false, reason: 'denied' });
    const { startDevice, state } = await load();
    expect(await startDevice('microphone')).toEqual({ kind: 'failed', reason: 'denied' });
    capture.captureDevice.mockResolvedValueOnce(on(new Track()));
    await startDevice('microphone');
    expect(state().microphone.kind).toBe('on');
  });
  it('goes out when it is stopped, even while it is still opening', async () => {
    const track = new Track();
    let open: (captured: Captured) => void = () => undefined;
    capture.captureDevice.mockReturnValue(
      new Promise<Captured>((resolve) => {
        open = resolve;
      }),
    );
    const { startDevice, stopDevice, state } = await load();
    const starting = startDevice('camera');
    stopDevice('camera');
    open(on(track));
    await starting;
    expect(track.stop).toHaveBeenCalledOnce();
    expect(state().camera.kind).toBe('off');
  });
});

describe('a device that is unplugged', () => {
  it('gives way to another, or fails until one is plugged in', async () => {
    const [first, second] = [new Track(), new Track()];
    capture.captureDevice.mockResolvedValueOnce(on(first));
    const { startDevice, watchDevices, state } = await load();
    watchDevices();
    await startDevice('microphone');
    capture.captureDevice.mockResolvedValueOnce({ ok: false, reason: 'missing' });
    first.unplug();
    await vi.waitFor(() => expect(state().microphone).toEqual({ kind: 'failed', reason: 'missing' }));
    capture.captureDevice.mockResolvedValueOnce(on(second));
    changed?.();
    await vi.waitFor(() => expect(state().microphone).toEqual({ kind: 'on', track: second }));
  });
  it('is not asked for again after it was stopped', async () => {
    const track = new Track();
    capture.captureDevice.mockResolvedValueOnce(on(track));
    const { startDevice, stopDevice, watchDevices, state } = await load();
    watchDevices();
    await startDevice('camera');
    stopDevice('camera');
    track.unplug();
    changed?.();
    await Promise.resolve();
    expect(capture.captureDevice).toHaveBeenCalledOnce();
    expect(state().camera.kind).toBe('off');
  });
});

describe('a screen', () => {
  it('is off when its owner changes their mind, or ends it from the browser’s own bar', async () => {
    const { startDevice, state } = await load();
    capture.captureScreen.mockResolvedValueOnce({ ok: false, reason: 'denied' });
    expect(await startDevice('screen')).toEqual({ kind: 'off' });
    const track = new Track();
    capture.captureScreen.mockResolvedValueOnce(on(track));
    await startDevice('screen');
    expect(state().screen.kind).toBe('on');
    track.unplug();
    expect(state().screen.kind).toBe('off');
  });
});
