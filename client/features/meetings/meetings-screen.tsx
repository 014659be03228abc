import { Alert, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconCalendarEvent, IconPlugConnectedX } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../i18n/index.ts';
import { api, replyOf, useNow } from '../../session/index.ts';
import { Empty } from '../../ui/empty.tsx';
import { formatDay } from '../../ui/format.ts';
import { FailureNotice } from '../shell/failure-notice.tsx';
import { ConveneButton } from './convene-button.tsx';
import { MeetingCard } from './meeting-card.tsx';
import classes from './meetings.module.css';
import { UnitMeetingsButton } from './unit-meetings-button.tsx';

/** How often the list asks again, in ms: a meeting that opens shows within this. */
const refreshMs = 5_000;

/** One's meetings, as the hub orders them: live first, then by time. Keeps itself fresh. */
export function MeetingsScreen() {
  const { t } = useTranslation();
  const now = useNow();
  const meetings = useQuery({
    queryKey: ['meetings'],
    queryFn: () => replyOf(api.meetings()),
    refetchInterval: refreshMs,
    placeholderData: keepPreviousData,
  });
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-end" gap="md">
        <header>
          <Title order={1}>{t('meetings.title')}</Title>
          <Text c="dimmed">{formatDay(now, currentLanguage())}</Text>
        </header>
        <Group gap="sm">
          <UnitMeetingsButton />
          <ConveneButton />
        </Group>
      </Group>
      {meetings.data && meetings.isError && (
        <Alert color="ho" icon={<IconPlugConnectedX />} role="status">
          {t('meetings.stale')}
        </Alert>
      )}
      {meetings.isPending && (
        <Stack aria-label={t('common.loading')} role="status">
          <Skeleton height={124} radius="lg" />
          <Skeleton height={124} radius="lg" />
        </Stack>
      )}
      {!meetings.data && meetings.isError && (
        <FailureNotice
          title={t('meetings.failed')}
          error={meetings.error}
          onRetry={() => void meetings.refetch()}
        />
      )}
      {meetings.data?.length === 0 && (
        <Empty
          icon={<IconCalendarEvent size={32} />}
          title={t('meetings.empty')}
          hint={t('meetings.emptyHint')}
        />
      )}
      {meetings.data && meetings.data.length > 0 && (
        <ul className={classes.list}>
          {meetings.data.map((meeting) => (
            <li key={meeting.id}>
              <MeetingCard meeting={meeting} now={now} />
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
}
