import { Button, FileButton, Group, Modal, Stack, Text } from '@mantine/core';
import { IconFilePlus } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { documentEndings } from '../../../core/document.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { formatBytes } from '../../ui/format.ts';
import classes from './documents.module.css';
import type { Shelf } from './shelf.ts';
import { UploadLine } from './upload-line.tsx';
import { isSendable, isUnderWay } from './upload-queue.ts';
import { useDocumentsChanged, useDocumentsReply } from './use-shelf.ts';
import { useUploads } from './use-uploads.ts';

type AddDialogProps = {
  readonly shelf: Shelf;
  readonly opened: boolean;
  readonly onClose: () => void;
};

/** Until the hub has told another bound, in bytes. */
const usualMostBytes = 50 * 2 ** 20;

const accepted = Object.values(documentEndings)
  .flat()
  .map((ending) => `.${ending}`)
  .join(',');

/** Where files are dropped, or chosen. */
function DropPlace({ hint, onFiles }: { readonly hint: string; readonly onFiles: (files: File[]) => void }) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles(Array.from(event.dataTransfer.files));
  };
  const hold = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is only the mouse's way; the button does the same
    <div
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={hold}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Text>{t('documents.add.drop')}</Text>
      <FileButton multiple accept={accepted} onChange={onFiles}>
        {(button) => (
          <Button {...button} variant="light" leftSection={<IconFilePlus size={18} aria-hidden="true" />}>
            {t('documents.add.choose')}
          </Button>
        )}
      </FileButton>
      <Text size="sm" c="dimmed" ta="center">
        {hint}
      </Text>
    </div>
  );
}

function AddSteps({ shelf, onClose }: Omit<AddDialogProps, 'opened'>) {
  const { t } = useTranslation();
  const changed = useDocumentsChanged(shelf.meeting);
  const { rows, queue } = useUploads(shelf.meeting, changed);
  const reply = useDocumentsReply(shelf.meeting, true);
  const mostBytes = reply.data?.mostBytes ?? usualMostBytes;
  const busy = rows.some(isUnderWay);
  const ready = rows.some(isSendable);
  const done = rows.filter(({ state }) => state.kind === 'done').length;
  const put = (files: readonly File[]) => queue.put(files, { item: shelf.current, mostBytes });
  return (
    <Stack gap="md">
      <DropPlace
        hint={t('documents.add.hint', { size: formatBytes(mostBytes, currentLanguage()) })}
        onFiles={put}
      />
      {rows.length > 0 && (
        <ul className={classes.uploads}>
          {rows.map((row) => (
            <UploadLine key={row.key} row={row} agenda={shelf.agenda} queue={queue} />
          ))}
        </ul>
      )}
      <Group justify="space-between" gap="sm">
        <Text size="sm" role="status">
          {done > 0 ? t('documents.add.summary', { done, all: rows.length }) : ''}
        </Text>
        <Group gap="sm">
          <Button variant="default" onClick={onClose}>
            {t(done > 0 && !busy ? 'documents.add.close' : 'common.cancel')}
          </Button>
          {(ready || busy || done === 0) && (
            <Button disabled={!ready} loading={busy} onClick={() => queue.start()}>
              {t('documents.add.start')}
            </Button>
          )}
        </Group>
      </Group>
    </Stack>
  );
}

/** Thêm tài liệu: several files at once, each with its title and its place on the agenda. */
export function AddDialog({ shelf, opened, onClose }: AddDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('documents.add.title')}
      size={760}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <AddSteps shelf={shelf} onClose={onClose} />
    </Modal>
  );
}
