import { useMediaQuery } from '@mantine/hooks';
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Meeting } from '../../../core/meeting.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { useTimeOfDay } from '../meeting/time-of-day.ts';
import { useCommands, useStanding } from '../meeting/use-commands.ts';
import classes from './board.module.css';

/** Whether the trial is open, and the button that opens or closes it. */
export function TrialBar({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const timeOfDay = useTimeOfDay();
  // A phone has no room for since when.
  const narrow = useMediaQuery('(max-width: 36em)', false, { getInitialValueInEffect: false });
  const { phase } = meeting;
  const open = phase.kind === 'trial';
  const command = { type: open ? 'trial.close' : 'trial.open' } as const;
  const standing = useStanding()(command);
  return (
    <div className={classes.trial}>
      <StateMark
        tone={open ? 'live' : 'quiet'}
        label={t(open ? 'operator.trialOpen' : 'operator.trialShut')}
        detail={open && !narrow ? t('operator.trialSince', { time: timeOfDay(phase.since) }) : ''}
        beating={open}
      />
      {standing !== null && (
        <ActionButton
          size="sm"
          tone={open ? 'plain' : 'primary'}
          label={t(open ? 'operator.closeTrial' : 'operator.openTrial')}
          icon={open ? <IconPlayerStop size={18} /> : <IconPlayerPlay size={18} />}
          reason={standing.reason}
          onPress={() => void send(command)}
        />
      )}
    </div>
  );
}
