import { IconPlayerPlay } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgendaItem, Meeting } from '../../../core/meeting.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import classes from './list.module.css';
import { useCommands, useStanding } from './use-commands.ts';

const minute = 60_000;

function AgendaRow({ item, index, current }: { item: AgendaItem; index: number; current: boolean }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const title = useId();
  const select = { type: 'agenda.select', item: current ? null : item.id } as const;
  const standing = useStanding()(select);
  const about = [
    current ? t('meeting.agenda.current') : '',
    item.presenter,
    item.plannedMs === null
      ? ''
      : t('meeting.agenda.minutes', { count: Math.round(item.plannedMs / minute) }),
  ];
  return (
    <li
      className={`${classes.row} ${classes.numbered}`}
      data-current={current || undefined}
      aria-current={current ? 'step' : undefined}
      aria-label={item.title}
    >
      <span className={classes.place}>{index + 1}</span>
      <div className={classes.words}>
        <div className={classes.title} id={title}>
          {item.title}
        </div>
        <div className={classes.about}>{about.filter((part) => part !== '').join(' · ')}</div>
      </div>
      {standing !== null && !current && (
        <ActionButton
          iconOnly
          size="sm"
          label={t('meeting.agenda.select')}
          icon={<IconPlayerPlay size={17} />}
          reason={standing.reason}
          describedBy={title}
          onPress={() => void send(select)}
        />
      )}
    </li>
  );
}

/** The agenda with its current item; who may, moves it on. */
export function AgendaPanel({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation();
  if (meeting.agenda.length === 0) return <EmptyHint text={t('meeting.agenda.empty')} />;
  return (
    <section aria-label={t('meeting.agenda.label')}>
      <ol className={classes.list}>
        {meeting.agenda.map((item, index) => (
          <AgendaRow key={item.id} item={item} index={index} current={item.id === meeting.agendaItem} />
        ))}
      </ol>
    </section>
  );
}
