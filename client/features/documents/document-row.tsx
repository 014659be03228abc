import { ActionIcon, Menu, UnstyledButton } from '@mantine/core';
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeetingDocument } from '../../../core/document.ts';
import type { Refusal } from '../../../core/refusal.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { documents } from '../../session/index.ts';
import { useConfirm } from '../../ui/confirm-dialog.tsx';
import { formatBytes, formatMoment } from '../../ui/format.ts';
import { DocumentKindIcon } from './document-kind.tsx';
import classes from './documents.module.css';
import { EditDialog } from './edit-dialog.tsx';
import type { Shelf } from './shelf.ts';
import { useDocumentsChanged } from './use-shelf.ts';

type DocumentRowProps = {
  readonly document: MeetingDocument;
  readonly shelf: Shelf;
  readonly read: boolean;
  readonly onRead: () => void;
};

/** What may be done with a document by who manages it. */
function RowMenu({ document, shelf }: Pick<DocumentRowProps, 'document' | 'shelf'>) {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const changed = useDocumentsChanged(shelf.meeting);
  const [editing, setEditing] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { title } = document;
  const withdraw = async () => {
    const result = await documents.withdraw(shelf.meeting, document.id);
    setRefusal(result.ok ? null : result.refusal);
    changed();
  };
  const ask = () =>
    confirm({
      title: t('documents.manage.withdrawTitle'),
      text: t('documents.manage.withdrawText', { title }),
      grave: true,
      onConfirm: withdraw,
    });
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon
            className={classes.menu ?? ''}
            variant="subtle"
            size={44}
            aria-label={t('documents.manage.menu', { title })}
          >
            <IconDots size={20} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconPencil size={18} aria-hidden="true" />}
            onClick={() => setEditing(true)}
          >
            {t('documents.manage.edit')}
          </Menu.Item>
          <Menu.Item color="son" leftSection={<IconTrash size={18} aria-hidden="true" />} onClick={ask}>
            {t('documents.manage.withdraw')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {refusal !== null && (
        <p className={classes.refused} role="alert">
          {t('documents.manage.refused')}: {t(`refusal.${refusal.code}`)}
        </p>
      )}
      <EditDialog document={document} shelf={shelf} opened={editing} onClose={() => setEditing(false)} />
    </>
  );
}

/** One document: what it is, how large, who brought it, and the way to read it. */
export function DocumentRow({ document, shelf, read, onRead }: DocumentRowProps) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const { title, mediaType, bytes, from, at } = document;
  return (
    <li className={classes.row} data-read={read || undefined}>
      <span className={classes.kind}>
        <DocumentKindIcon type={mediaType} />
      </span>
      <div className={classes.about}>
        <UnstyledButton
          className={classes.read}
          aria-label={t('documents.read', { title })}
          aria-pressed={read}
          onClick={onRead}
        >
          {title}
        </UnstyledButton>
        <span className={classes.facts}>
          {t(`documents.kind.${mediaType}`)} · {formatBytes(bytes, language)}
        </span>
        <span className={classes.facts}>
          {t('documents.by', { name: from, moment: formatMoment(at, language) })}
        </span>
      </div>
      {shelf.manages && <RowMenu document={document} shelf={shelf} />}
    </li>
  );
}
