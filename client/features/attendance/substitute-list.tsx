import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Meeting, Participant } from '../../../core/meeting.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useCommands, useStanding } from '../meeting/use-commands.ts';
import classes from './attendance.module.css';

function Asked({ participant }: { participant: Participant }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const standing = useStanding();
  const text = useId();
  const { card, attendance } = participant;
  const { substitute } = attendance;
  if (substitute === null) return null;
  const consent = (given: boolean) =>
    ({ type: 'attendance.consent', participant: card.participant, given }) as const;
  const yes = standing(consent(true));
  const no = standing(consent(false));
  return (
    <li className={classes.asked}>
      <div className={classes.words} id={text}>
        <div className={classes.name}>{card.name}</div>
        <div className={classes.about}>{t('attendance.substitute.of', { name: substitute.name })}</div>
        {substitute.position !== '' && <div className={classes.about}>{substitute.position}</div>}
      </div>
      {yes !== null && (
        <ActionButton
          size="xs"
          tone="give"
          label={t('attendance.substitute.consent')}
          reason={yes.reason}
          describedBy={text}
          onPress={() => void send(consent(true))}
        />
      )}
      {no !== null && (
        <ActionButton
          size="xs"
          label={t('attendance.substitute.refuse')}
          reason={no.reason}
          describedBy={text}
          onPress={() => void send(consent(false))}
        />
      )}
    </li>
  );
}

/** Substitutes that wait for the chair's consent; nothing where none does. */
export function SubstituteList({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation();
  const asking = Object.values(meeting.participantById).filter(
    ({ attendance }) => attendance.substitute?.consent === 'asked',
  );
  if (asking.length === 0) return null;
  const title = t('attendance.substitute.waiting', { count: asking.length });
  return (
    <section aria-label={title}>
      <h2 className={classes.heading}>{title}</h2>
      <ul className={classes.list}>
        {asking.map((participant) => (
          <Asked key={participant.card.participant} participant={participant} />
        ))}
      </ul>
    </section>
  );
}
