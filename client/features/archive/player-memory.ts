/** Speeds one may choose, in order. */
export const speeds: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

/** How somebody likes to watch, kept on this device. */
export type Habits = { readonly speed: number; readonly volume: number; readonly captions: boolean };
export const usualHabits: Habits = { speed: 1, volume: 100, captions: false };

/** What was kept, as far as it makes sense. */
export function readHabits(kept: string | null): Habits {
  const said = parsed(kept);
  const speed = speeds.find((each) => each === said.speed) ?? usualHabits.speed;
  const volume =
    typeof said.volume === 'number' && said.volume >= 0 && said.volume <= 100
      ? said.volume
      : usualHabits.volume;
  return { speed, volume, captions: said.captions === true };
}

/** The next speed in that direction; the same at either end. */
export function speedFrom(speed: number, by: 1 | -1): number {
  const index = speeds.indexOf(speed);
  return speeds[index + by] ?? speed;
}

/** Where a film stood when its page was left: kept for this tab alone. `asked`: from where it was asked for then. */
export type Place = { readonly asked: number | null; readonly positionMs: number };

export function readPlace(kept: string | null): Place | null {
  const { asked, positionMs } = parsed(kept);
  if (typeof positionMs !== 'number' || positionMs < 0) return null;
  return { asked: typeof asked === 'number' ? asked : null, positionMs };
}

/**
 * Where a film begins, in ms: where it stood when the page is only loaded again (`reloaded`), otherwise where it was
 * asked for, otherwise where this tab left it.
 */
export function beginning(given: {
  readonly asked: number | null;
  readonly place: Place | null;
  readonly reloaded: boolean;
}): number {
  const { asked, place, reloaded } = given;
  const stood = place !== null && (asked === null || (reloaded && place.asked === asked));
  return stood ? place.positionMs : (asked ?? 0);
}

function parsed(kept: string | null): Readonly<Record<string, unknown>> {
  try {
    const said: unknown = JSON.parse(kept ?? '{}');
    return typeof said === 'object' && said !== null ? { ...said } : {};
  } catch {
    return {};
  }
}
