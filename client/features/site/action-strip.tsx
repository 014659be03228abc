import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomButton } from './room-button.ts';
import classes from './site.module.css';

/** A few large buttons that keep their places. The remote control begins here (`data-first`). */
export function ActionStrip({ buttons }: { buttons: readonly RoomButton[] }) {
  const { t } = useTranslation();
  const [hint, setHint] = useState('');
  const press = (button: RoomButton) => {
    setHint(button.reason ?? '');
    if (button.reason === null) button.run();
  };
  return (
    <nav className={classes.strip} data-first aria-label={t('site.actions')}>
      {buttons.map((button) => (
        <UnstyledButton
          key={button.id}
          className={classes.button}
          data-tone={button.tone}
          aria-disabled={button.reason !== null || undefined}
          onClick={() => press(button)}
          onFocus={() => setHint('')}
        >
          {button.icon}
          {button.label}
        </UnstyledButton>
      ))}
      <span className={classes.hint} role="status">
        {hint}
      </span>
    </nav>
  );
}
