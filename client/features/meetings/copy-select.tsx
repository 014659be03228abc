import { Button, Select } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MeetingId, UnitId } from '../../../core/id.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { api, replyOf } from '../../session/index.ts';
import { matches } from '../../ui/fold-text.ts';
import { formatDate } from '../../ui/format.ts';
import classes from './convene.module.css';

type CopySelectProps = {
  /** Null while none is chosen. */
  readonly unit: UnitId | null;
  readonly busy: boolean;
  readonly onCopy: (meeting: MeetingId) => void;
};

/** The last meeting of the unit in one press, or any of its meetings from a list. */
export function CopySelect({ unit, busy, onCopy }: CopySelectProps) {
  const { t } = useTranslation();
  const meetings = useQuery({
    queryKey: ['unit-meetings', unit],
    queryFn: () => (unit === null ? [] : replyOf(api.unitMeetings(unit))),
    enabled: unit !== null,
  });
  const [last] = meetings.data ?? [];
  if (!last) return null;
  return (
    <div className={classes.copy}>
      <Select
        aria-label={t('convening.copy')}
        placeholder={t('convening.copy')}
        data={(meetings.data ?? []).map(({ id, title, scheduledAt }) => ({
          value: id,
          label: `${formatDate(scheduledAt, currentLanguage())}: ${title}`,
        }))}
        value={null}
        disabled={busy}
        searchable
        limit={50}
        filter={({ options, search }) =>
          options.filter((option) => 'label' in option && matches(option.label, search))
        }
        onChange={(chosen) => {
          const meeting = meetings.data?.find(({ id }) => id === chosen);
          if (meeting) onCopy(meeting.id);
        }}
      />
      <Button
        variant="default"
        leftSection={<IconCopy size={18} aria-hidden="true" />}
        loading={busy}
        onClick={() => onCopy(last.id)}
      >
        {t('convening.copyLast')}
      </Button>
    </div>
  );
}
