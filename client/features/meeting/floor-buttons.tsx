import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantCommand } from '../../../core/command.ts';
import type { FloorRequestId } from '../../../core/id.ts';
import type { SpeechClock } from '../../../core/meeting.ts';
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

type TimeButtonProps = {
  readonly label: string;
  readonly shown: ReactNode;
  readonly reason: string | null;
  readonly shortcut: string | null;
  readonly describedBy: string;
  readonly onPress: () => void;
};

/** Narrow: four of them and the way to end a turn stand in one line of the panel. */
function TimeButton({ label, shown, reason, shortcut, describedBy, onPress }: TimeButtonProps) {
  return (
    <Button
      size="xs"
      px={8}
      variant="default"
      title={reason ?? label}
      aria-label={label}
      aria-describedby={describedBy}
      {...(reason === null ? { onClick: onPress } : { 'aria-disabled': true, 'data-disabled': true })}
      {...(shortcut === null
        ? {}
        : {
            'aria-keyshortcuts': shortcut,
            rightSection: <span className={classes.key} data-key={shortcut} aria-hidden="true" />,
          })}
    >
      {shown}
    </Button>
  );
}

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
    <Button.Group className={classes.times}>
      {extending !== null &&
        extensions.map((minutes) => (
          <TimeButton
            key={minutes}
            label={t('console.speech.extend', { count: minutes })}
            shown={`+${minutes}`}
            reason={extending.reason}
            shortcut={lead && minutes === 1 ? 'E' : null}
            describedBy={describedBy}
            onPress={() => void send({ type: 'floor.extend', grant: id, byMs: minutes * minute })}
          />
        ))}
      {pausing !== null && (
        <TimeButton
          label={t(paused ? 'console.speech.resume' : 'console.speech.pause')}
          shown={paused ? <IconPlayerPlay size={16} /> : <IconPlayerPause size={16} />}
          reason={pausing.reason}
          shortcut={lead ? 'K' : null}
          describedBy={describedBy}
          onPress={() => void send(pause)}
        />
      )}
    </Button.Group>
  );
}
