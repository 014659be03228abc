import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

export type Question = {
  readonly title: string;
  readonly text: string;
  /** Red for what cannot be undone */
  readonly grave: boolean;
  readonly onConfirm: () => Promise<unknown> | undefined;
};

/** Xác nhận / Hủy. `question` null: closed. Focus starts on Hủy, so that Enter pressed out of habit does nothing. */
export function ConfirmDialog({ question, onClose }: { question: Question | null; onClose: () => void }) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    await question?.onConfirm();
    setBusy(false);
    onClose();
  };
  return (
    <Modal opened={question !== null} onClose={onClose} title={question?.title} withCloseButton={false} size="sm">
      <Text>{question?.text}</Text>
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('common.cancel')}
        </Button>
        <Button color={question?.grave ? 'son' : 'cham'} loading={busy} onClick={() => void confirm()}>
          {t('common.confirm')}
        </Button>
      </Group>
    </Modal>
  );
}
