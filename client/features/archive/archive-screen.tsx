import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArchive, IconFileImport, IconPlugConnectedX, IconSearchOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CataloguePage } from '../../../protocol/archive.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { RefusalError, useIdentity } from '../../session/index.ts';
import { Empty } from '../../ui/empty.tsx';
import { formatNumber } from '../../ui/format.ts';
import { ListSkeleton } from '../../ui/list-skeleton.tsx';
import { FailureNotice } from '../shell/failure-notice.tsx';
import { ArchiveNotices } from './archive-notices.tsx';
import classes from './catalogue.module.css';
import { isFiltered } from './catalogue-filter.ts';
import { FilterBar } from './filter-bar.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { RecordingTable } from './recording-table.tsx';
import { useCatalogue } from './use-catalogue.ts';
import { type FilterDesk, useFilter } from './use-filter.ts';

function Count({ page, searching }: { readonly page: CataloguePage; readonly searching: boolean }) {
  const { t } = useTranslation();
  const number = formatNumber(page.count, currentLanguage());
  const words = page.more
    ? t('catalogue.countMore', { number })
    : t('catalogue.count', { count: page.count, number });
  return (
    <Text size="sm" c="dimmed" role="status" className="tabular">
      {searching ? t('catalogue.searching') : words}
    </Text>
  );
}

/** Nhập hồ sơ: for who runs the hub. */
function ImportButton() {
  const { t } = useTranslation();
  const identity = useIdentity();
  const [opened, dialog] = useDisclosure(false);
  if (identity.kind !== 'signedIn' || !identity.account.administrator) return null;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFileImport size={18} aria-hidden="true" />}
        onClick={dialog.open}
      >
        {t('importing.title')}
      </Button>
      <ImportDialog opened={opened} onClose={dialog.close} />
    </>
  );
}

/** Nothing was found, or nothing is there yet. */
function Nothing({ desk, filtered }: { readonly desk: FilterDesk; readonly filtered: boolean }) {
  const { t } = useTranslation();
  if (!filtered)
    return (
      <Empty icon={<IconArchive size={32} />} title={t('archive.empty')} hint={t('archive.emptyHint')} />
    );
  return (
    <div role="status" className={classes.results}>
      <Empty
        icon={<IconSearchOff size={32} />}
        title={t('catalogue.noMatch')}
        hint={t('catalogue.noMatchHint')}
      />
      <Button variant="default" className={classes.next ?? ''} onClick={desk.clear}>
        {t('catalogue.clear')}
      </Button>
    </div>
  );
}

type FoundProps = {
  readonly desk: FilterDesk;
  readonly catalogue: ReturnType<typeof useCatalogue>;
  readonly first: CataloguePage;
};

/** The lines found so far, and the way to more. */
function Found({ desk, catalogue, first }: FoundProps) {
  const { t } = useTranslation();
  const lines = catalogue.data?.pages.flatMap((page) => page.lines) ?? [];
  const searching = catalogue.isPlaceholderData;
  if (lines.length === 0) return <Nothing desk={desk} filtered={isFiltered(desk.filter)} />;
  return (
    <div className={classes.results} aria-busy={searching}>
      <Count page={first} searching={searching} />
      <RecordingTable lines={lines} />
      {catalogue.hasNextPage && (
        <Button
          variant="default"
          className={classes.next ?? ''}
          loading={catalogue.isFetchingNextPage}
          onClick={() => void catalogue.fetchNextPage()}
        >
          {t('catalogue.more')}
        </Button>
      )}
      {catalogue.isFetchNextPageError && (
        <Text size="sm" role="alert" ta="center">
          {t('catalogue.moreFailed')}
        </Text>
      )}
    </div>
  );
}

/** Kho lưu trữ: what was recorded, found by words, unit, days and state; newest first. */
export function ArchiveScreen() {
  const { t } = useTranslation();
  const desk = useFilter();
  const catalogue = useCatalogue(desk.filter);
  const first = catalogue.data?.pages[0];
  const closed = catalogue.error instanceof RefusalError && catalogue.error.refusal.code === 'not-permitted';
  // An archive with nothing in it needs no search; what cannot be answered must not take the fields away.
  const searchable = !closed && (isFiltered(desk.filter) || (first?.lines.length ?? 0) > 0);
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-end" gap="md">
        <header>
          <Title order={1}>{t('archive.title')}</Title>
          <Text c="dimmed">{t('archive.intro')}</Text>
        </header>
        {first !== undefined && <ImportButton />}
      </Group>
      {!closed && <ArchiveNotices />}
      {searchable && <FilterBar desk={desk} units={first?.units ?? []} />}
      {catalogue.isPending && <ListSkeleton />}
      {first === undefined && catalogue.isError && (
        <FailureNotice
          title={t('archive.failed')}
          error={catalogue.error}
          notPermitted={t('archive.notPermitted')}
          onRetry={() => void catalogue.refetch()}
        />
      )}
      {first !== undefined && catalogue.isRefetchError && (
        <Alert color="ho" icon={<IconPlugConnectedX />} role="status">
          {t('catalogue.stale')}
        </Alert>
      )}
      {first !== undefined && <Found desk={desk} catalogue={catalogue} first={first} />}
    </Stack>
  );
}
