import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { equipmentSchema } from '../../protocol/message.ts';
import { liveMeeting, who } from '../../test/doubles/meeting.ts';
import { equipmentOf, startEquipment, stopEquipment } from './equipment.ts';
import { choiceIn, rememberChoice } from './media/choice.ts';
import { meetingStore, outsideMeeting } from './session-store.ts';

const device = (kind: MediaDeviceKind, deviceId: string, label = `Thiết bị ${deviceId}`) => ({
  kind,
  deviceId,
  label,
});
const found = {
  devices: [
    device('videoinput', 'cam'),
    device('audioinput', 'default'),
    device('audioinput', 'mic'),
    device('audiooutput', 'tv'),
  ],
  choice: choiceIn({ camera: 'cam' }),
  session: {
    camera: { kind: 'off' },
    microphone: { kind: 'failed', reason: 'denied' },
    volume: 70,
  },
  soundBlocked: true,
  screen: { width: 1919.6, height: 1080 },
  browser: 'Chromium 156',
} as const;

describe('equipmentOf', () => {
  it('names each device once, with what is chosen and what fails', () => {
    const equipment = equipmentOf(found);
    expect(equipment.devices.map(({ kind, id }) => [kind, id])).toEqual([
      ['camera', 'cam'],
      ['microphone', 'mic'],
      ['speaker', 'tv'],
    ]);
    expect(equipment).toMatchObject({
      camera: 'cam',
      speaker: null,
      cameraFault: null,
      microphoneFault: 'denied',
    });
    expect(equipment.screen.width).toBe(1920);
  });
  it('stays within what the hub takes, whatever a browser says', () => {
    const odd = {
      ...found,
      devices: Array.from({ length: 80 }, (_, index) => device('videoinput', `c${index}`, 'x'.repeat(900))),
      browser: 'y'.repeat(900),
    };
    expect(equipmentSchema.safeParse(equipmentOf(odd)).success).toBe(true);
    const endless = { ...found, devices: [device('videoinput', 'z'.repeat(900))] };
    expect(equipmentOf(endless).devices).toEqual([]);
  });
});

describe('reporting', () => {
  const report = vi.fn();
  const kept = new Map<string, string>();
  const live = liveMeeting();

  beforeEach(() => {
    vi.useFakeTimers();
    report.mockClear();
    kept.clear();
    vi.stubGlobal('localStorage', {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => void kept.set(name, value),
    });
    vi.stubGlobal('window', {
      devicePixelRatio: 2,
      screen: { width: 960, height: 540 },
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    });
    vi.stubGlobal('navigator', { userAgent: 'Chromium 156' });
    meetingStore.setState({ ...outsideMeeting, meeting: live, you: who.communeSite });
  });
  afterEach(() => {
    stopEquipment();
    meetingStore.setState(outsideMeeting);
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is done at the beginning, and again only when something differs', async () => {
    startEquipment(report);
    await vi.advanceTimersByTimeAsync(300);
    expect(report).toHaveBeenCalledOnce();
    expect(report.mock.calls[0]?.[0]).toMatchObject({ volume: 100, screen: { width: 1920, height: 1080 } });
    rememberChoice({ speaker: null });
    await vi.advanceTimersByTimeAsync(300);
    expect(report).toHaveBeenCalledOnce();
    rememberChoice({ speaker: 'tv' });
    meetingStore.setState({ volume: 20 });
    await vi.advanceTimersByTimeAsync(300);
    expect(report).toHaveBeenCalledTimes(2);
    expect(report.mock.calls[1]?.[0]).toMatchObject({ speaker: 'tv', volume: 20 });
  });
  it('waits until one is in the meeting, and ends with leaving', async () => {
    meetingStore.setState({ meeting: null });
    startEquipment(report);
    await vi.advanceTimersByTimeAsync(300);
    expect(report).not.toHaveBeenCalled();
    meetingStore.setState({ meeting: live });
    await vi.advanceTimersByTimeAsync(300);
    expect(report).toHaveBeenCalledOnce();
    stopEquipment();
    meetingStore.setState({ volume: 5 });
    await vi.advanceTimersByTimeAsync(300);
    expect(report).toHaveBeenCalledOnce();
  });
  it('is not done of a person’s own device', async () => {
    meetingStore.setState({ you: who.delegate });
    startEquipment(report);
    await vi.advanceTimersByTimeAsync(300);
    expect(report).not.toHaveBeenCalled();
  });
  it('is done anew on a new line, for a hub that was restarted knows nothing', async () => {
    startEquipment(report);
    await vi.advanceTimersByTimeAsync(300);
    startEquipment(report);
    await vi.advanceTimersByTimeAsync(300);
    expect(report).toHaveBeenCalledTimes(2);
  });
});
