import { Button, NativeSelect, TextInput } from '@mantine/core';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { attendanceStates } from '../../../core/attendance.ts';
import type { DelegateAttendance } from '../../../core/attendance-report.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import { useCommands, useStanding } from '../meeting/use-commands.ts';
import classes from './attendance.module.css';
import { toneByState } from './state-tone.ts';

/** One delegate with their state, changed here by whoever takes attendance. Absence is asked for its reason. */
export const DelegateRow = memo(function DelegateRow({ delegate }: { delegate: DelegateAttendance }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState('');
  const { card, state, reason, substitute } = delegate;
  const mark = (to: DelegateAttendance['state'], why: string) =>
    ({ type: 'attendance.mark', participant: card.participant, state: to, reason: why }) as const;
  const may = useStanding()(mark('online', ''))?.reason === null;
  const about = [card.position, card.unitName].filter((part) => part !== '').join(' · ');
  const choose = (value: string) => {
    const next = attendanceStates.find((each) => each === value);
    if (next === undefined) return;
    setAsking(next === 'absent');
    setTyped('');
    if (next !== 'absent') void send(mark(next, ''));
  };
  return (
    <li className={classes.row} data-open={state === 'uncalled' || undefined}>
      <div className={classes.words}>
        <div className={classes.name}>{card.name}</div>
        <div className={classes.about}>{about}</div>
        {reason !== '' && <div className={classes.more}>{t('attendance.reasonOf', { reason })}</div>}
        {substitute !== null && (
          <div className={classes.more}>{t('attendance.substitute.of', { name: substitute })}</div>
        )}
      </div>
      {may ? (
        <NativeSelect
          size="xs"
          className={classes.state ?? ''}
          data-tone={toneByState[state]}
          aria-label={t('attendance.stateOf', { name: card.name })}
          value={asking ? 'absent' : state}
          onChange={(event) => choose(event.currentTarget.value)}
          data={attendanceStates.map((each) => ({ value: each, label: t(`attendance.state.${each}`) }))}
        />
      ) : (
        <StateMark tone={toneByState[state]} label={t(`attendance.state.${state}`)} />
      )}
      {asking && (
        <form
          className={classes.why}
          onSubmit={(event) => {
            event.preventDefault();
            setAsking(false);
            void send(mark('absent', typed.trim()));
          }}
        >
          <TextInput
            size="xs"
            className={classes.words ?? ''}
            aria-label={t('attendance.reason')}
            placeholder={t('attendance.reason')}
            value={typed}
            maxLength={500}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoFocus
          />
          <Button size="xs" variant="default" onClick={() => setAsking(false)}>
            {t('common.cancel')}
          </Button>
          <Button size="xs" type="submit" color="son">
            {t('attendance.roll.absentConfirm')}
          </Button>
        </form>
      )}
    </li>
  );
});
