import { ActionIcon, Button, Kbd, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

export type ActionTone = 'primary' | 'plain' | 'give' | 'danger';

export type ActionButtonProps = {
  /** What it does: the visible label and the accessible name */
  readonly label: string;
  readonly icon?: ReactNode;
  /** Why it cannot be pressed now; null when it can */
  readonly reason: string | null;
  readonly onPress: () => void;
  readonly tone?: ActionTone;
  readonly size?: 'sm' | 'md' | 'lg';
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
  give: { variant: 'filled', color: 'luc' },
  danger: { variant: 'filled', color: 'son' },
};

/**
 * A button that is never silently dead: when it cannot be pressed it stays in its place, reachable by keyboard and by
 * a screen reader, and says why.
 */
export function ActionButton(props: ActionButtonProps) {
  const { label, icon, reason, onPress, tone = 'plain', size = 'sm', iconOnly = false } = props;
  const blocked = reason !== null;
  const common = {
    ...looks[tone],
    size: iconOnly ? { sm: 34, md: 40, lg: 48 }[size] : size,
    'aria-disabled': blocked || undefined,
    'data-disabled': blocked || undefined,
    'aria-keyshortcuts': props.shortcut,
    'aria-describedby': props.describedBy,
    loading: props.loading ?? false,
    onClick: blocked ? undefined : onPress,
  };
  const hint = reason ?? (iconOnly ? label : '');
  return (
    <Tooltip label={hint} disabled={hint === ''} events={{ hover: true, focus: true, touch: true }} multiline maw={280}>
      {iconOnly ? (
        <ActionIcon {...common} aria-label={label}>
          {icon}
        </ActionIcon>
      ) : (
        <Button
          {...common}
          fullWidth={props.fullWidth ?? false}
          leftSection={icon}
          rightSection={props.shortcut === undefined ? undefined : <Kbd size="xs" aria-hidden="true">{props.shortcut}</Kbd>}
        >
          {label}
        </Button>
      )}
    </Tooltip>
  );
}
