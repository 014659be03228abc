import { IconCoffee, IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { hallOf } from '../../../core/hall.ts';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting, Sidebar } from '../../../core/meeting.ts';
import { covers } from '../../../core/unit.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useConfirm } from '../../ui/confirm-dialog.tsx';
import classes from './hall-banner.module.css';
import { useTimeOfDay } from './time-of-day.ts';
import { useCommands, useStanding } from './use-commands.ts';

/** Nghỉ giải lao, until when, and going on. */
function Rest({ rest }: { rest: { readonly since: number; readonly until: number | null } }) {
  const { t } = useTranslation();
  const timeOfDay = useTimeOfDay();
  const { send } = useCommands();
  const resume = { type: 'meeting.resume' } as const;
  const standing = useStanding()(resume);
  const words =
    rest.until === null
      ? t('console.rest.since', { time: timeOfDay(rest.since) })
      : t('console.rest.until', { time: timeOfDay(rest.until) });
  return (
    <div className={classes.line} role="status">
      <IconCoffee size={18} aria-hidden="true" />
      <span className={classes.words}>{words}</span>
      {standing !== null && (
        <ActionButton
          size="xs"
          tone="primary"
          label={t('console.rest.resume')}
          reason={standing.reason}
          onPress={() => void send(resume)}
        />
      )}
    </div>
  );
}

/** A subtree that goes on alone: since when, how many were called back, and bringing it back. */
function Alone({ meeting, sidebar, inside }: { meeting: Meeting; sidebar: Sidebar; inside: boolean }) {
  const { t } = useTranslation();
  const timeOfDay = useTimeOfDay();
  const { send } = useCommands();
  const confirm = useConfirm();
  const { unit, unitName } = sidebar;
  const close = { type: 'sidebar.close', unit } as const;
  const standing = useStanding()(close);
  const recalled = sidebar.recalled
    .map((id) => meeting.participantById[id]?.card.name)
    .filter((name) => name !== undefined);
  const bringBack = () =>
    confirm({
      title: t('console.sidebar.closeTitle', { unit: unitName }),
      text: t('console.sidebar.closeText'),
      grave: false,
      onConfirm: () => send(close),
    });
  return (
    <div className={classes.line} data-inside={inside || undefined} role="status">
      <IconUsersGroup size={18} aria-hidden="true" />
      <span className={classes.words}>
        <b>{t('console.sidebar.alone', { unit: unitName })}</b>{' '}
        {t('meeting.recording.since', { time: timeOfDay(sidebar.openedAt) })}
        {recalled.length > 0 && ` · ${t('console.sidebar.recalled', { names: recalled.join(', ') })}`}
      </span>
      {standing !== null && (
        <ActionButton
          size="xs"
          label={t('console.sidebar.close')}
          reason={standing.reason}
          onPress={bringBack}
        />
      )}
    </div>
  );
}

/** In which hall one sits when it is not the main one, what goes on beside it, and whether the meeting rests. */
export function HallBanner({ meeting, you }: { meeting: Meeting; you: ParticipantId }) {
  const hall = hallOf(meeting, you);
  const inside = meeting.sidebars.filter(({ unit }) => unit === hall);
  const below = meeting.sidebars.filter(({ unit }) => unit !== hall && covers(meeting.unitById, hall, unit));
  const rest = meeting.phase.kind === 'live' && hall === meeting.unit ? meeting.phase.rest : null;
  if (rest === null && inside.length === 0 && below.length === 0) return null;
  return (
    <div className={classes.banner}>
      {rest !== null && <Rest rest={rest} />}
      {inside.map((sidebar) => (
        <Alone key={sidebar.unit} meeting={meeting} sidebar={sidebar} inside />
      ))}
      {below.map((sidebar) => (
        <Alone key={sidebar.unit} meeting={meeting} sidebar={sidebar} inside={false} />
      ))}
    </div>
  );
}
