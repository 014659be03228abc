import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Meeting, Opinion } from '../../../core/meeting.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { subtitleOf } from './card-lines.ts';
import classes from './list.module.css';

function OpinionRow({ opinion, meeting }: { opinion: Opinion; meeting: Meeting }) {
  const { t } = useTranslation();
  const item = meeting.agenda.find(({ id }) => id === opinion.item)?.title ?? '';
  const about = [subtitleOf(opinion.author), item, opinion.topic];
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <div className={classes.name}>{opinion.author.name}</div>
        <div className={classes.about}>{about.filter((part) => part !== '').join(' · ')}</div>
        {opinion.text !== null && <p className={classes.text}>{opinion.text}</p>}
      </div>
      {opinion.text === null && <StateMark tone="waiting" label={t('console.opinion.awaited')} />}
    </li>
  );
}

type OpinionsProps = { readonly meeting: Meeting; readonly opened: boolean; readonly onClose: () => void };

/** What was handed in writing by those who could not speak, and whose is still awaited. */
export function OpinionsDialog({ meeting, opened, onClose }: OpinionsProps) {
  const { t } = useTranslation();
  // What can be read comes first.
  const written = meeting.opinions.filter(({ text }) => text !== null);
  const awaited = meeting.opinions.filter(({ text }) => text === null);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('console.opinion.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {meeting.opinions.length === 0 ? (
        <EmptyHint text={t('console.opinion.empty')} />
      ) : (
        <ul className={classes.list}>
          {written.concat(awaited).map((opinion) => (
            <OpinionRow key={opinion.id} opinion={opinion} meeting={meeting} />
          ))}
        </ul>
      )}
    </Modal>
  );
}
