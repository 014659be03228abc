import { Alert, Anchor, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconArrowLeft, IconHourglass } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { ArchiveItem } from '../../../protocol/archive.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { api, replyOf } from '../../session/index.ts';
import { PageMissing } from '../../ui/fault-screen.tsx';
import { formatMoment } from '../../ui/format.ts';
import { ListSkeleton } from '../../ui/list-skeleton.tsx';
import { OwnRecordLinks } from '../log/own-record-links.tsx';
import { FailureNotice } from '../shell/failure-notice.tsx';
import classes from './archive.module.css';
import { GapNotice } from './gap-notice.tsx';
import { reasonWords } from './reason-words.ts';
import { RecordingDetails } from './recording-details.tsx';
import { RecordingPlayer } from './recording-player.tsx';
import { RecordingStateMark } from './recording-state-mark.tsx';
import { VerifyPanel } from './verify-panel.tsx';

/** How often a recording that is not finished is asked for again, in ms. */
const refreshMs = 5_000;

function isFinal(item: ArchiveItem): boolean {
  return item.state === 'ready' || item.state === 'failed';
}

/** Why there is nothing to play (yet). */
function NotReady({ item }: { readonly item: ArchiveItem }) {
  const { t } = useTranslation();
  if (item.state === 'failed')
    return (
      <Alert color="son" icon={<IconAlertTriangle />} title={t('archive.failedRecording')}>
        {t('archive.failedRecordingHint', { reason: reasonWords(t, item.reason ?? '') })}
      </Alert>
    );
  const composing = item.state === 'composing' || item.state === 'stopping';
  return (
    <Alert
      color="ho"
      icon={<IconHourglass />}
      title={composing ? t('archive.notReady') : t('archive.stillRecording')}
      role="status"
    >
      {composing ? t('archive.notReadyHint') : t('archive.stillRecordingHint')}
    </Alert>
  );
}

function Recorded({ item }: { readonly item: ArchiveItem }) {
  const { t } = useTranslation();
  return (
    <Stack gap="lg">
      <header>
        <Anchor component={Link} to="/archive" className={classes.back} size="sm">
          <IconArrowLeft size={16} aria-hidden="true" />
          {t('archive.backToList')}
        </Anchor>
        <Title order={1} mt={6}>
          {item.title}
        </Title>
        <div className={classes.subtitle}>
          <Text c="dimmed">
            {item.unitName} · {formatMoment(item.startedAt, currentLanguage())}
          </Text>
          <RecordingStateMark state={item.state} />
        </div>
        <OwnRecordLinks meeting={item.meeting} title={item.title} />
      </header>
      {item.state === 'ready' ? <RecordingPlayer item={item} /> : <NotReady item={item} />}
      {item.gaps.length > 0 && <GapNotice item={item} />}
      <div className={classes.panels}>
        <RecordingDetails item={item} />
        {item.state === 'ready' && <VerifyPanel id={item.id} />}
      </div>
    </Stack>
  );
}

/** One recording: the player with chapters and captions, what is known of it, and the proof that it is unchanged. */
export function RecordingScreen() {
  const { t } = useTranslation();
  const { id } = useParams();
  const archive = useQuery({
    queryKey: ['archive'],
    queryFn: () => replyOf(api.archive()),
    refetchInterval: ({ state }) => {
      const item = state.data?.find((each) => each.id === id);
      return item && isFinal(item) ? false : refreshMs;
    },
  });
  const item = archive.data?.find((each) => each.id === id);
  if (item) return <Recorded item={item} />;
  if (archive.isPending) return <ListSkeleton />;
  if (archive.isError)
    return (
      <FailureNotice
        title={t('archive.failed')}
        error={archive.error}
        notPermitted={t('archive.notPermitted')}
        onRetry={() => void archive.refetch()}
      />
    );
  return <PageMissing />;
}
