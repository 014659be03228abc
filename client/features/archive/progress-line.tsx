import { Progress as Bar } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Progress } from '../../../protocol/archive.ts';
import classes from './catalogue.module.css';
import { progressWords } from './progress-words.ts';

type ProgressLineProps = { readonly progress: Progress; readonly title: string };

/** How far a composition is, and how long yet. */
export function ProgressLine({ progress, title }: ProgressLineProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.progress}>
      <Bar.Root size={6} radius="xl">
        <Bar.Section
          value={Math.round(Math.min(1, Math.max(0, progress.share)) * 100)}
          color={progress.held === null ? 'cham' : 'ho'}
          aria-label={t('catalogue.progress.label', { title })}
        />
      </Bar.Root>
      <span className={classes.progressWords}>{progressWords(t, progress)}</span>
    </div>
  );
}
