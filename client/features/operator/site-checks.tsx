import { TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconCheck, IconChecks } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Participant } from '../../../core/meeting.ts';
import { type TrialCheck, trialChecks } from '../../../core/trial.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useCommands, useStanding } from '../meeting/use-commands.ts';
import { CheckMark } from './check-mark.tsx';
import { LineFigures } from './line-figures.tsx';
import classes from './site-detail.module.css';

/** Keys for the three checks, in their order; with Shift they say Chưa đạt. */
export const checkKeys = ['1', '2', '3'] as const satisfies readonly string[];

/** The command that notes a result. A confirmed line keeps the figures that the site measured. */
export function reportOf(
  { card, trial }: Participant,
  check: TrialCheck,
  { passed, note }: { readonly passed: boolean; readonly note: string },
) {
  const measure = trial[check]?.measure ?? null;
  return { type: 'trial.report', participant: card.participant, check, passed, note, measure } as const;
}

/** The three checks of one site: each confirmed or failed with one press, with a note where there is one. */
export function SiteChecks({ participant }: { participant: Participant }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const standing = useStanding();
  const names = useId();
  // A thumb presses no keys.
  const touch = useMediaQuery('(pointer: coarse)', false, { getInitialValueInEffect: false });
  const [note, setNote] = useState('');
  const { trial } = participant;
  const report = (check: TrialCheck, passed: boolean) =>
    reportOf(participant, check, { passed, note: note.trim() });
  const record = async (check: TrialCheck, passed: boolean) => {
    if (await send(report(check, passed))) setNote('');
  };
  const all = async () => {
    for (const check of trialChecks) if (!(await send(report(check, true)))) return;
    setNote('');
  };
  const first = standing(report('line', true));
  return (
    <section className={classes.block} aria-label={t('operator.trial')}>
      <ul className={classes.checks}>
        {trialChecks.map((check, index) => {
          const result = trial[check];
          const passes = standing(report(check, true));
          const fails = standing(report(check, false));
          const name = t(`operator.check.${check}`);
          return (
            <li key={check} className={classes.checkRow}>
              <div className={classes.checkAbout}>
                <span className={classes.checkName} id={`${names}-${check}`}>
                  {name}
                </span>
                <CheckMark result={result} />
                {result !== null && result.note !== '' && (
                  <span className={classes.note}>{t('operator.noteOf', { note: result.note })}</span>
                )}
              </div>
              {passes !== null && fails !== null && (
                <div className={classes.checkDeeds}>
                  <ActionButton
                    size="xs"
                    tone="give"
                    label={t('operator.confirm')}
                    icon={<IconCheck size={17} />}
                    reason={passes.reason}
                    describedBy={`${names}-${check}`}
                    {...(touch || checkKeys[index] === undefined ? {} : { shortcut: checkKeys[index] })}
                    onPress={() => void record(check, true)}
                  />
                  <ActionButton
                    size="xs"
                    tone="danger"
                    label={t('operator.fail')}
                    reason={fails.reason}
                    describedBy={`${names}-${check}`}
                    onPress={() => void record(check, false)}
                  />
                </div>
              )}
            </li>
          );
        })}
      </ul>
      {trial.line?.measure != null && <LineFigures measure={trial.line.measure} />}
      {first !== null && (
        <div className={classes.noteRow}>
          <TextInput
            size="sm"
            className={classes.noteField ?? ''}
            aria-label={t('operator.note')}
            placeholder={t('operator.notePlaceholder')}
            value={note}
            maxLength={500}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <ActionButton
            size="sm"
            tone="give"
            label={t('operator.confirmAll')}
            icon={<IconChecks size={19} />}
            reason={first.reason}
            onPress={() => void all()}
          />
        </div>
      )}
    </section>
  );
}
