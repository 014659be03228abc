import { IconCheckbox, IconLock } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hallOf } from '../../../core/hall.ts';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import type { Vote } from '../../../core/vote.ts';
import { useNow } from '../../session/index.ts';
import { isShownOnTv, latestVote, readKey } from './shown-vote.ts';
import { TimeLeft } from './time-left.tsx';
import { VoteAnnouncer } from './vote-announcer.tsx';
import { AnnulledWhy, Figures, Needed, Verdict } from './vote-result.tsx';
import classes from './vote-tv.module.css';

/** From so many characters on a question is written smaller. */
const longQuestion = 160;

/** When a vote came to its state on this screen; one that had ended before the screen came up, when it ended. */
function useSeenAt(vote: Vote | null, now: number): number {
  const key = vote === null ? '' : readKey(vote);
  const [seen, setSeen] = useState({ key, at: vote !== null && 'closedAt' in vote ? vote.closedAt : now });
  if (seen.key === key) return seen.at;
  setSeen({ key, at: now });
  return now;
}

/** A band across the whole width while a room's hall is asked; the picture below gives way. */
function Band({ vote }: { vote: Vote }) {
  const { t } = useTranslation();
  const secret = vote.secrecy === 'secret';
  const Icon = secret ? IconLock : IconCheckbox;
  return (
    <section className={classes.band} aria-label={t('votes.label')}>
      <div className={classes.head}>
        <Icon className={classes.sign} aria-hidden="true" />
        <span className={classes.state}>
          {vote.state === 'counting'
            ? t('votes.counting')
            : t(secret ? 'votes.takingSecret' : 'votes.taking')}
        </span>
        <TimeLeft vote={vote} />
      </div>
      <div className={classes.question} data-long={vote.question.length > longQuestion || undefined}>
        {vote.question}
      </div>
    </section>
  );
}

/** How it ended, over the picture, for as long as it takes to read it. */
function Outcome({ vote }: { vote: Vote }) {
  const { t } = useTranslation();
  if (vote.state !== 'counted' && vote.state !== 'annulled') return null;
  return (
    <section className={classes.outcome} aria-label={t('votes.result')}>
      <div className={classes.title}>{t(vote.state === 'annulled' ? 'votes.annulled' : 'votes.result')}</div>
      <div className={classes.question} data-long={vote.question.length > longQuestion || undefined}>
        {vote.question}
      </div>
      {vote.state === 'annulled' ? (
        <AnnulledWhy size="tv" vote={vote} />
      ) : (
        <>
          <Figures size="tv" vote={vote} />
          <div className={classes.foot}>
            <Verdict size="tv" vote={vote} />
            <Needed size="tv" vote={vote} />
          </div>
        </>
      )}
    </section>
  );
}

/** What a room is shown of its hall's vote, on every screen it has: `band` above the picture, `outcome` over it. */
export type VoteOnTv = {
  /** Tells a screen reader; on one screen of the room. */
  readonly announcer: ReactNode;
  /** Null: nothing. */
  readonly band: ReactNode;
  readonly outcome: ReactNode;
};

export function useVoteOnTv(meeting: Meeting, you: ParticipantId): VoteOnTv {
  const now = useNow();
  const latest = latestVote(meeting, hallOf(meeting, you));
  const seenAt = useSeenAt(latest, now);
  const vote = latest !== null && isShownOnTv(latest, { seenAt, now }) ? latest : null;
  const lasts = vote?.state === 'open' || vote?.state === 'counting';
  return {
    announcer: <VoteAnnouncer vote={vote} votes={false} />,
    band: vote !== null && lasts ? <Band vote={vote} /> : null,
    outcome: vote === null || lasts ? null : <Outcome vote={vote} />,
  };
}
