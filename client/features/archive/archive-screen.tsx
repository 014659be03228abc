import { Stack, Text, TextInput, Title } from '@mantine/core';
import { IconArchive, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, replyOf } from '../../session/index.ts';
import { Empty } from '../../ui/empty.tsx';
import { matches } from '../../ui/fold-text.ts';
import { ListSkeleton } from '../../ui/list-skeleton.tsx';
import { FailureNotice } from '../shell/failure-notice.tsx';
import { RecordingTable } from './recording-table.tsx';

/** How often the list asks again, in ms: recordings pass from one state to the next by themselves. */
const refreshMs = 10_000;

/** Every recording that one may watch, newest first. */
export function ArchiveScreen() {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const archive = useQuery({
    queryKey: ['archive'],
    queryFn: () => replyOf(api.archive()),
    refetchInterval: refreshMs,
    placeholderData: keepPreviousData,
  });
  const shown = archive.data?.filter((item) => matches(`${item.title} ${item.unitName}`, query));
  return (
    <Stack gap="lg">
      <header>
        <Title order={1}>{t('archive.title')}</Title>
        <Text c="dimmed">{t('archive.intro')}</Text>
      </header>
      {archive.isPending && <ListSkeleton />}
      {!archive.data && archive.isError && (
        <FailureNotice
          title={t('archive.failed')}
          error={archive.error}
          notPermitted={t('archive.notPermitted')}
          onRetry={() => void archive.refetch()}
        />
      )}
      {archive.data?.length === 0 && (
        <Empty icon={<IconArchive size={32} />} title={t('archive.empty')} hint={t('archive.emptyHint')} />
      )}
      {archive.data && archive.data.length > 0 && (
        <>
          <TextInput
            type="search"
            label={t('archive.search')}
            leftSection={<IconSearch size={18} />}
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
            maw={460}
          />
          {shown?.length === 0 ? (
            <Text c="dimmed" role="status">
              {t('archive.noMatch', { query })}
            </Text>
          ) : (
            <RecordingTable items={shown ?? []} />
          )}
        </>
      )}
    </Stack>
  );
}
