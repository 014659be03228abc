import { Alert, Button, Fieldset, Group, Modal, PinInput, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitItem } from '../../../protocol/http.ts';
import { api, RefusalError, replyOf } from '../../session/index.ts';
import { UnitSelect } from './unit-select.tsx';

type PairDeviceDialogProps = { readonly opened: boolean; readonly onClose: () => void };

/** Digits of a pairing code (protocol `confirmPairingBody`). */
const codeLength = 6;

function PairForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [code, setCode] = useState('');
  const [unit, setUnit] = useState<UnitItem | null>(null);
  const [tried, setTried] = useState(false);
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
    if (!codeShort && unit) pair.mutate(unit);
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
        <UnitSelect
          label={t('pairing.unit')}
          description={t('pairing.unitHint')}
          value={unit?.id ?? null}
          onChange={setUnit}
          missing={tried && unit === null}
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
