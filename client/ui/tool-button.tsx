import { Tooltip, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './tool-button.module.css';

/** `on`: a device that is running. `record`: concerns the recording. `stop`: ends something that is running now. */
export type ToolTone = 'plain' | 'on' | 'primary' | 'record' | 'danger' | 'stop';

/** Keys as they stand on a keyboard. */
function keyFace(shortcut: string): string {
  return shortcut.replace('Shift+', '⇧');
}

export type ToolButtonProps = {
  readonly label: string;
  readonly icon: ReactNode;
  /** Why it cannot be pressed now; null when it can */
  readonly reason: string | null;
  readonly onPress: () => void;
  readonly tone?: ToolTone;
  readonly shortcut?: string | undefined;
  readonly grow?: boolean;
  /** Whether what it opens is open; left out for a plain action */
  readonly pressed?: boolean | undefined;
};

/** A button of the bar at the bottom: icon over label, at least 44 px in each direction, for a thumb as for a mouse. */
export function ToolButton(props: ToolButtonProps) {
  const blocked = props.reason !== null;
  return (
    <Tooltip
      label={props.reason ?? ''}
      disabled={!blocked}
      events={{ hover: true, focus: true, touch: true }}
      multiline
      maw={280}
    >
      <UnstyledButton
        className={props.grow ? `${classes.tool} ${classes.grow}` : classes.tool}
        data-tone={props.tone ?? 'plain'}
        aria-disabled={blocked || undefined}
        aria-pressed={props.pressed}
        aria-keyshortcuts={props.shortcut}
        onClick={blocked ? undefined : props.onPress}
      >
        {props.icon}
        <span>{props.label}</span>
        {props.shortcut !== undefined && (
          <span aria-hidden="true" className={classes.key}>
            {keyFace(props.shortcut)}
          </span>
        )}
      </UnstyledButton>
    </Tooltip>
  );
}
