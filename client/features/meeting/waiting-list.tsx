import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Meeting, Participant } from '../../../core/meeting.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { subtitleOf } from './card-lines.ts';
import classes from './list.module.css';
import { useCommands, useStanding } from './use-commands.ts';

function WaitingRow({ participant }: { participant: Participant }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const standing = useStanding();
  const name = useId();
  const { card } = participant;
  const admit = { type: 'participant.admit', participant: card.participant } as const;
  const deny = { type: 'participant.deny', participant: card.participant } as const;
  const admitting = standing(admit);
  const denying = standing(deny);
  return (
    <li className={classes.row} aria-label={card.name}>
      <div className={classes.words}>
        <div className={classes.name} id={name}>
          {card.name}
        </div>
        <div className={classes.about}>{subtitleOf(card) || card.unitName}</div>
      </div>
      <div className={classes.small}>
        {admitting !== null && (
          <ActionButton
            label={t('meeting.action.admit')}
            tone="give"
            size="xs"
            reason={admitting.reason}
            describedBy={name}
            onPress={() => void send(admit)}
          />
        )}
        {denying !== null && (
          <ActionButton
            label={t('meeting.action.refuse')}
            size="xs"
            reason={denying.reason}
            describedBy={name}
            onPress={() => void send(deny)}
          />
        )}
      </div>
    </li>
  );
}

/** Everybody who waits to be let in, in the order they came. */
export function waitingOf(meeting: Meeting): readonly Participant[] {
  const since = ({ presence }: Participant) => (presence.kind === 'waiting' ? presence.since : 0);
  return Object.values(meeting.participantById)
    .filter(({ presence }) => presence.kind === 'waiting')
    .sort((a, b) => since(a) - since(b));
}

/** Stands at the foot of the panel and grows upwards, so that nothing above it moves under the pointer. */
export function WaitingList({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation();
  const waiting = waitingOf(meeting);
  if (waiting.length === 0) return null;
  return (
    <section aria-label={t('meeting.conduct.waiting')}>
      <h2 className={classes.heading}>
        {t('meeting.conduct.waiting')}
        <span className={classes.count}>{waiting.length}</span>
      </h2>
      <ul className={classes.list}>
        {waiting.map((participant) => (
          <WaitingRow key={participant.card.participant} participant={participant} />
        ))}
      </ul>
    </section>
  );
}
