import { Button, CloseButton, Loader } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hallOf } from '../../../core/hall.ts';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import type { Vote } from '../../../core/vote.ts';
import { hasVote } from '../../../core/voter.ts';
import { serverNow } from '../../session/index.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import { useReadResults } from './read-results.ts';
import { isShown, latestVote, recentMs } from './shown-vote.ts';
import { TimeLeft } from './time-left.tsx';
import { VoteAbout } from './vote-about.tsx';
import { VoteAnnouncer } from './vote-announcer.tsx';
import classes from './vote-card.module.css';
import { VoteChoices } from './vote-choices.tsx';
import { AnnulledWhy, Figures, Needed, Verdict } from './vote-result.tsx';

/** From so many characters on a question is written smaller. */
const longQuestion = 200;

type Given = { readonly meeting: Meeting; readonly you: ParticipantId };

/** The question that is put just now: voted on by who has a vote, read by everybody else. */
function OpenCard({ meeting, you, vote, onFollow }: Given & { vote: Vote; onFollow: (() => void) | null }) {
  const { t } = useTranslation();
  const question = useId();
  const votes = hasVote(meeting, you, vote.hall);
  return (
    <section className={classes.card} data-vote data-state="open" aria-labelledby={question}>
      <div className={classes.head}>
        <StateMark
          beating
          tone="speaking"
          label={t(vote.secrecy === 'secret' ? 'votes.takingSecret' : 'votes.taking')}
        />
        <VoteAbout meeting={meeting} vote={vote} />
        {onFollow !== null && (
          <Button size="compact-sm" variant="subtle" onClick={onFollow}>
            {t('votes.follow')}
          </Button>
        )}
        <TimeLeft vote={vote} />
      </div>
      <h2
        className={classes.question}
        data-long={vote.question.length > longQuestion || undefined}
        id={question}
      >
        {vote.question}
      </h2>
      {votes ? (
        <VoteChoices vote={vote} you={you} />
      ) : (
        <p className={classes.others}>{t('votes.own.none')}</p>
      )}
    </section>
  );
}

/** How it ended, until it is put away. */
function EndedCard({ meeting, vote, onClose }: Pick<Given, 'meeting'> & { vote: Vote; onClose: () => void }) {
  const { t } = useTranslation();
  const question = useId();
  const counting = vote.state === 'counting';
  return (
    <section className={classes.card} data-vote data-state={vote.state} aria-labelledby={question}>
      <div className={classes.head}>
        {counting ? (
          <StateMark beating tone="waiting" label={t('votes.counting')} />
        ) : (
          <StateMark tone="quiet" label={t(vote.state === 'annulled' ? 'votes.annulled' : 'votes.result')} />
        )}
        <VoteAbout meeting={meeting} vote={vote} />
        {!counting && (
          <CloseButton className={classes.close ?? ''} aria-label={t('common.close')} onClick={onClose} />
        )}
      </div>
      <h2
        className={classes.question}
        data-long={vote.question.length > longQuestion || undefined}
        id={question}
      >
        {vote.question}
      </h2>
      {vote.state === 'counting' && (
        <p className={classes.others}>
          <Loader size={18} aria-hidden="true" />
          {t('votes.countingHint')}
        </p>
      )}
      {vote.state === 'annulled' && <AnnulledWhy vote={vote} />}
      {vote.state === 'counted' && (
        <div className={classes.outcome}>
          <div className={classes.outcomeWords}>
            <Verdict vote={vote} />
            <Needed vote={vote} />
          </div>
          <Figures vote={vote} />
        </div>
      )}
    </section>
  );
}

type VoteStageProps = Given & {
  /** Leads whoever oversees voters to the list of votes; null: it is nothing to them, or they are there */
  readonly onFollow: (() => void) | null;
  /** Whether the list of votes stands beside it, which tells the question too */
  readonly followed: boolean;
};

/** The vote of one's own hall, below the pictures, which make room for it: nobody's face is covered. */
export function VoteStage({ meeting, you, onFollow, followed }: VoteStageProps) {
  const [since] = useState(() => serverNow() - recentMs);
  const { read, putAway } = useReadResults();
  const latest = latestVote(meeting, hallOf(meeting, you));
  const vote = latest !== null && isShown(latest, { since, read }) ? latest : null;
  const votes = vote !== null && hasVote(meeting, you, vote.hall);
  return (
    <>
      <VoteAnnouncer vote={vote} votes={votes} />
      {vote?.state === 'open' && (votes || !followed) && (
        <OpenCard key={vote.id} meeting={meeting} you={you} vote={vote} onFollow={onFollow} />
      )}
      {vote !== null && vote.state !== 'open' && (
        <EndedCard meeting={meeting} vote={vote} onClose={() => putAway(vote)} />
      )}
    </>
  );
}
