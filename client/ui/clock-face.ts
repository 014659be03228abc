function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** Milliseconds as `m:ss`, or `h:mm:ss` from an hour on; whole seconds, rounded down. Never negative. */
export function clockFace(milliseconds: number): string {
  const total = Math.max(0, Math.floor(milliseconds / 1000));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const seconds = twoDigits(total % 60);
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${seconds}` : `${minutes}:${seconds}`;
}

export type Countdown = {
  /** `4:32` while there is time, `+0:12` beyond it */
  readonly face: string;
  readonly over: boolean;
  /** Part of the time that is used up, 0 to 1 */
  readonly used: number;
};

/**
 * What a speaking timer shows. Remaining time is rounded up, so that a speaker given 7 minutes first sees 7:00 and
 * 0:00 only when the time is up.
 */
export function countdown({
  endsAt,
  limitMs,
  now,
}: {
  endsAt: number;
  limitMs: number;
  now: number;
}): Countdown {
  const remaining = endsAt - now;
  if (remaining <= 0) return { face: `+${clockFace(-remaining)}`, over: true, used: 1 };
  const used = limitMs <= 0 ? 1 : Math.min(1, Math.max(0, 1 - remaining / limitMs));
  return { face: clockFace(Math.ceil(remaining / 1000) * 1000), over: false, used };
}

/** How long ago, in whole units a person would say. The future counts as now. */
export function ago(
  since: number,
  now: number,
): { readonly unit: 'now' | 'minutes' | 'hours'; readonly count: number } {
  const minutes = Math.floor(Math.max(0, now - since) / 60_000);
  if (minutes < 1) return { unit: 'now', count: 0 };
  return minutes < 60
    ? { unit: 'minutes', count: minutes }
    : { unit: 'hours', count: Math.floor(minutes / 60) };
}
