import { Text, Title, UnstyledButton } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Chapter } from '../../../protocol/http.ts';
import { clockFace } from '../../ui/clock-face.ts';
import classes from './archive.module.css';
import { chapterAt } from './chapter-at.ts';

type ChapterListProps = {
  readonly chapters: readonly Chapter[];
  readonly loaded: boolean;
  /** Where the film stands, in ms. */
  readonly positionMs: number;
  readonly onSeek: (ms: number) => void;
};

/** Chapters by agenda item and speaker: a press goes there; the one being played is marked and kept in sight. */
export function ChapterList({ chapters, loaded, positionMs, onSeek }: ChapterListProps) {
  const { t } = useTranslation();
  const current = chapterAt(chapters, positionMs);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const row = list.current?.children[current];
    row?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <nav className={classes.chapters} aria-labelledby="chapters-title">
      <Title order={2} size="h4" id="chapters-title" className={classes.chaptersTitle}>
        {t('archive.chapters')}
      </Title>
      {loaded && chapters.length === 0 && (
        <Text size="sm" c="dimmed" p="md">
          {t('archive.chaptersEmpty')}
        </Text>
      )}
      <ol className={classes.chapterList} ref={list}>
        {chapters.map(({ startMs, title }, index) => (
          <li key={startMs}>
            <UnstyledButton
              className={classes.chapter}
              aria-current={index === current ? 'true' : undefined}
              onClick={() => onSeek(startMs)}
            >
              <span className={classes.chapterTime}>{clockFace(startMs)}</span>
              <span>{title}</span>
            </UnstyledButton>
          </li>
        ))}
      </ol>
    </nav>
  );
}
