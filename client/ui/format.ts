import type { Language } from '../i18n/index.ts';

const localeByLanguage: Readonly<Record<Language, string>> = { vi: 'vi-VN', en: 'en-GB' };

/** `14:05` in the device's time zone. */
export function formatTime(at: number, language: Language): string {
  return new Intl.DateTimeFormat(localeByLanguage[language], {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}

/** `14:05:09` in the device's time zone. */
export function formatClock(at: number, language: Language): string {
  return new Intl.DateTimeFormat(localeByLanguage[language], {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}

/** `23/11/2026`. */
export function formatDate(at: number, language: Language): string {
  return new Intl.DateTimeFormat(localeByLanguage[language], {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).format(at);
}

/** `14:05, 23/11/2026`. */
export function formatMoment(at: number, language: Language): string {
  return `${formatTime(at, language)}, ${formatDate(at, language)}`;
}

/** Weekday and date, e.g. `Thứ Hai, 23/11/2026`. */
export function formatDay(at: number, language: Language): string {
  const weekday = new Intl.DateTimeFormat(localeByLanguage[language], { weekday: 'long' }).format(at);
  return `${weekday}, ${formatDate(at, language)}`;
}

/** Days from today to the day of `at`, in the device's calendar: 0 is today, 1 tomorrow. */
export function daysFromToday(at: number, now: number): number {
  const midnight = (moment: number) => new Date(moment).setHours(0, 0, 0, 0);
  return Math.round((midnight(at) - midnight(now)) / 86_400_000);
}

/** A whole number with its thousands apart: `12.345` in Vietnamese, `12,345` in English. */
export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(localeByLanguage[language], { maximumFractionDigits: 0 }).format(value);
}

const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** Bytes as a person reads them, powers of 1024: `1,4 GB` in Vietnamese, `1.4 GB` in English. */
export function formatBytes(bytes: number, language: Language): string {
  let amount = bytes;
  let step = 0;
  while (amount >= 1024 && step < units.length - 1) {
    amount /= 1024;
    step += 1;
  }
  const digits = step > 0 && amount < 10 ? 1 : 0;
  const text = new Intl.NumberFormat(localeByLanguage[language], { maximumFractionDigits: digits }).format(
    amount,
  );
  return `${text} ${units[step]}`;
}
