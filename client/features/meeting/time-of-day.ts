import { useTranslation } from 'react-i18next';

const localeByLanguage: Readonly<Record<string, string>> = { vi: 'vi-VN', en: 'en-GB' };

/** Epoch milliseconds as the time on this device's clock, `08:05`, in the language shown. */
export function useTimeOfDay(): (at: number, withSeconds?: boolean) => string {
  const { i18n } = useTranslation();
  const locale = localeByLanguage[i18n.language];
  return (at, withSeconds = false) =>
    new Date(at).toLocaleTimeString(locale, {
      hour: '2-digit',
      minute: '2-digit',
      ...(withSeconds ? { second: '2-digit' } : {}),
      hour12: false,
    });
}

/** Epoch milliseconds as a date with its weekday, in the language shown. */
export function useDate(): (at: number) => string {
  const { i18n } = useTranslation();
  const locale = localeByLanguage[i18n.language];
  return (at) =>
    new Date(at).toLocaleDateString(locale, {
      weekday: 'long',
      day: '2-digit',
      month: '2-digit',
      year: 'numeric',
    });
}
