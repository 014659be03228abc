import { Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../i18n/index.ts';
import { formatDay, formatTime } from '../../ui/format.ts';
import { dayText, type MeetingOrder, momentOf, type OrderFaults } from './meeting-order.ts';

type When = Pick<MeetingOrder, 'date' | 'time'>;

type WhenFieldsProps = {
  readonly when: When;
  /** Hub time. */
  readonly now: number;
  readonly faults: Pick<OrderFaults, 'date' | 'time'>;
  readonly onChange: (when: Partial<When>) => void;
};

/** Day and time of a meeting. */
export function WhenFields({ when, now, faults, onChange }: WhenFieldsProps) {
  const { t } = useTranslation();
  const dateFault = { missing: t('convening.dateMissing'), past: t('convening.datePast') };
  return (
    <>
      <TextInput
        type="date"
        label={t('convening.date')}
        min={dayText(now)}
        value={when.date}
        onChange={(event) => onChange({ date: event.currentTarget.value })}
        error={faults.date ? dateFault[faults.date] : null}
      />
      <TextInput
        type="time"
        label={t('convening.time')}
        value={when.time}
        onChange={(event) => onChange({ time: event.currentTarget.value })}
        error={faults.time ? t('convening.timeMissing') : null}
      />
    </>
  );
}

type WhenWordsProps = { readonly className: string; readonly when: When; readonly minutes: number | null };

/** The same in words: the browser may show the day before the month, or after it. */
export function WhenWords({ className, when, minutes }: WhenWordsProps) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const moment = momentOf(when);
  if (moment === null) return null;
  const begins = `${formatTime(moment, language)}, ${formatDay(moment, language)}`;
  return (
    <Text size="sm" c="dimmed" className={className}>
      {minutes === null
        ? begins
        : `${begins}, ${t('convening.until', { time: formatTime(moment + minutes * 60_000, language) })}`}
    </Text>
  );
}
