import { Alert, Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { longestDocumentName, type MeetingDocument } from '../../../core/document.ts';
import type { Refusal } from '../../../core/refusal.ts';
import { documents } from '../../session/index.ts';
import { ItemSelect } from './item-select.tsx';
import type { Shelf } from './shelf.ts';
import { useDocumentsChanged } from './use-shelf.ts';

type EditDialogProps = {
  readonly document: MeetingDocument;
  readonly shelf: Shelf;
  readonly opened: boolean;
  readonly onClose: () => void;
};

function EditForm({ document, shelf, onClose }: Omit<EditDialogProps, 'opened'>) {
  const { t } = useTranslation();
  const changed = useDocumentsChanged(shelf.meeting);
  const [title, setTitle] = useState(document.title);
  const [item, setItem] = useState(document.item);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const result = await documents.change(shelf.meeting, document.id, { title: title.trim(), item });
    setBusy(false);
    changed();
    if (result.ok) onClose();
    else setRefusal(result.refusal);
  };
  return (
    <form onSubmit={(event) => void save(event)}>
      <Stack gap="md">
        <TextInput
          label={t('documents.manage.name')}
          value={title}
          maxLength={longestDocumentName}
          onChange={(event) => setTitle(event.currentTarget.value)}
          data-autofocus
        />
        <ItemSelect label={t('documents.manage.item')} agenda={shelf.agenda} item={item} onItem={setItem} />
        {refusal !== null && (
          <Alert color="son" icon={<IconAlertTriangle />} title={t('documents.manage.refused')} role="alert">
            {t(`refusal.${refusal.code}`)}
          </Alert>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={title.trim() === ''}>
            {t('documents.manage.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Another title, or another place on the agenda. */
export function EditDialog({ opened, ...props }: EditDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      title={t('documents.manage.edit')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <EditForm {...props} />
    </Modal>
  );
}
