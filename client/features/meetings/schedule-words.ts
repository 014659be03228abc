import { useTranslation } from 'react-i18next';
import type { Phase, Rescheduling } from '../../../core/meeting.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { formatDate, formatTime } from '../../ui/format.ts';

/** What everybody invited is told of a meeting that was moved, postponed or cancelled (SCHEDULE-9); null: it stands. */
export function useScheduleWords(): (phase: Phase, moved: Rescheduling | null) => string | null {
  const { t } = useTranslation();
  return (phase, moved) => {
    const language = currentLanguage();
    switch (phase.kind) {
      case 'postponed':
        return t('meetings.postponedWhy', { reason: phase.reason });
      case 'cancelled':
        return t('meetings.cancelledWhy', { reason: phase.reason });
      case 'scheduled':
      case 'trial':
        if (moved === null) return null;
        return t('meetings.movedFrom', {
          time: formatTime(moved.from, language),
          date: formatDate(moved.from, language),
          reason: moved.reason,
        });
      case 'live':
      case 'closed':
        return null;
    }
  };
}
