import type { LocalDevice } from '../contract.ts';
import { meetingStore } from '../session-store.ts';
import { type Captured, captureDevice, captureScreen } from './capture.ts';
import { rememberedChoice } from './choice.ts';

/** One's own devices while in a meeting: opened, lost, found again. What flows from them is decided in sending.ts. */
export type LocalSource = 'microphone' | 'camera' | 'screen';

const wanted: Record<LocalSource, boolean> = { microphone: false, camera: false, screen: false };
/** Counts captures, so that one that finishes after the next was begun is thrown away. */
const round: Record<LocalSource, number> = { microphone: 0, camera: 0, screen: 0 };

function show(source: LocalSource, device: LocalDevice): void {
  meetingStore.setState({ [source]: device });
}

export function localTrack(source: LocalSource): MediaStreamTrack | null {
  const device = meetingStore.getState()[source];
  return device.kind === 'on' ? device.track : null;
}

function take(source: LocalSource, track: MediaStreamTrack): void {
  const before = localTrack(source);
  track.addEventListener('ended', () => lost(source, track));
  show(source, { kind: 'on', track });
  if (before && before !== track) before.stop();
}

/** The device was unplugged, or the browser's own bar ended the presentation. */
function lost(source: LocalSource, track: MediaStreamTrack): void {
  if (localTrack(source) !== track) return;
  if (source === 'screen') {
    stopDevice('screen');
    return;
  }
  show(source, { kind: 'failed', reason: 'missing' });
  // Perhaps another device is there.
  if (wanted[source]) void open(source);
}

async function open(source: LocalSource): Promise<LocalDevice> {
  round[source] += 1;
  const mine = round[source];
  if (localTrack(source) === null) show(source, { kind: 'starting' });
  const captured: Captured =
    source === 'screen' ? await captureScreen() : await captureDevice(source, rememberedChoice());
  if (round[source] !== mine || !wanted[source]) {
    if (captured.ok) captured.track.stop();
    return meetingStore.getState()[source];
  }
  if (captured.ok) take(source, captured.track);
  else if (source === 'screen') stopDevice('screen');
  else if (localTrack(source) === null) show(source, { kind: 'failed', reason: captured.reason });
  return meetingStore.getState()[source];
}

/** Opens a device if it is not open already; the outcome is the device's new state. */
export async function startDevice(source: LocalSource): Promise<LocalDevice> {
  const device = meetingStore.getState()[source];
  if (wanted[source] && (device.kind === 'on' || device.kind === 'starting')) return device;
  wanted[source] = true;
  return open(source);
}

/** Closes it: its lamp goes out. */
export function stopDevice(source: LocalSource): void {
  wanted[source] = false;
  round[source] += 1;
  const track = localTrack(source);
  if (meetingStore.getState()[source].kind !== 'off') show(source, { kind: 'off' });
  track?.stop();
}

/** Takes up another choice of devices, or the remembered one that was plugged in again. */
export function reopenDevices(): void {
  for (const source of ['microphone', 'camera'] as const) if (wanted[source]) void open(source);
}

async function devicesChanged(): Promise<void> {
  const choice = rememberedChoice();
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  for (const source of ['microphone', 'camera'] as const) {
    if (!wanted[source]) continue;
    const track = localTrack(source);
    const usedId = track?.getSettings().deviceId;
    const chosen = choice[source];
    const returned =
      chosen !== null && usedId !== chosen && devices.some((device) => device.deviceId === chosen);
    if (!track || returned) void open(source);
  }
}

let watching = false;
/** Watches for devices that are plugged in and out; once for the page. */
export function watchDevices(): void {
  if (watching || !navigator.mediaDevices) return;
  watching = true;
  navigator.mediaDevices.addEventListener('devicechange', () => void devicesChanged());
}
