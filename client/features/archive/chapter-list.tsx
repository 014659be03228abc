import { ActionIcon, Text, Title, Tooltip, UnstyledButton } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Chapter } from '../../../protocol/archive.ts';
import { clockFace } from '../../ui/clock-face.ts';
import classes from './archive.module.css';
import { chapterAt } from './chapter-at.ts';

type ChapterListProps = {
  readonly chapters: readonly Chapter[];
  readonly loaded: boolean;
  /** Where the film stands, in ms. */
  readonly positionMs: number;
  readonly onSeek: (ms: number) => void;
  /** Where the browser fetches that stretch of the film. */
  readonly excerptOf: (chapter: Chapter) => string;
};

/** Chapters by agenda item and speaker: a press goes there; the one being played is marked and kept in sight. */
export function ChapterList({ chapters, loaded, positionMs, onSeek, excerptOf }: ChapterListProps) {
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
        {chapters.map((chapter, index) => (
          <li key={chapter.startMs} className={classes.chapterRow}>
            <UnstyledButton
              className={classes.chapter}
              aria-current={index === current ? 'true' : undefined}
              onClick={() => onSeek(chapter.startMs)}
            >
              <span className={classes.chapterTime}>{clockFace(chapter.startMs)}</span>
              <span>{chapter.title}</span>
            </UnstyledButton>
            <Tooltip label={t('archive.downloadPart')}>
              <ActionIcon
                component="a"
                href={excerptOf(chapter)}
                download
                variant="subtle"
                color="slate"
                size="lg"
                aria-label={t('archive.downloadPartOf', { title: chapter.title })}
              >
                <IconDownload size={18} aria-hidden="true" />
              </ActionIcon>
            </Tooltip>
          </li>
        ))}
      </ol>
    </nav>
  );
}
