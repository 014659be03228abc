import { UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconTrash } from '@tabler/icons-react';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hallOf } from '../../../core/hall.ts';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { isCarried, type Vote, voteChoices } from '../../../core/vote.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { useTimeOfDay } from '../meeting/time-of-day.ts';
import { useStanding } from '../meeting/use-commands.ts';
import { AnnulDialog } from './annul-dialog.tsx';
import { ChoiceIcon } from './choice-icon.tsx';
import { Fold } from './fold.tsx';
import { keptBallot } from './own-ballot.ts';
import { VoteAbout } from './vote-about.tsx';
import { AnnulledWhy, Figures, Needed } from './vote-result.tsx';
import { VoterList } from './voter-list.tsx';
import { voterRows } from './voter-rows.ts';
import classes from './votes-panel.module.css';

type EndedVoteProps = { readonly meeting: Meeting; readonly you: ParticipantId; readonly vote: Vote };

function Outcome({ vote }: { vote: Vote }) {
  const { t } = useTranslation();
  if (vote.state !== 'counted') return <StateMark tone="quiet" label={t('votes.annulled')} />;
  const carried = isCarried(vote.tally, vote.majority);
  return <StateMark tone={carried ? 'live' : 'lost'} label={t(carried ? 'votes.carried' : 'votes.lost')} />;
}

/** The three figures in a line, for the list. */
function Short({ vote }: { vote: Extract<Vote, { state: 'counted' }> }) {
  const { t } = useTranslation();
  return (
    <span className={classes.short}>
      {voteChoices.map((choice) => (
        <span
          key={choice}
          className={classes.groupChoice}
          data-choice={choice}
          title={t(`votes.choice.${choice}`)}
        >
          <ChoiceIcon choice={choice} size={14} />
          {vote.tally[choice]}
        </span>
      ))}
    </span>
  );
}

function Details({ meeting, you, vote }: EndedVoteProps) {
  const { t } = useTranslation();
  const rows = useMemo(() => voterRows(meeting, vote, you), [meeting, vote, you]);
  const standing = useStanding()({ type: 'vote.annul', vote: vote.id, reason: '…' });
  const [annulling, setAnnulling] = useState(false);
  const own = keptBallot(vote, you);
  return (
    <div className={classes.details}>
      <VoteAbout meeting={meeting} vote={vote} />
      {vote.state === 'annulled' && <AnnulledWhy vote={vote} />}
      {vote.state === 'counted' && (
        <>
          <Figures vote={vote} />
          <Needed vote={vote} />
        </>
      )}
      {own !== null && own !== 'sealed' && (
        <div className={classes.hint}>{t('votes.own.chose', { choice: t(`votes.choice.${own}`) })}</div>
      )}
      {rows.length > 0 && vote.secrecy === 'named' && (
        <Fold title={t('votes.conduct.names')} detail={String(rows.length)}>
          <VoterList rows={rows} secrecy={vote.secrecy} />
        </Fold>
      )}
      {vote.state === 'counted' && standing !== null && (
        <div className={classes.deeds}>
          <ActionButton
            size="xs"
            tone="danger"
            label={t('votes.conduct.annul')}
            icon={<IconTrash size={16} />}
            reason={standing.reason}
            onPress={() => setAnnulling(true)}
          />
          <AnnulDialog vote={vote} opened={annulling} onClose={() => setAnnulling(false)} />
        </div>
      )}
    </div>
  );
}

/** How a vote ended, in a line that opens. */
export function EndedVote({ meeting, you, vote }: EndedVoteProps) {
  const { t } = useTranslation();
  const timeOfDay = useTimeOfDay();
  const [opened, setOpened] = useState(false);
  const question = useId();
  const elsewhere = vote.hall === hallOf(meeting, you) ? undefined : meeting.unitById[vote.hall]?.name;
  return (
    <li className={classes.ended} aria-labelledby={question}>
      <UnstyledButton
        className={classes.endedHead}
        aria-expanded={opened}
        onClick={() => setOpened((before) => !before)}
      >
        <IconChevronRight className={classes.arrow} data-first-line size={16} aria-hidden="true" />
        <span className={classes.endedWords}>
          <span className={classes.endedQuestion} data-whole={opened || undefined} id={question}>
            {vote.question}
          </span>
          <span className={classes.hint}>
            {t('votes.takenAt', { time: timeOfDay(vote.openedAt) })}
            {elsewhere !== undefined && ` · ${t('votes.inHall', { unit: elsewhere })}`}
          </span>
          <span className={classes.endedMarks}>
            <Outcome vote={vote} />
            {vote.state === 'counted' && <Short vote={vote} />}
          </span>
        </span>
      </UnstyledButton>
      {opened && <Details meeting={meeting} you={you} vote={vote} />}
    </li>
  );
}
