import { Alert, Button, Fieldset, Group, Modal, PinInput, Select, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitItem } from '../../../protocol/http.ts';
import { api, RefusalError, replyOf } from '../../session/index.ts';
import { matches } from '../meeting/fold-text.ts';

type PairDeviceDialogProps = { readonly opened: boolean; readonly onClose: () => void };

/** Digits of a pairing code (protocol `confirmPairingBody`). */
const codeLength = 6;

/** "Xã Nà Hỳ, Huyện Nậm Pồ": many communes share a name. */
function useUnitOptions(units: readonly UnitItem[]): { value: string; label: string }[] {
  const { t } = useTranslation();
  return useMemo(() => {
    const nameById = new Map(units.map((unit) => [unit.id, unit.name]));
    return units.map(({ id, name, parent }) => {
      const parentName = parent === null ? undefined : nameById.get(parent);
      const label =
        parentName === undefined ? name : t('pairing.unitUnder', { unit: name, parent: parentName });
      return { value: id, label };
    });
  }, [units, t]);
}

function PairForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [code, setCode] = useState('');
  const [unit, setUnit] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const units = useQuery({ queryKey: ['units'], queryFn: () => replyOf(api.units()), staleTime: 60_000 });
  const options = useUnitOptions(units.data ?? []);
  const chosen = units.data?.find((each) => each.id === unit);
  const pair = useMutation({
    mutationFn: (at: UnitItem) => replyOf(api.confirmPairing(code, at.id)),
    onSuccess: (device) => {
      void queries.invalidateQueries({ queryKey: ['devices'] });
      notifications.show({ color: 'luc', message: t('pairing.paired', { unit: device.unitName }) });
      onClose();
    },
  });
  const refusal = pair.error instanceof RefusalError ? pair.error.refusal.code : 'internal';
  const codeShort = code.length < codeLength;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!codeShort && chosen) pair.mutate(chosen);
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <Text size="sm">{t('pairing.howTo', { address: `${location.origin}/site` })}</Text>
        {pair.isError && (
          <Alert color="son" icon={<IconAlertTriangle />} role="alert">
            {refusal === 'not-found' ? t('pairing.codeWrong') : t(`refusal.${refusal}`)}
          </Alert>
        )}
        <Fieldset variant="unstyled" legend={t('pairing.code')}>
          <PinInput
            length={codeLength}
            type="number"
            size="lg"
            oneTimeCode
            value={code}
            onChange={setCode}
            error={tried && codeShort}
            getInputProps={(index) => ({
              'aria-label': t('pairing.codeDigit', { number: index + 1 }),
              'data-autofocus': index === 0 || undefined,
            })}
          />
          {tried && codeShort && (
            <Text size="sm" c="var(--dc-lost-text)" mt={6} role="alert">
              {t('pairing.codeMissing')}
            </Text>
          )}
        </Fieldset>
        <Select
          label={t('pairing.unit')}
          description={t('pairing.unitHint')}
          data={options}
          value={unit}
          onChange={setUnit}
          searchable
          clearable
          limit={50}
          nothingFoundMessage={t('pairing.unitNone')}
          filter={({ options: all, search }) =>
            all.filter((option) => 'label' in option && matches(option.label, search))
          }
          error={
            units.isError
              ? t('pairing.unitsFailed')
              : tried && unit === null
                ? t('pairing.unitMissing')
                : null
          }
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={pair.isPending}>
            {t('common.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Ghép thiết bị: the code that the room's screen shows, and the unit whose room it is. */
export function PairDeviceDialog({ opened, onClose }: PairDeviceDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('pairing.pair')}
      size={480}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <PairForm onClose={onClose} />
    </Modal>
  );
}
