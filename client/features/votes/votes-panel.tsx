import { IconCheckbox } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { useStanding } from '../meeting/use-commands.ts';
import { EndedVote } from './ended-vote.tsx';
import { OpenVote } from './open-vote.tsx';
import { anyQuestion } from './vote-draft.ts';
import classes from './votes-panel.module.css';

type VotesPanelProps = {
  readonly meeting: Meeting;
  readonly you: ParticipantId;
  /** Fills in what is put to the vote */
  readonly onPut: () => void;
};

/** What is being voted on and how that goes, and all that was voted on before, the newest first. */
export function VotesPanel({ meeting, you, onPut }: VotesPanelProps) {
  const { t } = useTranslation();
  const standing = useStanding()(anyQuestion);
  const isOver = ({ state }: Meeting['votes'][number]) => state === 'counted' || state === 'annulled';
  const lasting = meeting.votes.filter((vote) => !isOver(vote));
  const over = meeting.votes.filter(isOver).toReversed();
  return (
    <section className={classes.panel} aria-label={t('votes.label')}>
      {standing !== null && standing.code !== 'already-voting' && (
        <div>
          <ActionButton
            fullWidth
            tone="primary"
            label={t('votes.put.open')}
            icon={<IconCheckbox size={18} />}
            reason={standing.reason}
            onPress={onPut}
          />
        </div>
      )}
      {lasting.map((vote) => (
        <OpenVote key={vote.id} meeting={meeting} you={you} vote={vote} />
      ))}
      {over.length > 0 && (
        <div>
          <h2 className={classes.heading}>
            {t('votes.list')} <span className={classes.headingCount}>{over.length}</span>
          </h2>
          <ul className={classes.list}>
            {over.map((vote) => (
              <EndedVote key={vote.id} meeting={meeting} you={you} vote={vote} />
            ))}
          </ul>
        </div>
      )}
      {meeting.votes.length === 0 && <EmptyHint text={t('votes.empty')} />}
    </section>
  );
}
