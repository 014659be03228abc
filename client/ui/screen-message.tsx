import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './screen-message.module.css';
import type { StateTone } from './theme.ts';

type ScreenMessageProps = {
  readonly tone: StateTone;
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
};

/** One state that fills the screen: what is going on, what happens next, what one can do. */
export function ScreenMessage({ tone, icon, title, text, actions, children }: ScreenMessageProps) {
  return (
    <main className={classes.screen}>
      <section className={classes.card} aria-live="polite">
        <span className={classes.icon} data-tone={tone} aria-hidden="true">
          {icon}
        </span>
        <Title order={1} size="h2">
          {title}
        </Title>
        {children}
        <Text c="dimmed" mt="sm">
          {text}
        </Text>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </section>
    </main>
  );
}
