import { UnstyledButton } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tool } from '../meeting/tool.ts';
import { ToolIcon } from '../meeting/tool-icon.tsx';
import classes from './site.module.css';
import { useRemote } from './use-remote.ts';

/** A few large buttons that keep their places, for four arrows and Enter. */
export function ActionStrip({ tools }: { tools: readonly Tool[] }) {
  const { t } = useTranslation();
  const ground = useRef<HTMLDivElement>(null);
  const [hint, setHint] = useState('');
  useRemote(ground);
  const press = (tool: Tool) => {
    setHint(tool.reason ?? '');
    if (tool.reason === null) tool.run();
  };
  return (
    <nav className={classes.strip} aria-label={t('site.actions')}>
      <div ref={ground} style={{ display: 'contents' }}>
        {tools.map((tool) => (
          <UnstyledButton
            key={tool.id}
            className={classes.button}
            data-tone={tool.tone}
            aria-disabled={tool.reason !== null || undefined}
            onClick={() => press(tool)}
            onFocus={() => setHint('')}
          >
            <ToolIcon name={tool.icon} />
            {tool.label}
          </UnstyledButton>
        ))}
      </div>
      <span className={classes.hint} role="status">
        {hint}
      </span>
    </nav>
  );
}
