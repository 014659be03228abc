import { IconAlertTriangle, IconEyeOff } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Chapter } from '../../../protocol/archive.ts';
import classes from './beside.module.css';
import { FollowingList } from './beside-list.tsx';
import { BesideRow, TakeHome } from './beside-row.tsx';

type ChapterListProps = {
  readonly chapters: readonly Chapter[];
  /** Index of the one being played; -1: none. */
  readonly current: number;
  readonly startedAt: number;
  readonly onSeek: (ms: number) => void;
  /** Where the browser fetches that stretch of the film; null: nothing may be taken home. */
  readonly excerpt: ((fromMs: number, toMs: number) => string) | null;
};

const toneByKind = { agenda: 'plain', speaker: 'plain', pause: 'quiet', gap: 'waiting' } as const;

/** Chapters by agenda item and speaker: a press goes there; the one being played is marked and kept in sight. */
export const ChapterList = memo(function ChapterList(props: ChapterListProps) {
  const { chapters, current, startedAt, onSeek, excerpt } = props;
  const { t } = useTranslation();
  return (
    <FollowingList current={current} empty={chapters.length === 0 ? t('player.beside.chaptersEmpty') : null}>
      {chapters.map(({ startMs, endMs, title, kind }, index) => {
        const missing = kind === 'pause' || kind === 'gap';
        return (
          <BesideRow
            key={`${kind} ${startMs} ${title}`}
            atMs={startMs}
            startedAt={startedAt}
            current={index === current}
            tone={kind === undefined ? 'plain' : toneByKind[kind]}
            onSeek={onSeek}
            deed={
              excerpt !== null &&
              !missing && (
                <TakeHome
                  href={excerpt(startMs, endMs)}
                  hint={t('player.beside.downloadPart')}
                  label={t('player.beside.downloadPartOf', { title })}
                />
              )
            }
          >
            {kind === 'pause' && (
              <IconEyeOff size={16} role="img" aria-label={t('player.beside.closedPart')} />
            )}
            {kind === 'gap' && (
              <IconAlertTriangle size={16} role="img" aria-label={t('player.beside.lostPart')} />
            )}
            <span className={classes.rowTitle} data-kind={kind}>
              {title}
            </span>
          </BesideRow>
        );
      })}
    </FollowingList>
  );
});
