import { Button, type ButtonProps } from '@mantine/core';
import { IconFiles } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeetingId } from '../../../core/id.ts';
import { DocumentsDialog } from './documents-dialog.tsx';

type DocumentsButtonProps = Pick<ButtonProps, 'variant' | 'size'> & {
  readonly meeting: MeetingId;
  /** Of the meeting, so that a list of many tells them apart. */
  readonly title: string;
  /** How many there are; 0: none, or nobody knows. */
  readonly count: number;
};

/** The way to a meeting's documents. */
export function DocumentsButton({ meeting, title, count, ...look }: DocumentsButtonProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const shown = count === 0 ? t('documents.title') : t('documents.count', { count });
  return (
    <>
      <Button
        {...look}
        leftSection={<IconFiles size={16} aria-hidden="true" />}
        aria-label={t('documents.shownOf', { shown, title })}
        onClick={() => setOpened(true)}
      >
        {shown}
      </Button>
      <DocumentsDialog meeting={meeting} title={title} opened={opened} onClose={() => setOpened(false)} />
    </>
  );
}
