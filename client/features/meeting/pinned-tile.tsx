import { IconPinnedOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { hallOf } from '../../../core/hall.ts';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { holderOf, stageParticipants } from '../../../core/stage.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useConsole } from './console-context.tsx';
import classes from './live-screen.module.css';
import { ParticipantTile } from './participant-tile.tsx';

/** Who is pinned and not on the stage anyway; null: nobody. */
export function pinnedBeside(
  meeting: Meeting,
  you: ParticipantId,
  pinned: ParticipantId | null,
): ParticipantId | null {
  if (pinned === null || meeting.participantById[pinned] === undefined) return null;
  return stageParticipants(meeting, hallOf(meeting, you)).includes(pinned) ? null : pinned;
}

/** The picture this viewer keeps in sight, beside the stage. Nobody else sees it there. */
export function PinnedTile({ meeting, participant }: { meeting: Meeting; participant: ParticipantId }) {
  const { t } = useTranslation();
  const { togglePin } = useConsole();
  const seat = meeting.participantById[participant];
  if (seat === undefined) return null;
  return (
    <div className={classes.pinned}>
      <ParticipantTile holder={holderOf(seat)} source="camera" mark={t('console.pin.mark')} onStage={false} />
      <span className={classes.unpin}>
        <ActionButton
          iconOnly
          size="xs"
          label={t('console.pin.off')}
          icon={<IconPinnedOff size={17} />}
          reason={null}
          onPress={() => togglePin(participant)}
        />
      </span>
    </div>
  );
}
