import { Button, Loader, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Vote, type VoteChoice, voteChoices } from '../../../core/vote.ts';
import { ChoiceIcon } from './choice-icon.tsx';
import type { OwnBallot } from './own-ballot.ts';
import classes from './vote-card.module.css';

type BallotPaperProps = {
  readonly own: OwnBallot;
  readonly vote: Vote;
  readonly offline: boolean;
  readonly onCast: (choice: VoteChoice) => void;
};

/** What became of one's own vote, in words below the buttons. */
function Standing({ own, vote, offline, onCast }: BallotPaperProps) {
  const { t } = useTranslation();
  if (own.kind === 'failed') {
    const why = own.code === 'unavailable' ? t('votes.own.unconfirmed') : t(`refusal.${own.code}`);
    return (
      <div className={classes.standing} data-tone="lost" role="alert">
        <IconAlertTriangle aria-hidden="true" />
        <span className={classes.standingWords}>
          {/* Whoever looks over one's shoulder reads no choice of a secret vote. */}
          {vote.secrecy === 'secret'
            ? t('votes.own.failedSecret', { why })
            : t('votes.own.failed', { choice: t(`votes.choice.${own.choice}`), why })}
          {own.kept !== null && ` ${t('votes.own.stays')}`}
        </span>
        {!offline && (
          <Button size="xs" color="son" onClick={() => onCast(own.choice)}>
            {t('votes.own.again')}
          </Button>
        )}
      </div>
    );
  }
  if (offline)
    return (
      <div className={classes.standing} data-tone="lost" role="status">
        <IconAlertTriangle aria-hidden="true" />
        <span className={classes.standingWords}>{t('votes.own.lineLost')}</span>
      </div>
    );
  if (own.kind === 'sending')
    return (
      <div className={classes.standing} data-tone="waiting" role="status">
        <Loader size={16} color="currentcolor" aria-hidden="true" />
        <span className={classes.standingWords}>{t('votes.own.sending')}</span>
      </div>
    );
  if (own.kind === 'kept') {
    const sealed = own.kept === 'sealed';
    return (
      <div className={classes.standing} data-tone="live" role="status">
        {sealed ? <IconLock aria-hidden="true" /> : <IconCircleCheck aria-hidden="true" />}
        <span className={classes.standingWords}>
          {own.kept === 'sealed'
            ? t('votes.own.sealed')
            : t('votes.own.kept', { choice: t(`votes.choice.${own.kept}`) })}
        </span>
      </div>
    );
  }
  return (
    <div className={classes.standing} role="status">
      <span className={classes.standingWords}>
        {t(vote.secrecy === 'secret' ? 'votes.own.chooseSecret' : 'votes.own.choose')}
      </span>
    </div>
  );
}

/**
 * Tán thành, Không tán thành, Không biểu quyết. What the hub has is pressed in; what is under way says so and counts
 * for nothing yet. Of a secret vote nothing is pressed in: nobody standing behind reads it.
 */
export function BallotPaper({ own, vote, offline, onCast }: BallotPaperProps) {
  const { t } = useTranslation();
  const blocked = offline || own.kind === 'sending';
  const kept = own.kind === 'none' ? null : own.kept;
  return (
    <div className={classes.own}>
      <fieldset className={classes.choices} aria-label={t('votes.own.label')}>
        {voteChoices.map((choice) => {
          const sending = own.kind === 'sending' && own.choice === choice;
          return (
            <UnstyledButton
              key={choice}
              className={classes.choice}
              data-choice={choice}
              data-sending={sending || undefined}
              aria-pressed={kept === choice}
              aria-disabled={blocked || undefined}
              onClick={() => (blocked || kept === choice ? undefined : onCast(choice))}
            >
              {sending ? (
                <Loader size={20} color="currentcolor" aria-hidden="true" />
              ) : (
                <ChoiceIcon choice={choice} size={22} />
              )}
              <span className={classes.choiceWord}>{t(`votes.choice.${choice}`)}</span>
            </UnstyledButton>
          );
        })}
      </fieldset>
      <Standing own={own} vote={vote} offline={offline} onCast={onCast} />
    </div>
  );
}
