import { ActionIcon, Button, Kbd, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './action-button.module.css';

export type ActionTone = 'primary' | 'plain' | 'quiet' | 'give' | 'danger';

export type ActionButtonProps = {
  /** What it does: the visible label and the accessible name */
  readonly label: string;
  readonly icon?: ReactNode;
  /** Why it cannot be pressed now; null when it can */
  readonly reason: string | null;
  readonly onPress: () => void;
  readonly tone?: ActionTone;
  readonly size?: 'xs' | 'sm' | 'md' | 'lg';
  /** A key that does the same */
  readonly shortcut?: string;
  readonly iconOnly?: boolean;
  readonly fullWidth?: boolean;
  readonly loading?: boolean;
  /** Id of the element that says whom it is about */
  readonly describedBy?: string | undefined;
};

const looks: Record<ActionTone, { readonly variant: string; readonly color?: string }> = {
  primary: { variant: 'filled' },
  plain: { variant: 'default' },
  quiet: { variant: 'subtle', color: 'gray' },
  give: { variant: 'light', color: 'luc' },
  danger: { variant: 'light', color: 'son' },
};

const iconPixels = { xs: 30, sm: 36, md: 42, lg: 48 } as const;

/**
 * A button that is never silently dead: when it cannot be pressed it stays in its place, reachable by keyboard and by
 * a screen reader, and says why.
 */
export function ActionButton(props: ActionButtonProps) {
  const { label, icon, reason, onPress, tone = 'plain', size = 'sm', iconOnly = false } = props;
  const blocked = reason !== null;
  const common = {
    ...looks[tone],
    className: classes.action,
    ...(blocked ? { 'aria-disabled': true, 'data-disabled': true } : { onClick: onPress }),
    'aria-keyshortcuts': props.shortcut,
    'aria-describedby': props.describedBy,
    loading: props.loading ?? false,
  };
  const hint = reason ?? (iconOnly ? label : '');
  return (
    <Tooltip
      label={hint}
      disabled={hint === ''}
      events={{ hover: true, focus: true, touch: true }}
      multiline
      maw={280}
    >
      {iconOnly ? (
        <ActionIcon {...common} size={iconPixels[size]} aria-label={label}>
          {icon}
        </ActionIcon>
      ) : (
        <Button
          {...common}
          size={size}
          fullWidth={props.fullWidth ?? false}
          leftSection={icon}
          rightSection={
            props.shortcut === undefined ? undefined : (
              <Kbd size="xs" aria-hidden="true">
                {props.shortcut}
              </Kbd>
            )
          }
        >
          {label}
        </Button>
      )}
    </Tooltip>
  );
}
