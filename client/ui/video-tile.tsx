import { useElementSize } from '@mantine/hooks';
import { IconMicrophone, IconMicrophoneOff, IconPlugConnectedX } from '@tabler/icons-react';
import { type CSSProperties, useEffect, useRef, useState } from 'react';
import { initialsOf } from './initials.ts';
import { type Extent, fitOf } from './picture-fit.ts';
import classes from './video-tile.module.css';

export type VideoTileProps = {
  /** Name on the plate, and the accessible name of the picture */
  readonly name: string;
  /** Position and unit; empty shows no second line */
  readonly subtitle: string;
  /** The picture; null shows the plate with initials */
  readonly track: MediaStreamTrack | null;
  /** null: a picture without a microphone, such as a presentation */
  readonly microphone: { readonly on: boolean; readonly label: string } | null;
  /** Words over the picture when the line is gone, else null */
  readonly lost: string | null;
  /** A word in the corner, such as "Chủ trì"; empty shows none */
  readonly mark: string;
  /** Loudness, 0 to 1 */
  readonly loudness: number;
  /** A presentation is always shown whole; a camera fills the tile where that cuts little */
  readonly whole: boolean;
  /** One's own face is shown as in a mirror; a room, with words on its walls, and whatever others see is not */
  readonly mirrored: boolean;
  /** Accessible name of the picture where it differs from `name` */
  readonly label?: string;
  /** Told the width in CSS pixels whenever it changes */
  readonly onWidth?: (width: number) => void;
};

const unknown: Extent = { width: 0, height: 0 };

function Picture({
  track,
  label,
  tile,
  whole,
  mirrored,
}: {
  track: MediaStreamTrack;
  label: string;
  tile: Extent;
  whole: boolean;
  mirrored: boolean;
}) {
  const video = useRef<HTMLVideoElement>(null);
  const [picture, setPicture] = useState<Extent>(unknown);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.srcObject = new MediaStream([track]);
    return () => {
      element.srcObject = null;
    };
  }, [track]);
  const measure = () => {
    const element = video.current;
    if (element) setPicture({ width: element.videoWidth, height: element.videoHeight });
  };
  return (
    <video
      ref={video}
      aria-label={label}
      className={classes.picture}
      data-shown={picture.width > 0 || undefined}
      data-mirrored={mirrored || undefined}
      style={{ objectFit: whole ? 'contain' : fitOf(tile, picture) }}
      autoPlay
      muted
      playsInline
      disablePictureInPicture
      onLoadedData={measure}
      onResize={measure}
    />
  );
}

/** A picture with its name plate: initials where there is no picture, a mark where the line is gone. */
export function VideoTile(props: VideoTileProps) {
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const { onWidth } = props;
  useEffect(() => {
    if (width > 0) onWidth?.(width);
  }, [width, onWidth]);
  const speaking = { '--loudness': props.loudness } as CSSProperties;
  const Microphone = props.microphone?.on ? IconMicrophone : IconMicrophoneOff;
  return (
    <div ref={ref} className={classes.tile} data-whole={props.whole || undefined}>
      <div className={classes.plate} aria-hidden="true">
        <span className={classes.initials}>{initialsOf(props.name)}</span>
      </div>
      {props.track !== null && (
        <Picture
          key={props.track.id}
          track={props.track}
          label={props.label ?? props.name}
          tile={{ width, height }}
          whole={props.whole}
          mirrored={props.mirrored}
        />
      )}
      {props.lost !== null && (
        <div className={classes.veil}>
          <IconPlugConnectedX aria-hidden="true" />
          {props.lost}
        </div>
      )}
      {props.mark !== '' && <span className={classes.corner}>{props.mark}</span>}
      <div className={classes.name}>
        <div className={classes.words}>
          <div className={classes.title}>{props.name}</div>
          {props.subtitle !== '' && <div className={classes.subtitle}>{props.subtitle}</div>}
        </div>
        {props.microphone !== null && (
          <span className={classes.marks} role="img" aria-label={props.microphone.label}>
            <Microphone className={props.microphone.on ? classes.micOn : classes.micOff} aria-hidden="true" />
          </span>
        )}
      </div>
      <div className={classes.ring} style={speaking} />
    </div>
  );
}
