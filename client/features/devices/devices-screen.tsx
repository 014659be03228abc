import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDeviceTv, IconPlus, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { api, RefusalError, replyOf } from '../../session/index.ts';
import { Empty } from '../../ui/empty.tsx';
import { matches } from '../../ui/fold-text.ts';
import { ListSkeleton } from '../../ui/list-skeleton.tsx';
import { PairDeviceDialog } from '../pairing/pair-device-dialog.tsx';
import { FailureNotice } from '../shell/failure-notice.tsx';
import { DeviceTable } from './device-table.tsx';

/** How often the list asks again, in ms. */
const refreshMs = 10_000;
/** From this many devices on a search field helps more than it costs. */
const searchFrom = 8;

/** The paired room screens of the units one operates: pairing a new one, revoking an old one. */
export function DevicesScreen() {
  const { t } = useTranslation();
  const [pairing, pair] = useDisclosure(false);
  const [address] = useSearchParams();
  // A unit's details lead here with its name.
  const [query, setQuery] = useState(address.get('find') ?? '');
  const devices = useQuery({
    queryKey: ['devices'],
    queryFn: () => replyOf(api.devices()),
    refetchInterval: refreshMs,
    placeholderData: keepPreviousData,
  });
  const all = devices.data ?? [];
  const shown = all.filter((device) => matches(device.unitName, query));
  const permitted = !(
    devices.error instanceof RefusalError && devices.error.refusal.code === 'not-permitted'
  );
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-end" gap="md">
        <header>
          <Title order={1}>{t('devices.title')}</Title>
          <Text c="dimmed">{t('devices.intro')}</Text>
        </header>
        {permitted && (
          <Button leftSection={<IconPlus size={18} aria-hidden="true" />} onClick={pair.open}>
            {t('pairing.pair')}
          </Button>
        )}
      </Group>
      {devices.isPending && <ListSkeleton />}
      {!devices.data && devices.isError && (
        <FailureNotice
          title={t('devices.failed')}
          error={devices.error}
          notPermitted={t('devices.notPermitted')}
          onRetry={() => void devices.refetch()}
        />
      )}
      {devices.data && all.length === 0 && (
        <Empty
          icon={<IconDeviceTv size={32} />}
          title={t('devices.empty')}
          hint={t('devices.emptyHint', { address: `${location.origin}/site` })}
        />
      )}
      {(all.length >= searchFrom || query !== '') && (
        <TextInput
          type="search"
          label={t('devices.search')}
          leftSection={<IconSearch size={18} />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          maw={460}
        />
      )}
      {all.length > 0 && shown.length === 0 && (
        <Text c="dimmed" role="status">
          {t('devices.noMatch', { query })}
        </Text>
      )}
      {shown.length > 0 && <DeviceTable devices={shown} />}
      <PairDeviceDialog opened={pairing} onClose={pair.close} />
    </Stack>
  );
}
