import { Button, Text, TextInput, Title } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../i18n/index.ts';
import { matches } from '../../ui/fold-text.ts';
import { formatTime } from '../../ui/format.ts';
import classes from './beside.module.css';
import { BesideRow } from './beside-row.tsx';
import { type Attendant, type Presence, presenceAt } from './beside-rows.ts';

/** So many rows are drawn at first, and with each press more: some meetings have thousands. */
const pageLength = 60;

type Row = { readonly attendant: Attendant; readonly presence: Presence };

function leadsTo(presence: Presence): number | null {
  switch (presence.kind) {
    case 'here':
      return presence.sinceMs;
    case 'coming':
    case 'left':
      return presence.atMs;
    case 'never':
      return null;
  }
}

type GroupProps = {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly startedAt: number;
  readonly onSeek: (ms: number) => void;
};

function Group({ title, rows, startedAt, onSeek }: GroupProps) {
  const { t } = useTranslation();
  const [length, setLength] = useState(pageLength);
  const timeOf = (ms: number) => formatTime(startedAt + ms, currentLanguage());
  const words = (presence: Presence) => {
    switch (presence.kind) {
      case 'here':
        return t('player.beside.since', { time: timeOf(presence.sinceMs) });
      case 'coming':
        return t('player.beside.coming', { time: timeOf(presence.atMs) });
      case 'left':
        return t('player.beside.left', { time: timeOf(presence.atMs) });
      case 'never':
        return t('player.beside.never');
    }
  };
  const rest = rows.length - length;
  return (
    <section className={classes.group} aria-label={title}>
      <Title order={2} size="h5" className={classes.groupTitle}>
        {title}
      </Title>
      <ol className={classes.rows}>
        {rows.slice(0, length).map(({ attendant, presence }) => {
          const { participant, name, position, unitName } = attendant;
          const office = [position, unitName].filter((part) => part !== '' && part !== name).join(', ');
          return (
            <BesideRow
              key={participant}
              atMs={leadsTo(presence)}
              startedAt={startedAt}
              time={null}
              tone={presence.kind === 'here' ? 'plain' : 'quiet'}
              onSeek={onSeek}
            >
              <span className={classes.rowTitle}>
                {name}
                {office !== '' && <small>{office}</small>}
              </span>
              <span className={classes.rowLength}>{words(presence)}</span>
            </BesideRow>
          );
        })}
      </ol>
      {rest > 0 && (
        <Button size="xs" variant="subtle" onClick={() => setLength(length + pageLength)}>
          {t('player.beside.more', { count: Math.min(rest, pageLength) })}
        </Button>
      )}
    </section>
  );
}

type BesideAttendanceProps = {
  readonly attendance: readonly Attendant[];
  readonly positionMs: number;
  readonly startedAt: number;
  readonly onSeek: (ms: number) => void;
};

/** Who was there at this moment, and who was not. A press goes to when they came or left. */
export function BesideAttendance({ attendance, positionMs, startedAt, onSeek }: BesideAttendanceProps) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  if (attendance.length === 0)
    return (
      <Text size="sm" c="dimmed" className={classes.notice}>
        {t('player.beside.attendanceEmpty')}
      </Text>
    );
  const all = attendance.map((attendant): Row => {
    return { attendant, presence: presenceAt(attendant, positionMs) };
  });
  const here = all.filter(({ presence }) => presence.kind === 'here');
  const away = all.filter(({ presence }) => presence.kind !== 'here');
  const found = (rows: readonly Row[]) =>
    query.trim() === ''
      ? rows
      : rows.filter(({ attendant: { name, position, unitName } }) =>
          matches(`${name} ${position} ${unitName}`, query),
        );
  const groups = [
    { id: 'here', title: t('player.beside.here', { count: here.length }), rows: found(here) },
    { id: 'away', title: t('player.beside.away', { count: away.length }), rows: found(away) },
  ];
  return (
    <>
      <div className={classes.filter}>
        <TextInput
          size="sm"
          type="search"
          aria-label={t('player.beside.find')}
          placeholder={t('player.beside.find')}
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      </div>
      <div className={classes.scroller}>
        {groups.every(({ rows }) => rows.length === 0) && (
          <Text size="sm" c="dimmed" role="status" className={classes.notice}>
            {t('player.beside.noMatch')}
          </Text>
        )}
        {groups
          .filter(({ rows }) => rows.length > 0)
          .map(({ id, title, rows }) => (
            <Group key={id} title={title} rows={rows} startedAt={startedAt} onSeek={onSeek} />
          ))}
      </div>
    </>
  );
}
