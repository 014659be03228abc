import { IconEdit, IconPlayerPlay } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AgendaItemProgress, agendaProgress } from '../../../core/agenda-progress.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { useNow } from '../../session/index.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { AgendaDialog } from './agenda-dialog.tsx';
import classes from './list.module.css';
import { useTimeOfDay } from './time-of-day.ts';
import { useCommands, useStanding } from './use-commands.ts';

const minute = 60_000;

/** Planned and real: when it was to begin and began, how long it was to take and took. */
function useTimes({ item, plannedAt, startedAt, spentMs }: AgendaItemProgress): string {
  const { t } = useTranslation();
  const timeOfDay = useTimeOfDay();
  const planned =
    item.plannedMs === null
      ? ''
      : t('meeting.agenda.minutes', { count: Math.round(item.plannedMs / minute) });
  const at = startedAt ?? plannedAt;
  const spent = startedAt === null ? '' : t('console.agenda.spent', { count: Math.round(spentMs / minute) });
  return [at === null ? '' : timeOfDay(at), planned, spent].filter((part) => part !== '').join(' · ');
}

function AgendaRow({ progress, index }: { progress: AgendaItemProgress; index: number }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const title = useId();
  const { item, state, overrunMs } = progress;
  const current = state === 'current';
  const select = { type: 'agenda.select', item: current ? null : item.id } as const;
  const standing = useStanding()(select);
  const times = useTimes(progress);
  const about = [current ? t('meeting.agenda.current') : '', item.presenter].filter((part) => part !== '');
  const over = Math.floor(overrunMs / minute);
  return (
    <li
      className={`${classes.row} ${classes.numbered}`}
      data-current={current || undefined}
      data-past={state === 'done' || state === 'passed' || undefined}
      aria-current={current ? 'step' : undefined}
      aria-label={item.title}
    >
      <span className={classes.place}>{index + 1}</span>
      <div className={classes.words}>
        <div className={classes.title} id={title}>
          {item.title}
        </div>
        {about.length > 0 && <div className={classes.about}>{about.join(' · ')}</div>}
        <div className={classes.about}>
          {times}
          {over > 0 && <b className={classes.over}> {t('console.agenda.overrun', { count: over })}</b>}
        </div>
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

/** When the meeting ends as planned, and as it goes now. */
function Ending({ plannedEnd, expectedEnd }: ReturnType<typeof agendaProgress>) {
  const { t } = useTranslation();
  const timeOfDay = useTimeOfDay();
  if (plannedEnd === null || expectedEnd === null) return null;
  const late = Math.floor((expectedEnd - plannedEnd) / minute);
  return (
    <p className={classes.ending} data-late={late > 0 || undefined}>
      {t('console.agenda.ending', { planned: timeOfDay(plannedEnd), expected: timeOfDay(expectedEnd) })}
    </p>
  );
}

/** The agenda with its current item, planned and real times; who may, moves it on and changes it. */
export function AgendaPanel({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation();
  const now = useNow();
  const [editing, setEditing] = useState(false);
  const changing = useStanding()({ type: 'agenda.change', agenda: meeting.agenda });
  const progress = agendaProgress(meeting, now);
  return (
    <section aria-label={t('meeting.agenda.label')}>
      {changing !== null && (
        <div className={classes.tools}>
          <ActionButton
            size="xs"
            label={t('console.agenda.edit')}
            icon={<IconEdit size={16} />}
            reason={changing.reason}
            onPress={() => setEditing(true)}
          />
        </div>
      )}
      {progress.items.length === 0 ? (
        <EmptyHint text={t('meeting.agenda.empty')} />
      ) : (
        <ol className={classes.list}>
          {progress.items.map((each, index) => (
            <AgendaRow key={each.item.id} progress={each} index={index} />
          ))}
        </ol>
      )}
      <Ending {...progress} />
      <AgendaDialog meeting={meeting} opened={editing} onClose={() => setEditing(false)} />
    </section>
  );
}
