import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconListDetails, IconSearch, IconShieldCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import type { MeetingId } from '../../../core/id.ts';
import { type LogKind, type LogPage, logKinds } from '../../../protocol/log.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { isolated } from '../../i18n/isolated.ts';
import { records, replyOf, serverNow } from '../../session/index.ts';
import { Empty } from '../../ui/empty.tsx';
import { PageMissing } from '../../ui/fault-screen.tsx';
import { matches } from '../../ui/fold-text.ts';
import { ListSkeleton } from '../../ui/list-skeleton.tsx';
import { FailureNotice } from '../shell/failure-notice.tsx';
import { ExportMenu } from './export-menu.tsx';
import { createLineWords } from './line-words.ts';
import classes from './log.module.css';
import { LogList, type WordedLine } from './log-list.tsx';
import { RecordHeader } from './record-header.tsx';
import { useLog } from './use-log.ts';
import { RecordFailure, type Verified, VerifiedNotice } from './verify-log.tsx';

function useVerify(meeting: MeetingId) {
  return useMutation({
    mutationFn: async (): Promise<Verified> => ({
      reply: await replyOf(records.verify(meeting)),
      at: serverNow(),
    }),
  });
}

/** How long typing pauses before the list follows, in ms: a long log is searched as a whole. */
const typingMs = 200;

function useWorded(page: LogPage | undefined, query: string): readonly WordedLine[] {
  const { t } = useTranslation();
  const language = currentLanguage();
  const lines = page?.lines;
  const worded = useMemo(() => {
    const wordsOf = createLineWords(t, language);
    return (lines ?? []).map((line): WordedLine => ({ ...line, words: wordsOf(line) }));
  }, [lines, t, language]);
  return useMemo(
    () =>
      query.trim() === ''
        ? worded
        : worded.filter(({ words, text }) => matches(text === null ? words : `${words} ${text}`, query)),
    [worded, query],
  );
}

function KindSelect({
  kind,
  onChoose,
}: {
  readonly kind: LogKind | null;
  readonly onChoose: (kind: LogKind | null) => void;
}) {
  const { t } = useTranslation();
  return (
    <Select
      label={t('log.kindLabel')}
      placeholder={t('log.allKinds')}
      data={logKinds.map((value) => ({ value, label: t(`log.kind.${value}`) }))}
      value={kind}
      onChange={(value) => onChoose(logKinds.find((each) => each === value) ?? null)}
      clearable
      w={{ base: '100%', xs: 240 }}
    />
  );
}

type LoggedProps = { readonly meeting: MeetingId };

function Logged({ meeting }: LoggedProps) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<LogKind | null>(null);
  const [query, setQuery] = useState('');
  const [sought] = useDebouncedValue(query, typingMs);
  const [saveFailure, setSaveFailure] = useState<unknown>(null);
  const log = useLog(meeting, kind);
  const verify = useVerify(meeting);
  const lines = useWorded(log.data, sought);
  const page = log.data;
  return (
    <Stack gap="lg">
      <RecordHeader
        meeting={meeting}
        title={t('log.title')}
        of={page === undefined ? null : `${isolated(page.title)} · ${isolated(page.unitName)}`}
      />
      <Text c="dimmed">{page?.right === 'part' ? t('log.introPart') : t('log.intro')}</Text>
      {log.isPending && <ListSkeleton />}
      {page === undefined && log.isError && (
        <FailureNotice
          title={t('log.failed')}
          error={log.error}
          notPermitted={t('log.notPermitted')}
          onRetry={() => void log.refetch()}
        />
      )}
      {page !== undefined && (
        <>
          <div className={classes.tools}>
            <TextInput
              type="search"
              label={t('log.search')}
              placeholder={t('log.searchHint')}
              leftSection={<IconSearch size={18} />}
              value={query}
              onChange={(event) => setQuery(event.currentTarget.value)}
              className={classes.search ?? ''}
            />
            <KindSelect kind={kind} onChoose={setKind} />
            <Group gap="sm" className={classes.buttons ?? ''}>
              <Button
                variant="default"
                leftSection={<IconShieldCheck size={18} aria-hidden="true" />}
                loading={verify.isPending}
                onClick={() => verify.mutate()}
              >
                {t('log.verify')}
              </Button>
              <ExportMenu meeting={meeting} right={page.right} onFailure={setSaveFailure} />
            </Group>
          </div>
          {verify.isPending && (
            <Text size="sm" role="status">
              {t('log.verifying')}
            </Text>
          )}
          {verify.isError && <RecordFailure title={t('log.verify')} error={verify.error} />}
          {verify.data && !verify.isPending && <VerifiedNotice verified={verify.data} />}
          {saveFailure !== null && <RecordFailure title={t('log.saveFailed')} error={saveFailure} />}
          <Found lines={lines} query={sought} kind={kind} />
        </>
      )}
    </Stack>
  );
}

type FoundProps = {
  readonly lines: readonly WordedLine[];
  readonly query: string;
  readonly kind: LogKind | null;
};

function Found({ lines, query, kind }: FoundProps) {
  const { t } = useTranslation();
  if (lines.length > 0) return <LogList lines={lines} />;
  if (query.trim() === '' && kind === null)
    return <Empty icon={<IconListDetails size={32} />} title={t('log.empty')} hint={t('log.emptyHint')} />;
  return (
    <Text c="dimmed" role="status">
      {query.trim() === '' ? t('log.noneOfKind') : t('log.noMatch', { query })}
    </Text>
  );
}

/** *Nhật ký*: who did what in a meeting, while it runs and afterwards, for those entitled. */
export function LogScreen() {
  const { id } = useParams();
  return id === undefined ? <PageMissing /> : <Logged meeting={id as MeetingId} />;
}
