import { Alert, Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck, IconCopy, IconLink } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { archivePage, serverNow } from '../../session/index.ts';
import { dayText } from '../meetings/meeting-order.ts';
import { linkDays, linkUntil, longestLinkDays } from './link-time.ts';
import { OrderDialog, OrderForm } from './order-dialog.tsx';
import type { DossierDesk } from './use-dossier.ts';

type LinkDialogProps = {
  readonly desk: DossierDesk;
  readonly opened: boolean;
  readonly onClose: () => void;
};

type Made = { readonly whom: string; readonly address: string };

/** A week, unless another day is chosen. */
const usualMs = 7 * 86_400_000;

function Ready({ made, onClose }: { readonly made: Made; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <Alert color="luc" icon={<IconLink />} title={t('links.made', { whom: made.whom })} role="status">
        {t('links.once')}
      </Alert>
      <TextInput
        aria-label={t('links.title')}
        readOnly
        value={made.address}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
        <CopyButton value={made.address}>
          {({ copied, copy }) => (
            <Button
              leftSection={
                copied ? (
                  <IconCheck size={18} aria-hidden="true" />
                ) : (
                  <IconCopy size={18} aria-hidden="true" />
                )
              }
              onClick={copy}
            >
              {t(copied ? 'links.copied' : 'links.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Stack>
  );
}

function LinkForm({ desk, onClose }: Omit<LinkDialogProps, 'opened'>) {
  const { t } = useTranslation();
  const [whom, setWhom] = useState('');
  const [day, setDay] = useState(() => dayText(serverNow() + usualMs));
  const [tried, setTried] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const days = linkDays(serverNow());
  const until = linkUntil(day, serverNow());
  const submit = async () => {
    setTried(true);
    if (whom.trim() === '' || until === null) return;
    const reply = await desk.order({ type: 'link.make', whom: whom.trim(), until });
    if (reply === null || reply.secret === null) return;
    setMade({ whom: whom.trim(), address: `${location.origin}${archivePage.shared(reply.secret)}` });
  };
  if (made !== null) return <Ready made={made} onClose={onClose} />;
  return (
    <OrderForm
      busy={desk.busy}
      refusal={desk.refusal}
      refusalWords={{ 'invalid-message': t('links.tooFar') }}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <Text size="sm">{t('links.hint')}</Text>
      <TextInput
        label={t('links.whom')}
        placeholder={t('links.whomHint')}
        maxLength={200}
        value={whom}
        onChange={(event) => setWhom(event.currentTarget.value)}
        error={tried && whom.trim() === '' ? t('dossier.fieldMissing') : null}
        data-autofocus
      />
      <TextInput
        type="date"
        label={t('links.until')}
        min={days.first}
        max={days.last}
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
        error={tried && until === null ? t('links.untilFault', { days: longestLinkDays }) : null}
      />
    </OrderForm>
  );
}

/** Tạo đường dẫn: for whom and until when; then the address, this once. */
export function LinkDialog({ desk, opened, onClose }: LinkDialogProps) {
  const { t } = useTranslation();
  return (
    <OrderDialog opened={opened} title={t('links.make')} onClose={onClose}>
      <LinkForm desk={desk} onClose={onClose} />
    </OrderDialog>
  );
}
