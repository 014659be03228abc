import { UnstyledButton } from '@mantine/core';
import { useRef } from 'react';
import classes from './site.module.css';
import { useRemote } from './use-remote.ts';

/** The only thing to press: it has the focus, so that Enter is enough. */
export function OneButton({ label, onPress }: { label: string; onPress: () => void }) {
  const ground = useRef<HTMLDivElement>(null);
  useRemote(ground);
  return (
    <div ref={ground}>
      <UnstyledButton className={classes.button} onClick={onPress}>
        {label}
      </UnstyledButton>
    </div>
  );
}
