import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { castOf, isCarried, unopened, type Vote, voteChoices } from '../../../core/vote.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { ChoiceIcon } from './choice-icon.tsx';
import { formatShare, neededFor, shareOf } from './vote-figures.ts';
import classes from './vote-result.module.css';

type Counted = Extract<Vote, { state: 'counted' }>;
type Annulled = Extract<Vote, { state: 'annulled' }>;
/** `tv`: for a room */
type Size = 'card' | 'tv';

/** Được thông qua, or not. */
export function Verdict({ vote, size = 'card' }: { vote: Counted; size?: Size }) {
  const { t } = useTranslation();
  const carried = isCarried(vote.tally, vote.majority);
  return (
    <strong className={classes.verdict} data-size={size} data-carried={carried || undefined}>
      {carried ? <IconCircleCheck aria-hidden="true" /> : <IconCircleX aria-hidden="true" />}
      {t(carried ? 'votes.carried' : 'votes.lost')}
    </strong>
  );
}

/** What it needed, and who took part. */
export function Needed({ vote, size = 'card' }: { vote: Counted; size?: Size }) {
  const { t } = useTranslation();
  const { tally, majority, hands } = vote;
  const needed = neededFor(tally.voters, majority);
  const raised = hands.reduce((sum, hand) => sum + castOf(hand), 0);
  return (
    <div className={classes.needed} data-size={size}>
      <span>
        {needed === null ? t('votes.nobody') : t(`votes.needs.${majority}`, { needed, voters: tally.voters })}
      </span>
      <span>{t('votes.tookPart', { cast: castOf(tally), voters: tally.voters })}</span>
      {raised > 0 && <span>{t('votes.hands', { count: raised })}</span>}
    </div>
  );
}

/** The three figures: people, the part of all who have a vote, and a bar; where the line lies that carries it. */
export function Figures({ vote, size = 'card' }: { vote: Counted; size?: Size }) {
  const { t } = useTranslation();
  const { tally, majority } = vote;
  const needed = neededFor(tally.voters, majority);
  return (
    <dl className={classes.figures} data-size={size}>
      {voteChoices.map((choice) => {
        const share = shareOf(tally[choice], tally.voters);
        return (
          <div key={choice} className={classes.figure} data-choice={choice}>
            <dt className={classes.what}>
              <ChoiceIcon choice={choice} />
              {t(`votes.choice.${choice}`)}
            </dt>
            <dd className={classes.count}>
              {tally[choice]} <span className={classes.share}>{formatShare(share, currentLanguage())}</span>
            </dd>
            <dd className={classes.bar} aria-hidden="true">
              <span className={classes.filled} style={{ '--share': share } as CSSProperties} />
              {choice === 'for' && needed !== null && (
                <span
                  className={classes.line}
                  style={{ '--share': shareOf(needed, tally.voters) } as CSSProperties}
                />
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** Why a vote counts for nothing. */
export function AnnulledWhy({ vote, size = 'card' }: { vote: Annulled; size?: Size }) {
  const { t } = useTranslation();
  const reason = vote.reason === unopened ? t('votes.unopened') : vote.reason;
  return (
    <p className={classes.why} data-size={size}>
      {t('votes.annulledWhy', { reason })}
    </p>
  );
}
