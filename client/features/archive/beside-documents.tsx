import { Anchor, Title } from '@mantine/core';
import { IconFile, IconFileText, IconFileTypePdf, IconPhoto, IconTable } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type DocumentMediaType, isShownInPage } from '../../../core/document.ts';
import type { BesideDocuments as Group } from '../../../protocol/archive.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { clockFace } from '../../ui/clock-face.ts';
import { formatBytes } from '../../ui/format.ts';
import { FollowingList } from './beside-list.tsx';
import classes from './beside-papers.module.css';
import type { PlayerSource } from './player-source.ts';

function iconOf(type: DocumentMediaType) {
  if (type === 'application/pdf') return IconFileTypePdf;
  if (type.startsWith('image/')) return IconPhoto;
  if (type.includes('sheet') || type.includes('excel')) return IconTable;
  return type === 'text/plain' || type.includes('word') ? IconFileText : IconFile;
}

type DocumentProps = {
  readonly document: Group['documents'][number];
  readonly address: NonNullable<PlayerSource['document']>;
};

function Document({ document, address }: DocumentProps) {
  const { t } = useTranslation();
  const { title, fileName, mediaType, bytes, readable } = document;
  const Icon = iconOf(mediaType);
  const where = isShownInPage(mediaType) ? { target: '_blank', rel: 'noopener' } : { download: true };
  return (
    <li className={classes.document}>
      <Icon size={22} stroke={1.5} aria-hidden="true" />
      <span className={classes.documentWords}>
        {readable ? (
          <Anchor href={address(document.document)} {...where} className={classes.documentTitle}>
            {title}
          </Anchor>
        ) : (
          <span className={classes.documentTitle}>{title}</span>
        )}
        <small>
          {title !== fileName && <bdi>{fileName}</bdi>}
          {title !== fileName && ' · '}
          {formatBytes(bytes, currentLanguage())}
        </small>
        {!readable && <small>{t('player.beside.document.notHere')}</small>}
      </span>
    </li>
  );
}

type BesideDocumentsProps = {
  readonly groups: readonly Group[];
  /** Index of the item under discussion; -1: none. */
  readonly current: number;
  readonly address: NonNullable<PlayerSource['document']>;
  readonly onSeek: (ms: number) => void;
};

/** The meeting's documents by agenda item, the item under discussion marked. */
export function BesideDocuments({ groups, current, address, onSeek }: BesideDocumentsProps) {
  const { t } = useTranslation();
  return (
    <FollowingList current={current} empty={groups.length === 0 ? t('player.beside.document.empty') : null}>
      {groups.map(({ item, runs: [first], documents }, index) => (
        <li key={item ?? ''} className={classes.group} aria-current={index === current ? 'true' : undefined}>
          <Title order={2} size="h5" className={classes.groupTitle}>
            <span>{item ?? t('player.beside.document.whole')}</span>
            {index === current && <span className={classes.now}>{t('player.beside.document.current')}</span>}
            {first !== undefined && index !== current && (
              <button type="button" className={classes.goTo} onClick={() => onSeek(first.startMs)}>
                {t('player.beside.document.goTo', { position: clockFace(first.startMs) })}
              </button>
            )}
          </Title>
          <ul className={classes.documents}>
            {documents.map((document) => (
              <Document key={document.document} document={document} address={address} />
            ))}
          </ul>
        </li>
      ))}
    </FollowingList>
  );
}
