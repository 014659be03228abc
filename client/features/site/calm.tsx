import type { ReactNode } from 'react';
import { Clock } from './clock.tsx';
import classes from './site.module.css';

type CalmProps = {
  /** Whose screen this is; empty before it is known */
  readonly name: string;
  readonly children: ReactNode;
};

/** A whole screen with one thing to read: waiting, pairing, an end. The clock is always there. */
export function Calm({ name, children }: CalmProps) {
  return (
    <main className={classes.screen} data-calm>
      <div className={classes.top}>
        <span className={classes.name}>{name}</span>
        <span className={classes.grow} />
        <Clock />
      </div>
      <div className={classes.calm} aria-live="polite">
        {children}
      </div>
    </main>
  );
}
