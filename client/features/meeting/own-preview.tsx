import { useTranslation } from 'react-i18next';
import { hallOf } from '../../../core/hall.ts';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { stageParticipants } from '../../../core/stage.ts';
import { useMeetingSession } from '../../session/index.ts';
import { VideoTile } from '../../ui/video-tile.tsx';
import classes from './own-preview.module.css';

/** One's own picture while one is not on the stage, where it would be seen anyway. */
export function OwnPreview({ meeting, you }: { meeting: Meeting; you: ParticipantId }) {
  const { t } = useTranslation();
  const camera = useMeetingSession((session) => session.camera);
  const self = meeting.participantById[you];
  if (self === undefined || stageParticipants(meeting, hallOf(meeting, you)).includes(you)) return null;
  const on = self.microphone === 'on';
  return (
    <div className={classes.preview}>
      <VideoTile
        name={self.card.name}
        subtitle=""
        label={t('meeting.stage.mine')}
        track={camera.kind === 'on' && self.camera === 'on' ? camera.track : null}
        microphone={{ on, label: t(on ? 'meeting.state.microphoneOn' : 'meeting.state.microphoneOff') }}
        lost={null}
        mark={self.card.kind === 'site' ? '' : t('meeting.state.you')}
        loudness={0}
        whole={false}
        mirrored={self.card.kind === 'person'}
      />
    </div>
  );
}
