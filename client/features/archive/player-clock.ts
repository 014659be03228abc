/** A recording on the wall clock: when it began (epoch ms) and how long it lasts (ms). */
export type Clocked = { readonly startedAt: number; readonly durationMs: number };

/** A time of day as it was typed; `seconds` is null when only the minute was said. */
export type TimeOfDay = { readonly hours: number; readonly minutes: number; readonly seconds: number | null };

/** `09:42`, `9:42:10`, `9h42`, `0942`, `9.42`; null: no time of day. */
export function readTimeOfDay(text: string): TimeOfDay | null {
  const tight = text.trim().toLowerCase();
  const found =
    /^(\d{1,2})\s*[:hg.]\s*(\d{1,2})(?:\s*[:mp.]\s*(\d{1,2}))?\s*s?$/.exec(tight) ??
    /^(\d{2})(\d{2})(\d{2})?$/.exec(tight);
  if (found === null) return null;
  const [hours = 0, minutes = 0] = [Number(found[1]), Number(found[2])];
  const seconds = found[3] === undefined ? null : Number(found[3]);
  return hours < 24 && minutes < 60 && (seconds ?? 0) < 60 ? { hours, minutes, seconds } : null;
}

/**
 * Where the film stands when the clock on this device's wall shows that time, in ms; null: it was not being recorded
 * then. A recording that goes past midnight is followed into the next day. A minute in which it began counts.
 */
export function positionAtTimeOfDay(
  { startedAt, durationMs }: Clocked,
  { hours, minutes, seconds }: TimeOfDay,
): number | null {
  const span = seconds === null ? 60_000 : 1000;
  const moment = new Date(startedAt);
  moment.setHours(hours, minutes, seconds ?? 0, 0);
  if (moment.getTime() + span <= startedAt) moment.setDate(moment.getDate() + 1);
  const positionMs = moment.getTime() - startedAt;
  return positionMs > durationMs ? null : Math.max(0, positionMs);
}
