import { Button, Skeleton, Text } from '@mantine/core';
import { IconFocusCentered } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './beside.module.css';
import { useFollow } from './beside-follow.ts';

/** How something that is asked for stands. */
export type Asked<T> = {
  readonly data: T | undefined;
  readonly isPending: boolean;
  readonly refetch: () => unknown;
};

type AskedProps<T> = { readonly asked: Asked<T>; readonly children: (data: T) => ReactNode };

/** What was asked for, or that it is on its way, or that it failed. */
export function AskedFor<T>({ asked, children }: AskedProps<T>) {
  const { t } = useTranslation();
  if (asked.data !== undefined) return children(asked.data);
  if (asked.isPending)
    return (
      <div className={classes.notice} role="status" aria-label={t('player.loading')}>
        {[72, 88, 60, 80].map((width) => (
          <Skeleton key={width} height={16} width={`${width}%`} />
        ))}
      </div>
    );
  return (
    <div className={classes.notice} role="alert">
      <Text size="sm">{t('player.beside.failed')}</Text>
      <Button size="xs" variant="default" onClick={() => void asked.refetch()}>
        {t('common.retry')}
      </Button>
    </div>
  );
}

type FollowingListProps = {
  /** Index of the marked row; -1: none. */
  readonly current: number;
  readonly empty: string | null;
  readonly head?: ReactNode;
  readonly children: ReactNode;
};

/** Rows of which one is marked and kept in sight while the film goes on; who scrolls decides, until they say otherwise. */
export function FollowingList({ current, empty, head, children }: FollowingListProps) {
  const { t } = useTranslation();
  const { scroller, following, hold, follow } = useFollow(current);
  return (
    <>
      {head}
      {empty !== null && (
        <Text size="sm" c="dimmed" className={classes.notice}>
          {empty}
        </Text>
      )}
      <div ref={scroller} className={classes.scroller} {...hold}>
        <ol className={classes.rows}>{children}</ol>
      </div>
      {!following && current >= 0 && (
        <Button
          className={classes.follow}
          size="xs"
          leftSection={<IconFocusCentered size={16} aria-hidden="true" />}
          onClick={follow}
        >
          {t('player.beside.follow')}
        </Button>
      )}
    </>
  );
}
