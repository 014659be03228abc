import { ActionIcon, Button, Progress, TextInput } from '@mantine/core';
import { IconCircleCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { longestDocumentName } from '../../../core/document.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { formatBytes, formatNumber } from '../../ui/format.ts';
import classes from './documents.module.css';
import { ItemSelect } from './item-select.tsx';
import type { Shelf } from './shelf.ts';
import { isSendable, isUnderWay, type UploadQueue, type UploadRow } from './upload-queue.ts';

type UploadLineProps = {
  readonly row: UploadRow;
  readonly agenda: Shelf['agenda'];
  readonly queue: UploadQueue;
};

/** How far it is, in words. */
function useStateWords({ state }: UploadRow): string {
  const { t } = useTranslation();
  switch (state.kind) {
    case 'ready':
      return '';
    case 'sending':
      return t('documents.add.sending', {
        share: `${formatNumber(state.share * 100, currentLanguage())} %`,
      });
    case 'failed':
    case 'unfit':
      return t(`refusal.${state.code}`);
    case 'waiting':
    case 'checking':
    case 'done':
    case 'stopped':
      return t(`documents.add.${state.kind}`);
  }
}

/** One file on its way: its title and place, how far it is, and what may be done about it. */
export function UploadLine({ row, agenda, queue }: UploadLineProps) {
  const { t } = useTranslation();
  const words = useStateWords(row);
  const { key, file, title, item, state } = row;
  const { name } = file;
  const fixed = !isSendable(row) && (state.kind !== 'ready' || isUnderWay(row));
  const underWay = state.kind === 'sending' || state.kind === 'checking';
  const wrong = state.kind === 'failed' || state.kind === 'unfit';
  return (
    <li className={classes.upload} data-state={state.kind}>
      <div className={classes.uploadHead}>
        <span className={classes.uploadName}>
          {name} <span className={classes.facts}>{formatBytes(file.size, currentLanguage())}</span>
        </span>
        {(state.kind === 'failed' || state.kind === 'stopped') && (
          <Button
            size="compact-md"
            variant="light"
            aria-label={t('documents.add.againOf', { name })}
            onClick={() => queue.again(key)}
          >
            {t('documents.add.again')}
          </Button>
        )}
        {state.kind === 'done' ? (
          <IconCircleCheck className={classes.done ?? ''} size={24} aria-hidden="true" />
        ) : (
          <ActionIcon
            variant="subtle"
            size={40}
            aria-label={t(underWay ? 'documents.add.stop' : 'documents.add.remove', { name })}
            onClick={() => queue.remove(key)}
          >
            <IconX size={18} aria-hidden="true" />
          </ActionIcon>
        )}
      </div>
      {state.kind !== 'unfit' && state.kind !== 'done' && (
        <div className={classes.uploadFields}>
          <TextInput
            size="sm"
            aria-label={t('documents.add.nameOf', { name })}
            value={title}
            maxLength={longestDocumentName}
            disabled={fixed}
            onChange={(event) => queue.edit(key, { title: event.currentTarget.value })}
          />
          <ItemSelect
            size="sm"
            aria-label={t('documents.add.itemOf', { name })}
            agenda={agenda}
            item={item}
            disabled={fixed}
            onItem={(chosen) => queue.edit(key, { item: chosen })}
          />
        </div>
      )}
      {underWay && (
        <Progress
          value={state.kind === 'sending' ? state.share * 100 : 100}
          animated={state.kind === 'checking'}
          aria-label={t('documents.add.progressOf', { name })}
        />
      )}
      <p className={classes.uploadState} data-wrong={wrong || undefined} role={wrong ? 'alert' : 'status'}>
        {words}
      </p>
    </li>
  );
}
