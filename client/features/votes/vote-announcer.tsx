import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isCarried, type Vote } from '../../../core/vote.ts';

/** Tells a screen reader that a vote opens and how it ended. Always there, so that it is told of what comes. */
export function VoteAnnouncer({ vote, votes }: { vote: Vote | null; votes: boolean }) {
  const { t } = useTranslation();
  const words = () => {
    switch (vote?.state) {
      case undefined:
        return '';
      case 'open':
        return [
          t('votes.announce.open', { question: vote.question }),
          votes ? t('votes.announce.yours') : '',
        ].join(' ');
      case 'counting':
        return t('votes.counting');
      case 'counted': {
        const verdict = t(isCarried(vote.tally, vote.majority) ? 'votes.carried' : 'votes.lost');
        return t('votes.announce.ended', { question: vote.question, verdict });
      }
      case 'annulled':
        return t('votes.announce.annulled', { question: vote.question });
    }
  };
  return (
    <VisuallyHidden>
      <span role="status" aria-live="assertive">
        {words()}
      </span>
    </VisuallyHidden>
  );
}
