import { Progress } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { may } from '../../../core/authority.ts';
import { hallOf } from '../../../core/hall.ts';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import type { Vote } from '../../../core/vote.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useConfirm } from '../../ui/confirm-dialog.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { useCommands, useStanding } from '../meeting/use-commands.ts';
import { AnnulDialog } from './annul-dialog.tsx';
import { HandRows } from './hand-rows.tsx';
import { TimeLeft } from './time-left.tsx';
import { VoteAbout } from './vote-about.tsx';
import { VoterList } from './voter-list.tsx';
import { type VoterRow, voterRows } from './voter-rows.ts';
import classes from './votes-panel.module.css';

type OpenVoteProps = { readonly meeting: Meeting; readonly you: ParticipantId; readonly vote: Vote };

/** Kết thúc biểu quyết and Hủy biểu quyết, for who conducts votes over the hall. */
function Deeds({ vote, missing }: { vote: Vote; missing: number }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const confirm = useConfirm();
  const standing = useStanding();
  const [annulling, setAnnulling] = useState(false);
  const close = { type: 'vote.close', vote: vote.id } as const;
  const closing = standing(close);
  const annulment = standing({ type: 'vote.annul', vote: vote.id, reason: '…' });
  const end = () => {
    if (missing === 0) void send(close);
    else
      confirm({
        title: t('votes.conduct.endTitle'),
        text: t('votes.conduct.endText', { count: missing }),
        grave: false,
        onConfirm: () => send(close),
      });
  };
  if (closing === null && annulment === null) return null;
  return (
    <div className={classes.deeds}>
      {closing !== null && vote.state === 'open' && (
        <ActionButton tone="primary" label={t('votes.conduct.end')} reason={closing.reason} onPress={end} />
      )}
      {annulment !== null && (
        <ActionButton
          tone="danger"
          label={t('votes.conduct.annul')}
          reason={annulment.reason}
          onPress={() => setAnnulling(true)}
        />
      )}
      <AnnulDialog vote={vote} opened={annulling} onClose={() => setAnnulling(false)} />
    </div>
  );
}

function Turnout({ meeting, you, vote, rows }: OpenVoteProps & { rows: readonly VoterRow[] }) {
  const { t } = useTranslation();
  const voted = rows.filter(({ choice }) => choice !== null).length;
  const key = vote.secrecy === 'secret' ? 'votes.conduct.progressSecret' : 'votes.conduct.progress';
  const words = t(key, { voted, voters: rows.length });
  const isWhole = may(meeting, you, 'roster.view', vote.hall);
  return (
    <div className={classes.turnout}>
      <span className={classes.turnoutWords}>
        <b>{words}</b>
        {!isWhole && <span className={classes.hint}>{t('votes.conduct.ofYours')}</span>}
      </span>
      <Progress
        size="md"
        value={rows.length === 0 ? 0 : (voted / rows.length) * 100}
        color="cham"
        aria-label={words}
      />
    </div>
  );
}

/** A vote that is being taken: for who conducts or oversees voters how it goes, for everybody else that it does. */
export function OpenVote({ meeting, you, vote }: OpenVoteProps) {
  const { t } = useTranslation();
  const rows = useMemo(() => voterRows(meeting, vote, you), [meeting, vote, you]);
  const missing = rows.filter(({ choice }) => choice === null).length;
  const counting = vote.state === 'counting';
  const elsewhere = vote.hall === hallOf(meeting, you) ? undefined : meeting.unitById[vote.hall]?.name;
  const taking = t(vote.secrecy === 'secret' ? 'votes.takingSecret' : 'votes.taking');
  return (
    <section
      className={classes.open}
      aria-label={elsewhere === undefined ? taking : `${taking}, ${elsewhere}`}
    >
      <div className={classes.openHead}>
        <StateMark
          beating
          tone={counting ? 'waiting' : 'speaking'}
          label={counting ? t('votes.counting') : taking}
        />
        <TimeLeft vote={vote} />
      </div>
      {elsewhere !== undefined && (
        <div className={classes.hint}>{t('votes.inHall', { unit: elsewhere })}</div>
      )}
      <div className={classes.question}>{vote.question}</div>
      <VoteAbout meeting={meeting} vote={vote} />
      <div className={classes.hint}>{t(`votes.rule.${vote.majority}`)}</div>
      {rows.length > 0 && vote.state === 'open' && (
        <Turnout meeting={meeting} you={you} vote={vote} rows={rows} />
      )}
      {/* Above the lists, which may be long. */}
      <Deeds vote={vote} missing={missing} />
      {vote.state === 'open' && (
        <>
          <VoterList rows={rows} secrecy={vote.secrecy} />
          <HandRows meeting={meeting} vote={vote} you={you} />
        </>
      )}
    </section>
  );
}
