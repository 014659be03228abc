import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { currentLanguage } from '../../i18n/index.ts';
import { clockFace } from '../../ui/clock-face.ts';
import { formatTime } from '../../ui/format.ts';
import classes from './beside.module.css';

type BesideRowProps = {
  /** Where it leads, in ms of the film; null: nowhere. */
  readonly atMs: number | null;
  readonly startedAt: number;
  /** Null: the words beside it say when. */
  readonly time?: null;
  readonly current?: boolean;
  readonly tone?: 'plain' | 'quiet' | 'waiting';
  readonly onSeek: (ms: number) => void;
  /** What stands at its end: taking it home. */
  readonly deed?: ReactNode;
  /** What stands below it over the whole width, and is no part of what is pressed. */
  readonly below?: ReactNode;
  readonly children: ReactNode;
};

/** A row beside the film: where it stands in it and on the clock, and what it is. A press goes there. */
export function BesideRow(props: BesideRowProps) {
  const { atMs, startedAt, time, current = false, tone = 'plain', onSeek, deed, below, children } = props;
  const inside = (
    <>
      {time !== null && (
        <span className={classes.rowTime}>
          {atMs !== null && clockFace(atMs)}
          {atMs !== null && <small>{formatTime(startedAt + atMs, currentLanguage())}</small>}
        </span>
      )}
      <span className={classes.rowWords}>{children}</span>
    </>
  );
  return (
    <li className={classes.rowLine} data-tone={tone} data-folds={below ? '' : undefined}>
      {atMs === null ? (
        <div className={classes.row} data-untimed={time === null || undefined}>
          {inside}
        </div>
      ) : (
        <UnstyledButton
          className={classes.row}
          data-untimed={time === null || undefined}
          aria-current={current ? 'true' : undefined}
          onClick={() => onSeek(atMs)}
        >
          {inside}
        </UnstyledButton>
      )}
      {deed}
      {below}
    </li>
  );
}

/** Takes a part of the film home. */
export function TakeHome({
  href,
  hint,
  label,
}: {
  readonly href: string;
  readonly hint: string;
  readonly label: string;
}) {
  return (
    <Tooltip label={hint}>
      <ActionIcon
        component="a"
        href={href}
        download
        variant="subtle"
        color="slate"
        size={40}
        aria-label={label}
      >
        <IconDownload size={18} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}
