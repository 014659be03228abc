import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ParticipantCommand } from '../../../core/command.ts';
import type { FloorRequestId } from '../../../core/id.ts';
import type { SpeechClock } from '../../../core/meeting.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import classes from './list.module.css';
import { type Standing, useCommands, useStanding } from './use-commands.ts';

const minute = 60_000;
/** Minutes that one press adds. */
const extensions = [1, 2, 5] as const;

type FloorButtonsProps = {
  readonly id: FloorRequestId;
  readonly clock: SpeechClock;
  /** Whether its keys are the ones shown */
  readonly lead: boolean;
  readonly describedBy: string;
};

/** More time, time standing still. */
export function FloorButtons({ id, clock, lead, describedBy }: FloorButtonsProps) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const standing = useStanding();
  const paused = clock.pausedAt !== null;
  const pause: ParticipantCommand = { type: paused ? 'floor.resume' : 'floor.pause', grant: id };
  const pausing = standing(pause);
  const extending: Standing = standing({ type: 'floor.extend', grant: id, byMs: minute });
  if (pausing === null && extending === null) return null;
  return (
    <div className={classes.times}>
      {extending !== null &&
        extensions.map((minutes) => (
          <ActionButton
            key={minutes}
            size="xs"
            label={t('console.speech.extend', { count: minutes })}
            reason={extending.reason}
            {...(lead && minutes === 1 ? { shortcut: 'E' } : {})}
            describedBy={describedBy}
            onPress={() => void send({ type: 'floor.extend', grant: id, byMs: minutes * minute })}
          />
        ))}
      {pausing !== null && (
        <ActionButton
          iconOnly
          size="xs"
          label={t(paused ? 'console.speech.resume' : 'console.speech.pause')}
          icon={paused ? <IconPlayerPlay size={17} /> : <IconPlayerPause size={17} />}
          reason={pausing.reason}
          {...(lead ? { shortcut: 'K' } : {})}
          describedBy={describedBy}
          onPress={() => void send(pause)}
        />
      )}
    </div>
  );
}
