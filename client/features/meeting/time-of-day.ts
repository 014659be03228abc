import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../i18n/index.ts';
import { formatDay, formatTime } from '../../ui/format.ts';

/** Epoch milliseconds as the time on this device's clock, `08:05`, in the language shown. */
export function useTimeOfDay(): (at: number) => string {
  useTranslation();
  const language = currentLanguage();
  return (at) => formatTime(at, language);
}

/** Epoch milliseconds as a date with its weekday, in the language shown. */
export function useDate(): (at: number) => string {
  useTranslation();
  const language = currentLanguage();
  return (at) => formatDay(at, language);
}
