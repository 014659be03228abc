import {
  IconAlertTriangle,
  IconCalendarDue,
  IconLock,
  IconPlayerPause,
  IconShieldX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveItem } from '../../../protocol/archive.ts';
import { useNow } from '../../session/index.ts';
import { daysFromToday } from '../../ui/format.ts';
import type { StateTone } from '../../ui/theme.ts';
import classes from './catalogue.module.css';
import { dueWords } from './due-words.ts';

type Mark = { readonly tone: StateTone; readonly icon: ReactNode; readonly words: string };

/** What is to be known about a recording besides its state: gaps, pauses, a hold, damage, a hand-over that is due. */
export function LineMarks({ item }: { readonly item: ArchiveItem }) {
  const { t } = useTranslation();
  const now = useNow();
  const { gaps, pauses, held, checked, handOverBy, handOverSoon } = item;
  const due = handOverSoon ? handOverBy : null;
  const marks: readonly (Mark | false)[] = [
    checked?.ok === false && {
      tone: 'lost',
      icon: <IconShieldX size={16} aria-hidden="true" />,
      words: t('catalogue.damaged'),
    },
    gaps.length > 0 && {
      tone: 'waiting',
      icon: <IconAlertTriangle size={16} aria-hidden="true" />,
      words: t('archive.gapsCount', { count: gaps.length }),
    },
    due !== null && {
      tone: 'waiting',
      icon: <IconCalendarDue size={16} aria-hidden="true" />,
      words: dueWords(t, daysFromToday(due, now)),
    },
    pauses.length > 0 && {
      tone: 'quiet',
      icon: <IconPlayerPause size={16} aria-hidden="true" />,
      words: t('catalogue.pauses', { count: pauses.length }),
    },
    held && {
      tone: 'quiet',
      icon: <IconLock size={16} aria-hidden="true" />,
      words: t('catalogue.held'),
    },
  ];
  const shown = marks.filter((mark) => mark !== false);
  if (shown.length === 0) return null;
  return (
    <ul className={classes.marks}>
      {shown.map(({ tone, icon, words }) => (
        <li key={words} data-tone={tone}>
          {icon}
          {words}
        </li>
      ))}
    </ul>
  );
}
