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

/** `exact`: whoever asks nobody (Chromium with `--use-fake-ui-for-media-stream`) gives the usual one for an `ideal`. */
type Device = { readonly deviceId?: { readonly exact: string } };

/**
 * Opens the device of this id or, where that was unplugged, the system's usual one; null: that one at once. Rejects as
 * the browser does.
 */
export async function openChosen(
  deviceId: string | null,
  constraints: (device: Device) => MediaStreamConstraints,
): Promise<MediaStream> {
  if (deviceId !== null) {
    try {
      return await navigator.mediaDevices.getUserMedia(constraints({ deviceId: { exact: deviceId } }));
    } catch (error) {
      if (failureOf(error) !== 'missing') throw error;
    }
  }
  return navigator.mediaDevices.getUserMedia(constraints({}));
}

/** What is asked of the browser for one kind of device. */
export function constraintsFor(
  kind: 'microphone' | 'camera',
  choice: DeviceChoice,
  device: Device = {},
): MediaStreamConstraints {
  if (kind === 'microphone')
    return {
      audio: {
        ...device,
        echoCancellation: true,
        noiseSuppression: true,
        autoGainControl: true,
        channelCount: { ideal: 1 },
      },
    };
  return {
    video: {
      ...device,
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
    const stream = await openChosen(choice[kind], (device) => constraintsFor(kind, choice, device));
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
