import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDownload, IconSearch } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import type { MeetingId } from '../../../core/id.ts';
import type { RecordedState } from '../../../protocol/log.ts';
import { isolated } from '../../i18n/isolated.ts';
import { RefusalError, recordAddress, records, replyOf, saveFile, useNow } from '../../session/index.ts';
import { PageMissing } from '../../ui/fault-screen.tsx';
import { ListSkeleton } from '../../ui/list-skeleton.tsx';
import { RecordHeader } from '../log/record-header.tsx';
import { RecordFailure } from '../log/verify-log.tsx';
import { FailureNotice } from '../shell/failure-notice.tsx';
import { AttendanceReportPanel } from './attendance-report-panel.tsx';
import classes from './reports.module.css';
import { SpeechReportPanel } from './speech-report-panel.tsx';

/** How often a running meeting's reports are asked for again, in ms. */
const refreshMs = 10_000;
const typingMs = 200;

type Kind = 'speech' | 'attendance';

function ExportButton({ meeting, kind }: { readonly meeting: MeetingId; readonly kind: Kind }) {
  const { t } = useTranslation();
  const save = useMutation({
    mutationFn: async () => {
      const refusal = await saveFile(recordAddress[kind](meeting), `${kind}.csv`);
      if (refusal !== null) throw new RefusalError(refusal);
    },
  });
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconDownload size={18} aria-hidden="true" />}
        loading={save.isPending}
        onClick={() => save.mutate()}
        className={classes.export ?? ''}
      >
        {t('reports.export')}
      </Button>
      {save.isError && <RecordFailure title={t('log.saveFailed')} error={save.error} />}
    </>
  );
}

type ShownProps = { readonly id: MeetingId; readonly kind: Kind; readonly state: RecordedState };

function Shown({ id, kind, state: { meeting, right } }: ShownProps) {
  const { t } = useTranslation();
  const now = useNow();
  const [query, setQuery] = useState('');
  const [sought] = useDebouncedValue(query, typingMs);
  return (
    <>
      {right === 'part' && <Text c="dimmed">{t('reports.part')}</Text>}
      <div className={classes.tools}>
        <TextInput
          type="search"
          label={t('reports.search')}
          leftSection={<IconSearch size={18} />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          className={classes.search ?? ''}
        />
        <ExportButton meeting={id} kind={kind} />
      </div>
      {kind === 'speech' ? (
        <SpeechReportPanel meeting={meeting} now={now} query={sought} />
      ) : (
        <AttendanceReportPanel meeting={meeting} query={sought} />
      )}
    </>
  );
}

function Reported({ id, kind }: { readonly id: MeetingId; readonly kind: Kind }) {
  const { t } = useTranslation();
  const state = useQuery({
    queryKey: ['record', id],
    queryFn: () => replyOf(records.state(id)),
    refetchInterval: (query) => (query.state.data?.meeting.phase.kind === 'closed' ? false : refreshMs),
  });
  const meeting = state.data?.meeting;
  const of =
    meeting === undefined
      ? null
      : `${isolated(meeting.title)} · ${isolated(meeting.unitById[meeting.unit]?.name ?? '')}`;
  return (
    <Stack gap="lg">
      <RecordHeader meeting={id} title={t(`reports.${kind}`)} of={of} />
      {state.isPending && <ListSkeleton />}
      {state.data === undefined && state.isError && (
        <FailureNotice
          title={t('reports.failed')}
          error={state.error}
          notPermitted={t('reports.notPermitted')}
          onRetry={() => void state.refetch()}
        />
      )}
      {state.data !== undefined && <Shown key={kind} id={id} kind={kind} state={state.data} />}
    </Stack>
  );
}

/** *Báo cáo phát biểu* or *Báo cáo có mặt* of a meeting, while it runs and afterwards, for those who read its log. */
export function ReportsScreen({ kind }: { readonly kind: Kind }) {
  const { id } = useParams();
  return id === undefined ? <PageMissing /> : <Reported id={id as MeetingId} kind={kind} />;
}
