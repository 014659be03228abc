import { Button, Kbd } from '@mantine/core';
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
      {extending !== null && (
        <>
          <Button.Group>
            {extensions.map((minutes) => (
              <Button
                key={minutes}
                size="xs"
                px={9}
                variant="default"
                disabled={extending.reason !== null}
                title={extending.reason ?? undefined}
                aria-label={t('console.speech.extend', { count: minutes })}
                aria-describedby={describedBy}
                {...(lead && minutes === 1
                  ? { 'aria-keyshortcuts': 'E', rightSection: <Kbd size="xs" aria-hidden="true">E</Kbd> }
                  : {})}
                onClick={() => void send({ type: 'floor.extend', grant: id, byMs: minutes * minute })}
              >
                {`+${minutes}`}
              </Button>
            ))}
          </Button.Group>
          <span className={classes.about} aria-hidden="true">
            {t('console.speech.minutes')}
          </span>
        </>
      )}
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
