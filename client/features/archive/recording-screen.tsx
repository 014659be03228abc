import { Anchor, Button, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft, IconVideo } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import type { RecordingId } from '../../../core/id.ts';
import type { ArchiveItem } from '../../../protocol/archive.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { api, archivePage, RefusalError, replyOf } from '../../session/index.ts';
import { PageMissing } from '../../ui/fault-screen.tsx';
import { formatMoment } from '../../ui/format.ts';
import { ListSkeleton } from '../../ui/list-skeleton.tsx';
import { OwnRecordLinks } from '../log/own-record-links.tsx';
import { FailureNotice } from '../shell/failure-notice.tsx';
import classes from './archive.module.css';
import { DossierPanel } from './dossier-panel.tsx';
import { Downloads } from './downloads.tsx';
import { GapNotice } from './gap-notice.tsx';
import { LineMarks } from './line-marks.tsx';
import { PauseNotice } from './pause-notice.tsx';
import { RecordingDetails } from './recording-details.tsx';
import { RecordingPlayer } from './recording-player.tsx';
import { RecordingStateMark } from './recording-state-mark.tsx';
import { RecordingStatus } from './recording-status.tsx';
import { startIn } from './start-in.ts';
import { VerifyPanel } from './verify-panel.tsx';

/** How often a recording that is not finished is asked for again, in ms. */
const refreshMs = 5_000;

function isFinal({ state }: ArchiveItem): boolean {
  return state === 'ready' || state === 'failed' || state === 'disposed';
}

type RecordedProps = { readonly item: ArchiveItem; readonly startAtMs: number | null };

function Recorded({ item, startAtMs }: RecordedProps) {
  const { t } = useTranslation();
  const ready = item.state === 'ready';
  return (
    <Stack gap="lg">
      <header>
        <Anchor component={Link} to="/archive" className={classes.back} size="sm">
          <IconArrowLeft size={16} aria-hidden="true" />
          {t('archive.backToList')}
        </Anchor>
        <Title order={1} mt={6} className={classes.heading ?? ''}>
          {item.title}
        </Title>
        <div className={classes.subtitle}>
          <Text c="dimmed">
            {item.unitName} · {formatMoment(item.startedAt, currentLanguage())}
          </Text>
          <RecordingStateMark state={item.state} />
        </div>
        <LineMarks item={item} />
        <div className={classes.ways}>
          <OwnRecordLinks meeting={item.meeting} title={item.title} />
          <Button
            component={Link}
            to={archivePage.ofMeeting(item.meeting)}
            variant="subtle"
            size="compact-md"
            ml={-8}
            mt={4}
            leftSection={<IconVideo size={16} aria-hidden="true" />}
          >
            {t('recording.ofMeeting')}
          </Button>
        </div>
      </header>
      {ready ? (
        // A place in it that is another one is gone to from the beginning again.
        <RecordingPlayer key={startAtMs ?? 'beginning'} item={item} startAtMs={startAtMs} />
      ) : (
        <RecordingStatus item={item} />
      )}
      {item.gaps.length > 0 && <GapNotice item={item} />}
      {item.pauses.length > 0 && <PauseNotice item={item} />}
      <div className={classes.panels}>
        <RecordingDetails item={item} />
        <div className={classes.stack}>
          <Downloads item={item} />
          {ready && item.rights.includes('export') && <VerifyPanel id={item.id} />}
        </div>
      </div>
      <DossierPanel item={item} />
    </Stack>
  );
}

/** One recording: the player, what is known of it, the proof that it is unchanged, and the file that it belongs to. */
export function RecordingScreen() {
  const { t } = useTranslation();
  const { id } = useParams();
  const [query] = useSearchParams();
  const recording = useQuery({
    queryKey: ['recording', id],
    queryFn: () => replyOf(api.recording(id as RecordingId)),
    refetchInterval: ({ state }) => (state.data && isFinal(state.data) ? false : refreshMs),
  });
  if (recording.data) return <Recorded item={recording.data} startAtMs={startIn(query)} />;
  if (recording.isPending) return <ListSkeleton />;
  const missing = recording.error instanceof RefusalError && recording.error.refusal.code === 'not-found';
  if (missing) return <PageMissing />;
  return (
    <FailureNotice
      title={t('recording.loadFailed')}
      error={recording.error}
      notPermitted={t('archive.notPermitted')}
      onRetry={() => void recording.refetch()}
    />
  );
}
