import { Loader } from '@mantine/core';
import { IconVideoOff } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './device-check.module.css';
import type { Preview } from './use-preview.ts';

type CameraPreviewProps = { readonly preview: Preview };

function Picture({ track }: { readonly track: MediaStreamTrack }) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.srcObject = new MediaStream([track]);
    return () => {
      element.srcObject = null;
    };
  }, [track]);
  return (
    <video
      ref={video}
      className={classes.video}
      aria-label={t('deviceCheck.preview')}
      autoPlay
      playsInline
      muted
    />
  );
}

/** One's own picture, as in a mirror. */
export function CameraPreview({ preview }: CameraPreviewProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.picture}>
      {preview.kind === 'on' && <Picture track={preview.track} />}
      {preview.kind === 'starting' && (
        <div className={classes.note} role="status">
          <Loader color="white" size="sm" />
          {t('deviceCheck.starting', { device: 'camera' })}
        </div>
      )}
      {preview.kind === 'off' && (
        <div className={classes.note}>
          <IconVideoOff size={40} aria-hidden="true" />
          {t('deviceCheck.cameraIsOff')}
        </div>
      )}
      {preview.kind === 'failed' && (
        <div className={classes.note}>
          <IconVideoOff size={40} aria-hidden="true" />
          {t(`deviceCheck.failure.${preview.reason}`, { device: 'camera' })}
        </div>
      )}
    </div>
  );
}
