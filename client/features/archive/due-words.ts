import type { TFunction } from 'i18next';

/** How long a file's hand-over may still wait, in words; `days` from today, negative: it is late. */
export function dueWords(t: TFunction, days: number): string {
  if (days === 0) return t('catalogue.due.today');
  return days > 0 ? t('catalogue.due.left', { count: days }) : t('catalogue.due.over', { count: -days });
}
