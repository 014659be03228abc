import { Button, Text } from '@mantine/core';
import { IconArrowLeft, IconFileOff, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { MeetingId, RecordingId } from '../../../core/id.ts';
import type { ArchiveItem } from '../../../protocol/archive.ts';
import { api, archivePage, replyOf } from '../../session/index.ts';
import { Empty } from '../../ui/empty.tsx';
import { ListSkeleton } from '../../ui/list-skeleton.tsx';
import classes from '../../ui/paper.module.css';
import { FailureNotice } from '../shell/failure-notice.tsx';
import { HandOverForm } from './hand-over-form.tsx';
import { handOverList } from './hand-over-record.ts';
import { useDossier } from './use-dossier.ts';

/** Every recording of a meeting that one may see, page after page: a meeting has a handful. */
async function recordingsOf(meeting: MeetingId): Promise<readonly ArchiveItem[]> {
  let page = await replyOf(api.catalogue({ meeting }));
  const found = [...page.lines];
  while (page.next !== null) {
    page = await replyOf(api.catalogue({ meeting, after: page.next }));
    found.push(...page.lines);
  }
  return found;
}

function Paper({ id }: { readonly id: RecordingId }) {
  const { t } = useTranslation();
  const dossier = useDossier(id);
  const meeting = dossier.data?.meeting;
  const recordings = useQuery({
    queryKey: ['recordings-of', meeting],
    queryFn: () => (meeting === undefined ? [] : recordingsOf(meeting)),
    enabled: meeting !== undefined,
  });
  const failed = dossier.error ?? recordings.error;
  if (failed !== null)
    return (
      <FailureNotice
        title={t('dossier.failed')}
        error={failed}
        onRetry={() => void (dossier.isError ? dossier.refetch() : recordings.refetch())}
      />
    );
  if (!dossier.data || !recordings.data) return <ListSkeleton />;
  const { custody, title } = dossier.data;
  if (custody === null)
    return (
      <Empty
        icon={<IconFileOff size={32} />}
        title={t('handOver.notDone')}
        hint={t('handOver.notDoneHint')}
      />
    );
  return (
    <HandOverForm
      dossier={dossier.data}
      custody={custody}
      list={handOverList(custody, title, recordings.data)}
    />
  );
}

/** The record of a hand-over, to be printed on A4 and signed by both sides. */
export function HandOverScreen() {
  const { t } = useTranslation();
  const params = useParams();
  const id = (params.id ?? '') as RecordingId;
  return (
    <main className={classes.screen}>
      <div className={classes.tools}>
        <Button
          component={Link}
          to={archivePage.recording(id)}
          variant="default"
          leftSection={<IconArrowLeft size={18} aria-hidden="true" />}
        >
          {t('handOver.back')}
        </Button>
        <Text size="sm" c="dimmed" className={classes.note ?? ''}>
          {t('handOver.formNote')}
        </Text>
        <Button leftSection={<IconPrinter size={18} aria-hidden="true" />} onClick={() => window.print()}>
          {t('handOver.printNow')}
        </Button>
      </div>
      <Paper id={id} />
    </main>
  );
}
