import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogLine } from '../../../core/log-line.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { formatDay, formatTime } from '../../ui/format.ts';
import classes from './log.module.css';
import { type MinuteGroup, minuteGroups } from './minute-groups.ts';

/** A line with its sentence. */
export type WordedLine = LogLine & { readonly words: string };

type LogListProps = { readonly lines: readonly WordedLine[] };

/** Lines drawn at first, and added at a press. */
const drawnAtOnce = 400;

const dayOf = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

function Line({ line }: { readonly line: WordedLine }) {
  const { t } = useTranslation();
  const noun = line.type.slice(0, line.type.indexOf('.'));
  return (
    <li className={classes.line} data-kind={noun}>
      <span className={classes.words}>{line.words}</span>
      {line.text !== null && <q className={classes.quote}>{line.text}</q>}
      <span className={classes.seq}>{t('log.number', { seq: line.seq })}</span>
    </li>
  );
}

function Minute({ group, day }: { readonly group: MinuteGroup<WordedLine>; readonly day: boolean }) {
  const language = currentLanguage();
  return (
    <div className={classes.group}>
      {day && <h2 className={classes.day}>{formatDay(group.minute, language)}</h2>}
      <time className={classes.minute} dateTime={new Date(group.minute).toISOString()}>
        {formatTime(group.minute, language)}
      </time>
      <ol className={classes.lines}>
        {group.lines.map((line) => (
          <Line key={line.seq} line={line} />
        ))}
      </ol>
    </div>
  );
}

/** The log as people read it: the newest minute last, each with what happened in it. */
export function LogList({ lines }: LogListProps) {
  const { t } = useTranslation();
  const [drawn, setDrawn] = useState(drawnAtOnce);
  const groups = minuteGroups(lines.slice(0, drawn));
  const left = lines.length - drawn;
  return (
    <section className={classes.list} aria-label={t('log.list')}>
      {groups.map((group, index) => {
        const before = groups[index - 1];
        const day = before === undefined || dayOf(before.minute) !== dayOf(group.minute);
        return <Minute key={group.minute} group={group} day={day} />;
      })}
      {left > 0 && (
        <div className={classes.more}>
          <Button variant="default" onClick={() => setDrawn(drawn + drawnAtOnce)}>
            {t('log.more', { count: Math.min(left, drawnAtOnce) })}
          </Button>
          <Text size="sm" c="dimmed">
            {t('log.shown', { count: lines.length })}
          </Text>
        </div>
      )}
    </section>
  );
}
