import { Button, Text } from '@mantine/core';
import { IconAlertTriangle, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ArchiveItem } from '../../../protocol/archive.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { clockFace } from '../../ui/clock-face.ts';
import { formatBytes, formatDate, formatTime } from '../../ui/format.ts';
import table from '../../ui/list-table.module.css';
import classes from './archive.module.css';
import { RecordingStateMark } from './recording-state-mark.tsx';

type RecordingTableProps = { readonly items: readonly ArchiveItem[] };

function Row({ item }: { readonly item: ArchiveItem }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const { id, title, unitName, startedAt, durationMs, size, state, gaps } = item;
  const ready = state === 'ready';
  return (
    <tr>
      <td className={`${table.lead} ${classes.titleCell}`}>
        <Link to={`/archive/${encodeURIComponent(id)}`} className={classes.title}>
          {title}
        </Link>
        <Text size="sm" c="dimmed">
          {unitName}
        </Text>
        {gaps.length > 0 && (
          <span className={classes.gapMark}>
            <IconAlertTriangle size={16} aria-hidden="true" />
            {t('archive.gapsCount', { count: gaps.length })}
          </span>
        )}
      </td>
      <td data-label={t('archive.date')} className="tabular">
        {formatDate(startedAt, language)}
        <Text span size="sm" c="dimmed" className={classes.below}>
          {formatTime(startedAt, language)}
        </Text>
      </td>
      <td data-label={t('archive.length')} className="tabular">
        {durationMs === null ? t('archive.unknownLength') : clockFace(durationMs)}
      </td>
      <td data-label={t('archive.size')} className="tabular">
        {size === null ? t('archive.unknownLength') : formatBytes(size, language)}
      </td>
      <td data-label={t('archive.stateHead')}>
        <RecordingStateMark state={state} />
      </td>
      <td className={`${table.deeds} ${classes.actionCell}`}>
        <Button
          component={Link}
          to={`/archive/${encodeURIComponent(id)}`}
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

/** Recordings as a table; on a phone each row becomes a card of its own. */
export function RecordingTable({ items }: RecordingTableProps) {
  const { t } = useTranslation();
  return (
    <table className={`${table.table} ${classes.rows}`} aria-label={t('archive.title')}>
      <thead>
        <tr>
          <th scope="col">{t('archive.meeting')}</th>
          <th scope="col">{t('archive.date')}</th>
          <th scope="col">{t('archive.length')}</th>
          <th scope="col">{t('archive.size')}</th>
          <th scope="col">{t('archive.stateHead')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </tbody>
    </table>
  );
}
