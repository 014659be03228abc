import { Button, Group, Modal, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Vote } from '../../../core/vote.ts';
import { useCommands } from '../meeting/use-commands.ts';

function AnnulForm({ vote, onClose }: { vote: Vote; onClose: () => void }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    const sent = await send({ type: 'vote.annul', vote: vote.id, reason: reason.trim() });
    setBusy(false);
    if (sent) onClose();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Text size="sm" fw={600} mb={6} lineClamp={4}>
        {vote.question}
      </Text>
      <Text size="sm" mb="md">
        {t('votes.conduct.annulText')}
      </Text>
      <TextInput
        data-autofocus
        label={t('votes.conduct.reason')}
        required
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t('common.back')}
        </Button>
        <Button type="submit" color="son" loading={busy} disabled={reason.trim() === ''}>
          {t('votes.conduct.annul')}
        </Button>
      </Group>
    </form>
  );
}

/** Hủy biểu quyết, open or counted, with the reason that everybody reads. */
export function AnnulDialog({ vote, opened, onClose }: { vote: Vote; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('votes.conduct.annulTitle')}
      size="md"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened && <AnnulForm vote={vote} onClose={onClose} />}
    </Modal>
  );
}
