import { Button, Loader, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentId, MeetingId } from '../../../core/id.ts';
import { RefusalError } from '../../session/index.ts';
import { DocumentShelf } from './document-shelf.tsx';
import { DocumentViewer } from './document-viewer.tsx';
import classes from './documents.module.css';
import { documentOn, type Shelf, shelfOf } from './shelf.ts';
import { useDocumentsReply } from './use-shelf.ts';

type DocumentsDialogProps = {
  readonly meeting: MeetingId;
  readonly title: string;
  readonly opened: boolean;
  readonly onClose: () => void;
};

/** The list, and over it the document that is read. */
function Reading({ shelf }: { readonly shelf: Shelf }) {
  const [read, setRead] = useState<DocumentId | null>(null);
  const document = documentOn(shelf, read);
  return (
    <>
      {document !== null && (
        <div className={classes.over}>
          <DocumentViewer
            meeting={shelf.meeting}
            document={document}
            way="back"
            onClose={() => setRead(null)}
          />
        </div>
      )}
      <div className={classes.list} inert={document !== null}>
        <DocumentShelf shelf={shelf} read={read} onRead={({ id }) => setRead(id)} />
      </div>
    </>
  );
}

function Content({ meeting }: Pick<DocumentsDialogProps, 'meeting'>) {
  const { t } = useTranslation();
  const { data, error, refetch, isPending } = useDocumentsReply(meeting, true);
  if (data !== undefined) return <Reading shelf={shelfOf(meeting, data)} />;
  if (isPending)
    return (
      <div className={classes.pending} role="status">
        <Loader size={30} />
        <Text>{t('documents.loading')}</Text>
      </div>
    );
  return (
    <div className={classes.pending} role="alert">
      <Text fw={600}>{t('documents.failed')}</Text>
      {error instanceof RefusalError && <Text>{t(`refusal.${error.refusal.code}`)}</Text>}
      <Button onClick={() => void refetch()}>{t('common.retry')}</Button>
    </div>
  );
}

/** A meeting's documents from outside it, or before it opens: read beforehand, and brought by who arranges it. */
export function DocumentsDialog({ meeting, title, opened, onClose }: DocumentsDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('documents.openOf', { title })}
      fullScreen
      closeOnEscape={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      classNames={{ body: classes.dialogBody ?? '' }}
    >
      <Content meeting={meeting} />
    </Modal>
  );
}
