import { Alert } from '@mantine/core';
import { IconCalendarTime, IconCalendarX } from '@tabler/icons-react';
import type { Phase, Rescheduling } from '../../../core/meeting.ts';
import { useScheduleWords } from './schedule-words.ts';

type ScheduleNoticeProps = { readonly phase: Phase; readonly moved: Rescheduling | null };

/** That a meeting was moved, postponed or cancelled, and why; nothing for one that stands. */
export function ScheduleNotice({ phase, moved }: ScheduleNoticeProps) {
  const words = useScheduleWords()(phase, moved);
  if (words === null) return null;
  const cancelled = phase.kind === 'cancelled';
  return (
    <Alert
      color={cancelled ? 'son' : 'ho'}
      icon={cancelled ? <IconCalendarX /> : <IconCalendarTime />}
      role="status"
      title={words}
    />
  );
}
