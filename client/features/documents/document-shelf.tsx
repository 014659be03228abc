import { Button } from '@mantine/core';
import { IconFilePlus } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeetingDocument } from '../../../core/document.ts';
import type { DocumentId } from '../../../core/id.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { AddDialog } from './add-dialog.tsx';
import { type DocumentGroup, documentGroups } from './document-groups.ts';
import { DocumentRow } from './document-row.tsx';
import classes from './documents.module.css';
import type { Shelf } from './shelf.ts';

type DocumentShelfProps = {
  readonly shelf: Shelf;
  /** What is being read beside it. */
  readonly read: DocumentId | null;
  readonly onRead: (document: MeetingDocument) => void;
};

function Group({
  group,
  shelf,
  read,
  onRead,
}: Omit<DocumentShelfProps, 'shelf'> & { readonly group: DocumentGroup; readonly shelf: Shelf }) {
  const { t } = useTranslation();
  const heading = useId();
  return (
    <section className={classes.group} data-current={group.current || undefined} aria-labelledby={heading}>
      <h2 id={heading} className={classes.item}>
        {group.place > 0 && <span className={classes.place}>{group.place}</span>}
        <span>{group.item?.title ?? t('documents.whole')}</span>
        {group.current && <span className={classes.now}>{t('documents.current')}</span>}
      </h2>
      <ul className={classes.rows}>
        {group.documents.map((document) => (
          <DocumentRow
            key={document.id}
            document={document}
            shelf={shelf}
            read={document.id === read}
            onRead={() => onRead(document)}
          />
        ))}
      </ul>
    </section>
  );
}

/** A meeting's documents under their agenda items; who manages them does it here, too. */
export function DocumentShelf({ shelf, read, onRead }: DocumentShelfProps) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const groups = documentGroups(shelf.documents, shelf.agenda, shelf.current);
  return (
    <div className={classes.shelf}>
      {shelf.manages && (
        <Button
          variant="default"
          fullWidth
          leftSection={<IconFilePlus size={18} aria-hidden="true" />}
          onClick={() => setAdding(true)}
        >
          {t('documents.manage.add')}
        </Button>
      )}
      {groups.length === 0 && <EmptyHint text={t('documents.empty')} />}
      {groups.map((group) => (
        <Group key={group.item?.id ?? ''} group={group} shelf={shelf} read={read} onRead={onRead} />
      ))}
      {shelf.manages && <AddDialog shelf={shelf} opened={adding} onClose={() => setAdding(false)} />}
    </div>
  );
}
