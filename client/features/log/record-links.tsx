import { Button, Group } from '@mantine/core';
import { IconFileText, IconListDetails, IconReportAnalytics } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { MeetingId } from '../../../core/id.ts';
import { recordPage } from '../../session/index.ts';

type RecordLinksProps = {
  readonly meeting: MeetingId;
  /** Of the meeting, so that a list of many links tells them apart. */
  readonly title: string;
  /** Whether it has been opened: before that there is nothing to write of. */
  readonly opened: boolean;
};

/** The way to a meeting's minutes. */
export function MinutesLink({ meeting, title }: Omit<RecordLinksProps, 'opened'>) {
  const { t } = useTranslation();
  return (
    <Button
      component={Link}
      to={recordPage.minutes(meeting)}
      variant="subtle"
      size="compact-md"
      leftSection={<IconFileText size={16} aria-hidden="true" />}
      aria-label={t('minutes.open', { title })}
    >
      {t('minutes.title')}
    </Button>
  );
}

/** The ways to a meeting's log and reports, for who may read them. */
export function RecordLinks({ meeting, title, opened }: RecordLinksProps) {
  const { t } = useTranslation();
  return (
    <Group gap="xs" ml={-8} mt={4}>
      <Button
        component={Link}
        to={recordPage.log(meeting)}
        variant="subtle"
        size="compact-md"
        leftSection={<IconListDetails size={16} aria-hidden="true" />}
        aria-label={t('log.open', { title })}
      >
        {t('log.title')}
      </Button>
      <Button
        component={Link}
        to={recordPage.speech(meeting)}
        variant="subtle"
        size="compact-md"
        leftSection={<IconReportAnalytics size={16} aria-hidden="true" />}
        aria-label={t('reports.open', { title })}
      >
        {t('reports.title')}
      </Button>
      {opened && <MinutesLink meeting={meeting} title={title} />}
    </Group>
  );
}
