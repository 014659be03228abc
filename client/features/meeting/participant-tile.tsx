import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Holder } from '../../../core/meeting.ts';
import type { PictureSize } from '../../../protocol/media.ts';
import { useLevel, useMeetingSession, useTrack, verbs } from '../../session/index.ts';
import { pictureSizeFor } from '../../ui/picture-fit.ts';
import { VideoTile } from '../../ui/video-tile.tsx';
import { subtitleOf } from './card-lines.ts';
import { loudness } from './loudness.ts';

type ParticipantTileProps = {
  readonly holder: Holder;
  /** What is shown of it */
  readonly source: 'camera' | 'screen';
  readonly mark?: string;
  /** Another name on the plate than the card's, where room is short */
  readonly plate?: string;
  /** On the stage the hub is told how large the picture is; on the wall the whole page is declared at once */
  readonly onStage: boolean;
};

/** The picture to show: one's own straight from the device, anybody else's as received. */
function usePicture(
  holder: Holder,
  source: 'camera' | 'screen',
): { track: MediaStreamTrack | null; own: boolean } {
  const remote = useTrack(holder.participant, source);
  const own = useMeetingSession((session) => session.you === holder.participant);
  const device = useMeetingSession((session) => (source === 'camera' ? session.camera : session.screen));
  const shown = source === 'screen' || holder.camera === 'on';
  if (!shown) return { track: null, own };
  if (own) return { track: device.kind === 'on' ? device.track : null, own };
  return { track: remote, own };
}

/** Somebody's camera or presentation with its plate, bound to the session. */
export function ParticipantTile({ holder, source, mark = '', plate, onStage }: ParticipantTileProps) {
  const { t } = useTranslation();
  const { track, own } = usePicture(holder, source);
  const level = useLevel(holder.participant);
  const [size, setSize] = useState<PictureSize | null>(null);
  const measured = onStage && !own;
  useEffect(() => {
    if (measured && size !== null) verbs.setSize(holder.participant, source, size);
  }, [measured, size, holder.participant, source]);
  const screen = source === 'screen';
  const microphone = {
    on: holder.microphone === 'on',
    label: t(holder.microphone === 'on' ? 'meeting.state.microphoneOn' : 'meeting.state.microphoneOff'),
  };
  return (
    <VideoTile
      name={plate ?? holder.name}
      subtitle={screen ? t('meeting.state.presenting') : subtitleOf(holder)}
      label={screen ? t('meeting.stage.contentOf', { name: holder.name }) : holder.name}
      track={track}
      microphone={screen ? null : microphone}
      lost={holder.connected ? null : t('meeting.state.lost')}
      mark={mark}
      loudness={!screen && microphone.on ? loudness(level) : 0}
      whole={screen}
      mirrored={false}
      onWidth={(width) => setSize(pictureSizeFor(width * devicePixelRatio))}
    />
  );
}
