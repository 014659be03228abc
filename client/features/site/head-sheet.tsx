import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { participantOf } from '../../../core/participant.ts';
import { useTimeOfDay } from '../meeting/time-of-day.ts';
import { useCommands } from '../meeting/use-commands.ts';
import { changeHeads, type Heads } from './head-count.ts';
import classes from './room.module.css';
import { RoomKey } from './room-key.tsx';
import { RoomSheet } from './room-sheet.tsx';

const rows = ['expected', 'present'] as const;
const fewer = [-10, -1] as const;
const more = [1, 10] as const;

type HeadSheetProps = {
  readonly meeting: Meeting;
  readonly you: ParticipantId;
  readonly onClose: () => void;
};

/** How many are expected in this room and how many are there, entered with the remote control. */
export function HeadSheet({ meeting, you, onClose }: HeadSheetProps) {
  const { t } = useTranslation();
  const timeOfDay = useTimeOfDay();
  const { send } = useCommands();
  const known = participantOf(meeting, you)?.attendance;
  const [heads, setHeads] = useState<Heads>({
    expected: known?.expected ?? null,
    present: known?.present ?? null,
  });
  const save = async () => {
    if (await send({ type: 'attendance.count', participant: you, ...heads })) onClose();
  };
  const step = (row: (typeof rows)[number], by: number) => {
    const what = t(`site.heads.${row}`);
    const label = t(by < 0 ? 'site.heads.less' : 'site.heads.more', { count: Math.abs(by), what });
    return (
      <RoomKey
        key={by}
        className={classes.headStep}
        label={label}
        first={by === 1 && row === 'expected'}
        onPress={() => setHeads((before) => changeHeads(before, row, by))}
      >
        {by < 0 ? `−${-by}` : `+${by}`}
      </RoomKey>
    );
  };
  return (
    <RoomSheet label={t('site.heads.title')}>
      <h2 className={classes.title}>{t('site.heads.title')}</h2>
      <div className={classes.heads}>
        {rows.map((row) => (
          <Fragment key={row}>
            <span className={classes.headName}>{t(`site.heads.${row}`)}</span>
            {fewer.map((by) => step(row, by))}
            <output className={classes.headNumber}>{heads[row] ?? '–'}</output>
            {more.map((by) => step(row, by))}
          </Fragment>
        ))}
      </div>
      <p className={classes.sub}>
        {known?.at == null ? t('site.heads.hint') : t('site.heads.saved', { time: timeOfDay(known.at) })}
      </p>
      <div className={classes.row}>
        <RoomKey
          className={classes.big}
          tone="primary"
          label={t('site.heads.save')}
          onPress={() => void save()}
        />
        <RoomKey className={classes.big} label={t('site.back')} onPress={onClose} />
      </div>
    </RoomSheet>
  );
}
