import { IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Vote, voteEndsAt } from '../../../core/vote.ts';
import { useNow } from '../../session/index.ts';
import { clockFace } from '../../ui/clock-face.ts';
import classes from './vote-card.module.css';

/** From here on the time left is shown as short, in ms. */
const shortMs = 15_000;

/** How long one may still vote, in whole seconds rounded up; nothing where somebody closes the vote. */
export function TimeLeft({ vote }: { vote: Vote }) {
  const { t } = useTranslation();
  const now = useNow();
  const end = voteEndsAt(vote);
  if (end === null) return null;
  const left = Math.max(0, end - now);
  return (
    <span
      className={classes.time}
      data-short={left <= shortMs || undefined}
      role="timer"
      aria-label={t('votes.timeLeftOf')}
    >
      <IconClock className={classes.timeIcon} aria-hidden="true" />
      {clockFace(Math.ceil(left / 1000) * 1000)}
    </span>
  );
}
