import { Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import classes from './dossier.module.css';

type DossierCardProps = {
  readonly title: string;
  /** Stands beside the title: how it is, in a word. */
  readonly mark?: ReactNode;
  readonly children: ReactNode;
};

/** One part of a file. */
export function DossierCard({ title, mark, children }: DossierCardProps) {
  const id = useId();
  return (
    <section className={classes.card} aria-labelledby={id}>
      <div className={classes.cardHead}>
        <Title order={3} id={id}>
          {title}
        </Title>
        {mark}
      </div>
      {children}
    </section>
  );
}
