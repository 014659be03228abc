import { NumberInput } from '@mantine/core';
import { memo, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SiteAttendance } from '../../../core/attendance-report.ts';
import { useTimeOfDay } from '../meeting/time-of-day.ts';
import { useCommands, useStanding } from '../meeting/use-commands.ts';
import classes from './attendance.module.css';

/** Heads that a room can have, as `protocol/command.ts` takes them. */
const mostHeads = 10_000;

type HeadFieldProps = {
  readonly label: string;
  readonly word: string;
  readonly value: number | null;
  readonly onDone: (value: number | null) => void;
};

/** A number that is sent when it is left or Enter is pressed, and follows what others enter meanwhile. */
function HeadField({ label, word, value, onDone }: HeadFieldProps) {
  const [typed, setTyped] = useState<string | number | null>(null);
  const done = () => {
    if (typed === null) return;
    const number = typed === '' ? null : Number(typed);
    setTyped(null);
    if (number !== value && (number === null || Number.isInteger(number))) onDone(number);
  };
  return (
    <span className={classes.headField}>
      <span className={classes.headWord} aria-hidden="true">
        {word}
      </span>
      <NumberInput
        size="xs"
        aria-label={label}
        value={typed ?? value ?? ''}
        onChange={setTyped}
        onBlur={done}
        onKeyDown={(event) => {
          if (event.key === 'Enter') done();
        }}
        min={0}
        max={mostHeads}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        placeholder="–"
        inputMode="numeric"
      />
    </span>
  );
}

/** One room: its heads, entered here by whoever takes attendance, or only shown. */
export const HeadRow = memo(function HeadRow({ site }: { site: SiteAttendance }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const timeOfDay = useTimeOfDay();
  const name = useId();
  const { card, expected, present, at } = site;
  const count = (change: { readonly expected?: number | null; readonly present?: number | null }) =>
    ({
      type: 'attendance.count',
      participant: card.participant,
      expected: change.expected === undefined ? expected : change.expected,
      present: change.present === undefined ? present : change.present,
    }) as const;
  const may = useStanding()(count({}))?.reason === null;
  return (
    <li className={classes.row} data-open={present === null || undefined}>
      <div className={classes.words}>
        <div className={classes.name} id={name} title={card.name}>
          {card.unitName}
        </div>
        <div className={classes.about}>
          {at === null ? t('attendance.notEntered') : t('attendance.entered', { time: timeOfDay(at) })}
        </div>
      </div>
      {may ? (
        <>
          <HeadField
            label={t('attendance.expectedOf', { name: card.unitName })}
            word={t('attendance.expected')}
            value={expected}
            onDone={(value) => void send(count({ expected: value }))}
          />
          <HeadField
            label={t('attendance.presentOf', { name: card.unitName })}
            word={t('attendance.present')}
            value={present}
            onDone={(value) => void send(count({ present: value }))}
          />
        </>
      ) : (
        <span className={classes.heads}>
          {t('attendance.heads', { present: present ?? '–', expected: expected ?? '–' })}
        </span>
      )}
    </li>
  );
});
