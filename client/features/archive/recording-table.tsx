import { Button, Text } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CatalogueLine } from '../../../protocol/archive.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { archivePage } from '../../session/index.ts';
import { clockFace } from '../../ui/clock-face.ts';
import { formatDate, formatTime } from '../../ui/format.ts';
import table from '../../ui/list-table.module.css';
import classes from './catalogue.module.css';
import { FoundText, HitList } from './hit-list.tsx';
import { LineMarks } from './line-marks.tsx';
import { ProgressLine } from './progress-line.tsx';
import { RecordingStateMark } from './recording-state-mark.tsx';

type RecordingTableProps = { readonly lines: readonly CatalogueLine[] };

function Row({ line }: { readonly line: CatalogueLine }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const { id, title, unitName, startedAt, durationMs, state, progress } = line;
  const ready = state === 'ready';
  const inTitle = line.hits.find(({ kind }) => kind === 'title');
  return (
    <tr>
      <td className={`${table.lead} ${classes.titleCell}`}>
        <Link to={archivePage.recording(id)} className={classes.title}>
          {inTitle === undefined ? <bdi>{title}</bdi> : <FoundText text={title} marks={inTitle.marks} />}
        </Link>
        <Text size="sm" c="dimmed">
          {unitName}
        </Text>
        <LineMarks item={line} />
        {progress !== null && <ProgressLine progress={progress} title={title} />}
        <HitList line={line} />
      </td>
      <td data-label={t('archive.date')} className="tabular">
        {formatDate(startedAt, language)}
        <Text span size="sm" c="dimmed" className={classes.below ?? ''}>
          {formatTime(startedAt, language)}
        </Text>
      </td>
      <td data-label={t('archive.length')} className="tabular">
        {durationMs === null ? t('archive.unknownLength') : clockFace(durationMs)}
      </td>
      <td data-label={t('archive.stateHead')}>
        <RecordingStateMark state={state} />
      </td>
      <td className={`${table.deeds} ${classes.actionCell}`}>
        <Button
          component={Link}
          to={archivePage.recording(id)}
          variant="default"
          size="sm"
          leftSection={ready ? <IconPlayerPlay size={16} aria-hidden="true" /> : undefined}
          aria-label={ready ? t('archive.open', { title }) : t('archive.openDetails', { title })}
        >
          {ready ? t('archive.watch') : t('archive.more')}
        </Button>
      </td>
    </tr>
  );
}

/** Recordings as a table, newest first; on a phone each row becomes a card of its own. */
export function RecordingTable({ lines }: RecordingTableProps) {
  const { t } = useTranslation();
  return (
    <table className={`${table.table} ${classes.rows}`} aria-label={t('archive.title')}>
      <thead>
        <tr>
          <th scope="col">{t('archive.meeting')}</th>
          <th scope="col">{t('archive.date')}</th>
          <th scope="col">{t('archive.length')}</th>
          <th scope="col">{t('archive.stateHead')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Row key={line.id} line={line} />
        ))}
      </tbody>
    </table>
  );
}
