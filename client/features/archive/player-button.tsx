import { Tooltip, UnstyledButton } from '@mantine/core';
import type { ReactNode, Ref } from 'react';
import classes from './player-controls.module.css';

type PlayerButtonProps = {
  /** What it does: its accessible name, and what is said on hovering. */
  readonly label: string;
  readonly icon: ReactNode;
  /** Short words beside the icon. */
  readonly text?: string;
  /** Its key, as `aria-keyshortcuts` has it. */
  readonly shortcut?: string;
  readonly pressed?: boolean;
  /** Whether what it opens is open: then nothing is said over it. */
  readonly expanded?: boolean;
  readonly main?: boolean;
  readonly onPress?: () => void;
  readonly ref?: Ref<HTMLButtonElement>;
};

/**
 * A button of the player: 44 px for a thumb, on its dark ground. Its hint stays within the player, also full screen.
 * What opens something hands down further properties.
 */
export function PlayerButton(props: PlayerButtonProps) {
  const { label, icon, text, shortcut, pressed, expanded, main = false, onPress, ref, ...rest } = props;
  return (
    <Tooltip
      label={label}
      withinPortal={false}
      disabled={expanded === true}
      events={{ hover: true, focus: false, touch: false }}
    >
      <UnstyledButton
        onClick={onPress}
        {...rest}
        ref={ref}
        className={classes.button}
        data-main={main || undefined}
        aria-label={label}
        aria-keyshortcuts={shortcut}
        aria-pressed={pressed}
      >
        {icon}
        {text !== undefined && <span className={classes.buttonText}>{text}</span>}
      </UnstyledButton>
    </Tooltip>
  );
}
