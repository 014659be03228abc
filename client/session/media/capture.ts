import type { LocalDevice } from '../contract.ts';
import type { DeviceChoice } from './choice.ts';

export type CaptureFailure = Extract<LocalDevice, { kind: 'failed' }>['reason'];
export type Captured =
  | { readonly ok: true; readonly track: MediaStreamTrack }
  | { readonly ok: false; readonly reason: CaptureFailure };

/** What a browser's error means to a person, by the names of the Media Capture specification. */
export function failureOf(error: unknown): CaptureFailure {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'unknown';
  }
}

function preferred(deviceId: string | null): { deviceId?: { ideal: string } } {
  // `ideal`, not `exact`: a device that was unplugged gives way to another instead of failing.
  return deviceId === null ? {} : { deviceId: { ideal: deviceId } };
}

/** What is asked of the browser for one kind of device. */
export function constraintsFor(kind: 'microphone' | 'camera', choice: DeviceChoice): MediaStreamConstraints {
  if (kind === 'microphone')
    return {
      audio: {
        ...preferred(choice.microphone),
        echoCancellation: true,
        noiseSuppression: true,
        autoGainControl: true,
        channelCount: { ideal: 1 },
      },
    };
  return {
    video: {
      ...preferred(choice.camera),
      width: { ideal: Math.round((choice.pictureHeight * 16) / 9) },
      height: { ideal: choice.pictureHeight },
      frameRate: { ideal: 25, max: 30 },
    },
  };
}

/** Opens a microphone or a camera. Never throws. */
export async function captureDevice(kind: 'microphone' | 'camera', choice: DeviceChoice): Promise<Captured> {
  // Browsers hide the devices from pages that came over plain HTTP from another machine.
  if (!navigator.mediaDevices) return { ok: false, reason: 'denied' };
  try {
    const stream = await navigator.mediaDevices.getUserMedia(constraintsFor(kind, choice));
    const track = stream.getTracks()[0];
    if (!track) return { ok: false, reason: 'missing' };
    track.contentHint = kind === 'microphone' ? 'speech' : 'motion';
    return { ok: true, track };
  } catch (error) {
    return { ok: false, reason: failureOf(error) };
  }
}

/** Asks the person for a window or a screen to present. Must be called from a click or soon after one. */
export async function captureScreen(): Promise<Captured> {
  if (!navigator.mediaDevices?.getDisplayMedia) return { ok: false, reason: 'missing' };
  try {
    const stream = await navigator.mediaDevices.getDisplayMedia({
      video: { frameRate: { ideal: 15, max: 15 }, width: { max: 1920 }, height: { max: 1080 } },
      audio: false,
    });
    const track = stream.getVideoTracks()[0];
    if (!track) return { ok: false, reason: 'missing' };
    track.contentHint = 'detail';
    return { ok: true, track };
  } catch (error) {
    return { ok: false, reason: failureOf(error) };
  }
}
