import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import classes from './votes-panel.module.css';

type FoldProps = {
  readonly title: ReactNode;
  /** At its end, such as a count */
  readonly detail: string;
  readonly opened?: boolean;
  readonly children: ReactNode;
};

/** A part of a list that is opened to be read; what is shut is not drawn. */
export function Fold({ title, detail, opened: first = false, children }: FoldProps) {
  const [opened, setOpened] = useState(first);
  return (
    <div>
      <UnstyledButton
        className={classes.fold}
        aria-expanded={opened}
        onClick={() => setOpened((before) => !before)}
      >
        <IconChevronRight className={classes.arrow} size={16} aria-hidden="true" />
        <span className={classes.foldName}>{title}</span>
        <span className={classes.foldCount}>{detail}</span>
      </UnstyledButton>
      {opened && children}
    </div>
  );
}
