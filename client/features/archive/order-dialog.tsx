import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefusalCode } from '../../../core/refusal.ts';

type OrderFormProps = {
  readonly busy: boolean;
  readonly refusal: RefusalCode | null;
  /** Words for a refusal that means something particular here. */
  readonly refusalWords?: Readonly<Partial<Record<RefusalCode, string>>>;
  readonly grave?: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** Fields, why it was refused, and Xác nhận / Hủy. */
export function OrderForm(props: OrderFormProps) {
  const { t } = useTranslation();
  const { refusal, refusalWords, busy, grave = false, onClose } = props;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSubmit();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {props.children}
        {refusal !== null && (
          <Alert color="son" icon={<IconAlertTriangle />} title={t('dossier.refused')} role="alert">
            {refusalWords?.[refusal] ?? t(`refusal.${refusal}`)}
          </Alert>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus={grave || undefined}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={busy} {...(grave ? { color: 'son' } : {})}>
            {t('common.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type OrderDialogProps = {
  readonly opened: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** The dialog round it; what was typed is forgotten when it closes. */
export function OrderDialog({ opened, title, onClose, children }: OrderDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={<bdi>{title}</bdi>}
      size={520}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {children}
    </Modal>
  );
}

type ReasonFormProps = {
  readonly text: string;
  readonly busy: boolean;
  readonly refusal: RefusalCode | null;
  readonly grave?: boolean;
  readonly onClose: () => void;
  readonly onSubmit: (reason: string) => void;
};

/** An order that needs nothing but its reason. */
export function ReasonForm({ text, onSubmit, ...rest }: ReasonFormProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = reason.trim() === '';
  const submit = () => {
    setTried(true);
    if (!missing) onSubmit(reason.trim());
  };
  return (
    <OrderForm {...rest} onSubmit={submit}>
      <Text size="sm">{text}</Text>
      <Textarea
        label={t('dossier.reason')}
        required
        withAsterisk={false}
        size="md"
        autosize
        minRows={3}
        maxRows={8}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={tried && missing ? t('dossier.reasonMissing') : null}
        data-autofocus={rest.grave ? undefined : true}
      />
    </OrderForm>
  );
}
