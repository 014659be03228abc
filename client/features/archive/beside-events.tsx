import { IconBell, IconFileText, IconListNumbers } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './beside.module.css';
import { FollowingList } from './beside-list.tsx';
import { BesideRow } from './beside-row.tsx';
import type { Happening } from './beside-rows.ts';

const iconByKind = { agenda: IconListNumbers, opinion: IconFileText, notice: IconBell } as const;

type BesideEventsProps = {
  readonly rows: readonly Happening[];
  readonly current: number;
  readonly startedAt: number;
  readonly onSeek: (ms: number) => void;
};

/** What was on the agenda, what was handed in in writing, and what was told to all, in order. */
export const BesideEvents = memo(function BesideEvents({
  rows,
  current,
  startedAt,
  onSeek,
}: BesideEventsProps) {
  const { t } = useTranslation();
  return (
    <FollowingList current={current} empty={rows.length === 0 ? t('player.beside.eventsEmpty') : null}>
      {rows.map(({ kind, atMs, who, text }, index) => {
        const Icon = iconByKind[kind];
        return (
          <BesideRow
            key={`${kind} ${atMs} ${who} ${text}`}
            atMs={atMs}
            startedAt={startedAt}
            current={index === current}
            tone={atMs === null ? 'quiet' : 'plain'}
            onSeek={onSeek}
          >
            <Icon size={18} role="img" aria-label={t(`player.beside.${kind}`)} className={classes.rowIcon} />
            <span className={classes.rowTitle} data-kind={kind}>
              {text}
              {who !== '' && <small>{who}</small>}
              {atMs === null && <small>{t('player.beside.notReached')}</small>}
            </span>
          </BesideRow>
        );
      })}
    </FollowingList>
  );
});
