import { useCallback, useEffect, useState } from 'react';
import { type CaptureFailure, captureDevice, type DeviceChoice } from '../../session/index.ts';

/** A device being looked at before the meeting. */
export type Preview =
  | { readonly kind: 'off' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'on'; readonly track: MediaStreamTrack }
  | { readonly kind: 'failed'; readonly reason: CaptureFailure };

/**
 * Holds one device open while `wanted`, and gives it back when it is not, or when the screen goes. It is opened anew
 * when another device or picture size is chosen, when something is plugged in after a failure, and on `retry`.
 */
export function usePreview(
  kind: 'microphone' | 'camera',
  wanted: boolean,
  choice: DeviceChoice,
): { readonly preview: Preview; readonly retry: () => void } {
  const [preview, setPreview] = useState<Preview>({ kind: 'off' });
  const [round, setRound] = useState(0);
  const retry = useCallback(() => setRound((count) => count + 1), []);
  const device = choice[kind];
  const height = kind === 'camera' ? choice.pictureHeight : null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks for another try; of the choice only these parts matter here
  useEffect(() => {
    if (!wanted) {
      setPreview({ kind: 'off' });
      return;
    }
    let gone = false;
    let held: MediaStreamTrack | null = null;
    setPreview({ kind: 'starting' });
    void captureDevice(kind, choice).then((captured) => {
      if (gone) {
        if (captured.ok) captured.track.stop();
        return;
      }
      if (!captured.ok) {
        setPreview({ kind: 'failed', reason: captured.reason });
        return;
      }
      held = captured.track;
      held.addEventListener('ended', retry);
      setPreview({ kind: 'on', track: held });
    });
    return () => {
      gone = true;
      held?.removeEventListener('ended', retry);
      held?.stop();
    };
  }, [kind, wanted, device, height, round, retry]);

  const failed = preview.kind === 'failed';
  useEffect(() => {
    if (!failed || !navigator.mediaDevices) return;
    navigator.mediaDevices.addEventListener('devicechange', retry);
    return () => navigator.mediaDevices.removeEventListener('devicechange', retry);
  }, [failed, retry]);

  return { preview, retry };
}
