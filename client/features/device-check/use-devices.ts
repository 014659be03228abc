import { useEffect, useState } from 'react';

/** The devices of one kind that the browser tells of; names come only once its permission was given. */
export type DeviceList = Readonly<Record<'camera' | 'microphone' | 'speaker', readonly MediaDeviceInfo[]>>;

const none: DeviceList = { camera: [], microphone: [], speaker: [] };

async function listDevices(): Promise<DeviceList> {
  if (!navigator.mediaDevices) return none;
  const all = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  // Chromium lists the usual one twice: under its own id, and as "default", which the screen offers itself.
  const of = (kind: MediaDeviceKind) =>
    all.filter(
      ({ deviceId, kind: its }) => its === kind && !['', 'default', 'communications'].includes(deviceId),
    );
  return { camera: of('videoinput'), microphone: of('audioinput'), speaker: of('audiooutput') };
}

/** Every device, kept fresh; asked again whenever `opened` changes, since a permission may have been given. */
export function useDevices(opened: string): DeviceList {
  const [devices, setDevices] = useState(none);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `opened` is what makes the browser tell more
  useEffect(() => {
    let gone = false;
    const refresh = () =>
      void listDevices().then((list) => {
        if (!gone) setDevices(list);
      });
    refresh();
    navigator.mediaDevices?.addEventListener('devicechange', refresh);
    return () => {
      gone = true;
      navigator.mediaDevices?.removeEventListener('devicechange', refresh);
    };
  }, [opened]);
  return devices;
}
