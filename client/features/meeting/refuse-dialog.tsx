import { Button, Chip, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FloorRequest } from '../../../core/meeting.ts';
import { useCommands } from './use-commands.ts';

const usual = ['time', 'topic', 'said'] as const;

function RefuseForm({ request, onClose }: { request: FloorRequest; onClose: () => void }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const [reason, setReason] = useState('');
  const submit = async () => {
    if (await send({ type: 'floor.deny', request: request.id, reason: reason.trim() })) onClose();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextInput
        data-autofocus
        label={t('console.refuse.reason')}
        description={t('console.refuse.hint')}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group gap={8} mt="sm">
        {usual.map((each) => {
          const words = t(`console.refuse.${each}`);
          return (
            <Chip
              key={each}
              size="sm"
              radius="md"
              checked={reason === words}
              onChange={(on) => setReason(on ? words : '')}
            >
              {words}
            </Chip>
          );
        })}
      </Group>
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" color="son">
          {t('meeting.action.refuse')}
        </Button>
      </Group>
    </form>
  );
}

/** Refusing a request, with a reason that whoever asked reads; it may be left out. */
export function RefuseDialog({ request, onClose }: { request: FloorRequest | null; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={request !== null}
      onClose={onClose}
      title={t('console.refuse.title', { name: request?.beneficiary.name ?? '' })}
      size="md"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {request !== null && <RefuseForm request={request} onClose={onClose} />}
    </Modal>
  );
}
