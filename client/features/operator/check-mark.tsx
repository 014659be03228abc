import { IconAlertTriangle, IconCheck, IconMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TrialResult } from '../../../core/trial.ts';
import { useTimeOfDay } from '../meeting/time-of-day.ts';
import classes from './check-mark.module.css';

type Standing = 'passed' | 'failed' | 'untested';

/** How one check stands; nothing found yet is untested. */
export function standingOf(result: TrialResult | null): Standing {
  if (result === null) return 'untested';
  return result.passed ? 'passed' : 'failed';
}

const iconByStanding = { passed: IconCheck, failed: IconAlertTriangle, untested: IconMinus } as const;

/** One check's result: the word, when, and who confirmed it. */
export function CheckMark({ result }: { result: TrialResult | null }) {
  const { t } = useTranslation();
  const timeOfDay = useTimeOfDay();
  const standing = standingOf(result);
  const Icon = iconByStanding[standing];
  const own = result !== null && !result.confirmed;
  return (
    <span className={classes.check} data-standing={standing} data-own={own || undefined}>
      <span className={classes.checkWord}>
        <Icon size={16} stroke={2.2} aria-hidden="true" />
        {t(`operator.${standing}`)}
      </span>
      {result !== null && (
        <span className={classes.checkBy} title={result.by}>
          {timeOfDay(result.at)}
          {own ? ` · ${t('operator.unconfirmedShort')}` : ` · ${result.by}`}
        </span>
      )}
    </span>
  );
}
