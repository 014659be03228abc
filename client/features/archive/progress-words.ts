import type { TFunction } from 'i18next';
import type { Progress } from '../../../protocol/archive.ts';

const minute = 60_000;

/** How long something takes yet, as one would say it: to the minute, from an hour on to five minutes. */
export function remainingWords(t: TFunction, ms: number): string {
  if (ms < minute) return t('catalogue.progress.moment');
  const whole = Math.round(ms / minute);
  if (whole < 60) return t('catalogue.progress.minutes', { count: whole });
  const rounded = Math.round(whole / 5) * 5;
  const [hours, minutes] = [Math.floor(rounded / 60), rounded % 60];
  return minutes === 0
    ? t('catalogue.progress.hours', { count: hours })
    : t('catalogue.progress.hoursMinutes', { hours, minutes });
}

/** What a composition does just now, and how long yet. */
export function progressWords(t: TFunction, { held, remainingMs }: Progress): string {
  if (held !== null) return t(`catalogue.progress.${held}`);
  if (remainingMs === null) return t('catalogue.progress.share');
  return t('catalogue.progress.remaining', { time: remainingWords(t, remainingMs) });
}
