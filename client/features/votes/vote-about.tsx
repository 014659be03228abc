import { useTranslation } from 'react-i18next';
import type { Meeting } from '../../../core/meeting.ts';
import type { Vote } from '../../../core/vote.ts';
import classes from './vote-card.module.css';

/** Công khai or kín, and the agenda item a question stands under. */
export function VoteAbout({ meeting, vote }: { meeting: Meeting; vote: Vote }) {
  const { t } = useTranslation();
  const index = meeting.agenda.findIndex(({ id }) => id === vote.item);
  const item = meeting.agenda[index];
  return (
    <span className={classes.about}>
      <b className={classes.secrecy}>{t(`votes.secrecy.${vote.secrecy}`)}</b>
      {item !== undefined && <span className={classes.item}>{`${index + 1}. ${item.title}`}</span>}
    </span>
  );
}
