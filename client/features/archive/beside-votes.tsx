import { UnstyledButton } from '@mantine/core';
import { IconBan, IconChevronRight, IconCircleCheck, IconCircleX, IconHourglass } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unopened, voteChoices } from '../../../core/vote.ts';
import type { BesideVote } from '../../../protocol/archive.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { FollowingList } from './beside-list.tsx';
import classes from './beside-papers.module.css';
import { namesByChoice, votedFrom } from './beside-papers.ts';
import { BesideRow } from './beside-row.tsx';

/** Of a share between 0 and 1. */
function percent(share: number): string {
  return share.toLocaleString(currentLanguage(), { style: 'percent', maximumFractionDigits: 1 });
}

type Outcome = NonNullable<BesideVote['outcome']>;
type Counted = Extract<Outcome, { state: 'counted' }>;

/** What came of it, in words that stand without their colour. */
function Verdict({ outcome }: { readonly outcome: BesideVote['outcome'] }) {
  const { t } = useTranslation();
  if (outcome === null)
    return (
      <span className={classes.verdict} data-tone="quiet">
        <IconHourglass size={18} aria-hidden="true" />
        {t('player.beside.vote.notHere')}
      </span>
    );
  if (outcome.state === 'annulled') {
    const reason = outcome.reason === unopened ? t('player.beside.vote.unopened') : outcome.reason;
    return (
      <span className={classes.verdict} data-tone="quiet">
        <IconBan size={18} aria-hidden="true" />
        {t('player.beside.vote.annulled', { reason })}
      </span>
    );
  }
  const Icon = outcome.carried ? IconCircleCheck : IconCircleX;
  return (
    <strong className={classes.verdict} data-tone={outcome.carried ? 'carried' : 'lost'}>
      <Icon size={18} aria-hidden="true" />
      {t(`player.beside.vote.${outcome.carried ? 'carried' : 'lost'}`)}
    </strong>
  );
}

/** The three figures, and how many had a vote. */
function Figures({ outcome: { tally } }: { readonly outcome: Counted }) {
  const { t } = useTranslation();
  return (
    <span className={classes.figures}>
      {voteChoices.map((choice) => (
        <span key={choice} className={classes.figure}>
          {t(`player.beside.vote.choice.${choice}`)}
          <span className={classes.count}>
            {tally[choice]}
            {tally.voters > 0 && <small>{percent(tally[choice] / tally.voters)}</small>}
          </span>
        </span>
      ))}
      <small>{t('player.beside.vote.voters', { count: tally.voters })}</small>
    </span>
  );
}

/** Who chose what, opened when it is asked for: a council has eighty, a conference thousands. */
function Names({ named }: { readonly named: NonNullable<Counted['named']> }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const groups = namesByChoice(named);
  if (groups.length === 0) return null;
  return (
    <div className={classes.names}>
      <UnstyledButton
        className={classes.fold}
        aria-expanded={opened}
        onClick={() => setOpened((before) => !before)}
      >
        <IconChevronRight size={16} aria-hidden="true" />
        {t('player.beside.vote.names')}
      </UnstyledButton>
      {opened &&
        groups.map(({ choice, count, voters }) => (
          <section key={choice} aria-label={t(`player.beside.vote.choice.${choice}`)}>
            <h2 className={classes.choice}>
              {t(`player.beside.vote.choice.${choice}`)} · {count}
            </h2>
            <ul className={classes.voters}>
              {voters.map(({ name, position, unitName, hands }) => {
                const office = [position, unitName].filter((part) => part !== '' && part !== name).join(', ');
                return (
                  <li key={`${name} ${office}`}>
                    <bdi>{name}</bdi>
                    {hands !== null && <span> · {t('player.beside.vote.hands', { count: hands })}</span>}
                    {office !== '' && <small>{office}</small>}
                  </li>
                );
              })}
            </ul>
          </section>
        ))}
    </div>
  );
}

type BesideVotesProps = {
  /** In the order of the film. */
  readonly votes: readonly BesideVote[];
  /** Index of the marked one; -1: none. */
  readonly current: number;
  readonly startedAt: number;
  readonly onSeek: (ms: number) => void;
};

/** What was put to the vote, and what came of it. A press goes to where it was put. */
export const BesideVotes = memo(function BesideVotes({
  votes,
  current,
  startedAt,
  onSeek,
}: BesideVotesProps) {
  const { t } = useTranslation();
  return (
    <FollowingList current={current} empty={votes.length === 0 ? t('player.beside.vote.empty') : null}>
      {votes.map((each, index) => {
        const { vote, question, item, secrecy, outcome } = each;
        const counted = outcome?.state === 'counted' ? outcome : null;
        return (
          <BesideRow
            key={vote}
            atMs={votedFrom(each)}
            startedAt={startedAt}
            current={index === current}
            onSeek={onSeek}
            below={counted?.named ? <Names named={counted.named} /> : null}
          >
            <span className={classes.vote}>
              <span className={classes.question}>{question}</span>
              <small>
                {t(`player.beside.vote.secrecy.${secrecy}`)}
                {item !== null && ` · ${item}`}
              </small>
              <Verdict outcome={outcome} />
              {counted !== null && <Figures outcome={counted} />}
            </span>
          </BesideRow>
        );
      })}
    </FollowingList>
  );
});
