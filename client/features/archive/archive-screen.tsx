import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArchive, IconFileImport, IconPlugConnectedX, IconSearchOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CataloguePage } from '../../../protocol/archive.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { useIdentity } from '../../session/index.ts';
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
import { useFilter } from './use-filter.ts';

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

/** Kho lưu trữ: what was recorded, found by words, unit, days and state; newest first. */
export function ArchiveScreen() {
  const { t } = useTranslation();
  const desk = useFilter();
  const catalogue = useCatalogue(desk.filter);
  const pages = catalogue.data?.pages ?? [];
  const first = pages[0];
  const lines = pages.flatMap((page) => page.lines);
  const filtered = isFiltered(desk.filter);
  const searching = catalogue.isPlaceholderData;
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-end" gap="md">
        <header>
          <Title order={1}>{t('archive.title')}</Title>
          <Text c="dimmed">{t('archive.intro')}</Text>
        </header>
        {first !== undefined && <ImportButton />}
      </Group>
      {catalogue.isPending && <ListSkeleton />}
      {first === undefined && catalogue.isError && (
        <FailureNotice
          title={t('archive.failed')}
          error={catalogue.error}
          notPermitted={t('archive.notPermitted')}
          onRetry={() => void catalogue.refetch()}
        />
      )}
      {first !== undefined && (
        <>
          <ArchiveNotices />
          {(filtered || lines.length > 0) && <FilterBar desk={desk} units={first.units} />}
          {catalogue.isRefetchError && (
            <Alert color="ho" icon={<IconPlugConnectedX />} role="status">
              {t('catalogue.stale')}
            </Alert>
          )}
          {lines.length > 0 && (
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
          )}
          {lines.length === 0 &&
            (filtered ? (
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
            ) : (
              <Empty
                icon={<IconArchive size={32} />}
                title={t('archive.empty')}
                hint={t('archive.emptyHint')}
              />
            ))}
        </>
      )}
    </Stack>
  );
}
