import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './site.module.css';

type RoomKeyProps = {
  readonly label: string;
  readonly onPress: () => void;
  readonly tone?: 'plain' | 'primary' | 'stop';
  /** Drawn instead of the label, which is then only said */
  readonly children?: ReactNode;
  readonly className?: string | undefined;
  /** Where the remote control begins */
  readonly first?: boolean;
};

/** One large button for a remote control. */
export function RoomKey({ label, onPress, tone = 'plain', children, className = '', first }: RoomKeyProps) {
  return (
    <UnstyledButton
      className={`${classes.button} ${className}`}
      data-tone={tone}
      data-first={first || undefined}
      aria-label={children === undefined ? undefined : label}
      onClick={onPress}
    >
      {children ?? label}
    </UnstyledButton>
  );
}
