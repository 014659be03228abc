/** Lines of the camera's picture: less is kinder to an old machine and a weak line. */
export const pictureHeights = [180, 360, 720] as const;
export type PictureHeight = (typeof pictureHeights)[number];

/** What was chosen on this device, kept between meetings. */
export type DeviceChoice = {
  /** Device ids as the browser gives them; null: the system's usual one. */
  readonly camera: string | null;
  readonly microphone: string | null;
  readonly speaker: string | null;
  readonly pictureHeight: PictureHeight;
  /** How loud the others are played, 0 to 100. */
  readonly volume: number;
  /** Whether one comes into a meeting with the camera on. */
  readonly cameraOn: boolean;
  /** The check was done on this device: joining is one click from then on. */
  readonly checked: boolean;
};

const storageKey = 'diemcau.devices';
const usualChoice: DeviceChoice = {
  camera: null,
  microphone: null,
  speaker: null,
  pictureHeight: 720,
  volume: 100,
  cameraOn: true,
  checked: false,
};

/** Reads a choice out of what was kept; what is missing or broken there is as usual. */
export function choiceIn(kept: unknown): DeviceChoice {
  const fields: Record<string, unknown> = typeof kept === 'object' && kept !== null ? { ...kept } : {};
  const id = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  const percent = (value: unknown) =>
    typeof value === 'number' && value >= 0 && value <= 100 ? Math.round(value) : usualChoice.volume;
  const flag = (value: unknown, usual: boolean) => (typeof value === 'boolean' ? value : usual);
  return {
    camera: id(fields.camera),
    microphone: id(fields.microphone),
    speaker: id(fields.speaker),
    pictureHeight:
      pictureHeights.find((height) => height === fields.pictureHeight) ?? usualChoice.pictureHeight,
    volume: percent(fields.volume),
    cameraOn: flag(fields.cameraOn, usualChoice.cameraOn),
    checked: flag(fields.checked, usualChoice.checked),
  };
}

/** The choice kept on this device. */
export function rememberedChoice(): DeviceChoice {
  try {
    return choiceIn(JSON.parse(localStorage.getItem(storageKey) ?? 'null'));
  } catch {
    return usualChoice;
  }
}

const listeners = new Set<() => void>();
/** Calls `listener` whenever the choice changed; returns what ends it. */
export function onChoice(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Changes the choice; a device that keeps nothing (private window) simply asks again next time. */
export function rememberChoice(change: Partial<DeviceChoice>): DeviceChoice {
  const choice = { ...rememberedChoice(), ...change };
  try {
    localStorage.setItem(storageKey, JSON.stringify(choice));
  } catch {
    // Nothing to do: the choice holds for this page.
  }
  for (const listener of listeners) listener();
  return choice;
}
