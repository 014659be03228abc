import { Button, Kbd, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconCheck, IconListCheck, IconUserOff } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttendanceState, RollCall } from '../../../core/attendance.ts';
import type { ParticipantId, UnitId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useCommands, useStanding } from '../meeting/use-commands.ts';
import { useShortcutSetting } from '../meeting/use-shortcuts.ts';
import { type ScopeUnit, scopeUnits } from '../notices/scope-units.ts';
import { UnitField } from '../notices/unit-field.tsx';
import { presentStateOf } from './answer-state.ts';
import classes from './roll-call.module.css';
import { leftToCall } from './roll-call-left.ts';

const keys = { present: '1', absent: '2' } as const;

/** The one who is called, large, and the two answers. Absent is asked why; the reason may stay empty. */
function Calling({ call, meeting, left }: { call: RollCall; meeting: Meeting; left: number }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const standing = useStanding();
  const [shortcuts] = useShortcutSetting();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const { current, unit } = call;
  const answer = (state: AttendanceState, why: string) =>
    send({ type: 'rollCall.answer', unit, state, reason: why });
  const present = () => void answer(presentStateOf(meeting, current.participant), '');
  const standingOf = standing({ type: 'rollCall.answer', unit, state: 'online', reason: '' });
  const ends = standing({ type: 'rollCall.end', unit });
  const mayAnswer = standingOf !== null && standingOf.reason === null;
  const free = shortcuts && mayAnswer && !asking;
  const behindDialog = () => document.querySelector('[role="dialog"]') !== null;
  useHotkeys(
    free
      ? [
          [keys.present, () => (behindDialog() ? undefined : present())],
          [keys.absent, () => (behindDialog() ? undefined : setAsking(true))],
        ]
      : [],
  );
  const about = [current.position, current.unitName].filter((part) => part !== '' && part !== current.name);
  return (
    <>
      <div className={classes.current} aria-live="assertive">
        <span className={classes.word}>{t('attendance.roll.calling')}</span>
        <span className={classes.name}>{current.name}</span>
        <span className={classes.about}>{about.join(' · ')}</span>
      </div>
      {asking ? (
        <form
          className={classes.reason}
          onSubmit={(event) => {
            event.preventDefault();
            void answer('absent', reason.trim());
          }}
        >
          <TextInput
            label={t('attendance.reason')}
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.currentTarget.value)}
            data-autofocus
            autoFocus
          />
          <div className={classes.answers}>
            <Button variant="default" size="sm" onClick={() => setAsking(false)}>
              {t('common.back')}
            </Button>
            <Button type="submit" size="sm" color="son">
              {t('attendance.roll.absentConfirm')}
            </Button>
          </div>
        </form>
      ) : (
        mayAnswer && (
          <div className={classes.answers}>
            <Button
              size="md"
              color="luc"
              leftSection={<IconCheck size={20} aria-hidden="true" />}
              rightSection={
                shortcuts ? (
                  <Kbd size="xs" className={classes.key ?? ''} aria-hidden="true">
                    {keys.present}
                  </Kbd>
                ) : undefined
              }
              aria-keyshortcuts={keys.present}
              onClick={present}
            >
              {t('attendance.roll.present')}
            </Button>
            <Button
              size="md"
              variant="light"
              color="son"
              leftSection={<IconUserOff size={20} aria-hidden="true" />}
              rightSection={
                shortcuts ? (
                  <Kbd size="xs" className={classes.key ?? ''} aria-hidden="true">
                    {keys.absent}
                  </Kbd>
                ) : undefined
              }
              aria-keyshortcuts={keys.absent}
              onClick={() => setAsking(true)}
            >
              {t('attendance.roll.absent')}
            </Button>
          </div>
        )
      )}
      <div className={classes.foot}>
        <span>{t('attendance.roll.left', { count: left })}</span>
        {ends !== null && (
          <ActionButton
            size="xs"
            tone="quiet"
            label={t('attendance.roll.end')}
            reason={ends.reason}
            onPress={() => void send({ type: 'rollCall.end', unit })}
          />
        )}
      </div>
    </>
  );
}

function Start({ units }: { units: readonly ScopeUnit[] }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const standing = useStanding();
  const [chosen, setChosen] = useState<UnitId | null>(null);
  const target = units.find(({ unit }) => unit === chosen) ?? units[0];
  if (target === undefined) return null;
  const start = { type: 'rollCall.start', unit: target.unit } as const;
  return (
    <>
      <p className={classes.hint}>{t('attendance.roll.idle')}</p>
      <div className={classes.start}>
        {units.length > 1 && (
          <div className={classes.unit}>
            <UnitField
              hideLabel
              label={t('attendance.roll.within')}
              units={units}
              value={target.unit}
              onChange={setChosen}
            />
          </div>
        )}
        <ActionButton
          tone="primary"
          label={t('attendance.roll.start')}
          icon={<IconListCheck size={18} />}
          reason={standing(start)?.reason ?? null}
          onPress={() => void send(start)}
        />
      </div>
    </>
  );
}

type RollCallCardProps = {
  readonly meeting: Meeting;
  readonly you: ParticipantId;
};

/** Begins a roll call of a subtree, and runs through it. */
export function RollCallCard({ meeting, you }: RollCallCardProps) {
  const { t } = useTranslation();
  const units = useMemo(() => scopeUnits(meeting, you, 'attendance.take'), [meeting, you]);
  const call = meeting.rollCalls.find(({ unit }) => units.some((each) => each.unit === unit));
  if (units.length === 0) return null;
  const where = units.find(({ unit }) => unit === call?.unit)?.name ?? '';
  return (
    <section className={classes.card} data-calling={call !== undefined || undefined}>
      <h2 className={classes.title}>
        {call === undefined ? t('attendance.roll.title') : t('attendance.roll.unit', { unit: where })}
      </h2>
      {call === undefined ? (
        <Start units={units} />
      ) : (
        <Calling
          key={`${call.unit} ${call.current.participant}`}
          call={call}
          meeting={meeting}
          left={leftToCall(meeting, call.unit)}
        />
      )}
    </section>
  );
}
