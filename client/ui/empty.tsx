import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './empty.module.css';

type EmptyProps = { readonly icon: ReactNode; readonly title: string; readonly hint: string };

/** A list with nothing in it yet, and when that will change. */
export function Empty({ icon, title, hint }: EmptyProps) {
  return (
    <Stack className={classes.empty} align="center" gap={6} ta="center">
      <span className={classes.icon} aria-hidden="true">
        {icon}
      </span>
      <Text fw={600} size="lg">
        {title}
      </Text>
      <Text c="dimmed" maw={460}>
        {hint}
      </Text>
    </Stack>
  );
}
