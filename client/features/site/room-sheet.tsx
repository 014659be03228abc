import { type ReactNode, useRef } from 'react';
import classes from './room.module.css';
import { useRemote } from './use-remote.ts';

/** Something that has the whole screen and the remote control until it is closed. */
export function RoomSheet({ label, children }: { label: string; children: ReactNode }) {
  const ground = useRef<HTMLElement>(null);
  useRemote(ground);
  return (
    <section ref={ground} className={classes.sheet} aria-label={label}>
      {children}
    </section>
  );
}
