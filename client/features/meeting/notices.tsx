import { Button, CloseButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LocalDevice, useAudioBlocked, useMeetingSession, useNow } from '../../session/index.ts';
import { clockFace } from '../../ui/clock-face.ts';
import classes from './notices.module.css';

function LostNotice({ since, attempt }: { since: number; attempt: number }) {
  const { t } = useTranslation();
  // Counted on this device's own clock: the hub cannot be asked now.
  useNow();
  const time = clockFace(Date.now() - since);
  return (
    <div className={classes.notice} data-tone="lost">
      <span className={classes.strong}>{t('meeting.state.reconnecting')}…</span>
      <span>{t('meeting.entry.lostHint')}</span>
      <span>{t('meeting.entry.lostFor', { time, attempt: attempt + 1 })}</span>
    </div>
  );
}

function DeviceNotice({ device, name }: { device: LocalDevice; name: 'microphone' | 'camera' }) {
  const { t } = useTranslation();
  const [read, setRead] = useState<LocalDevice | null>(null);
  if (device.kind !== 'failed' || device === read) return null;
  return (
    <div className={classes.notice} data-tone="waiting" role="alert">
      <span className={classes.words}>
        {t(`meeting.device.${device.reason}`, { device: t(`meeting.device.${name}`) })}
      </span>
      <CloseButton aria-label={t('common.close')} onClick={() => setRead(device)} />
    </div>
  );
}

/** What is wrong on this device or its line, and what is being done about it. */
export function Notices() {
  const { t } = useTranslation();
  const line = useMeetingSession((session) => session.line);
  const microphone = useMeetingSession((session) => session.microphone);
  const camera = useMeetingSession((session) => session.camera);
  const { blocked, unblock } = useAudioBlocked();
  return (
    <div className={classes.notices}>
      {line.kind === 'lost' && <LostNotice since={line.since} attempt={line.attempt} />}
      {blocked && (
        <div className={classes.notice} data-tone="waiting" role="alert">
          <span className={classes.strong}>{t('meeting.stage.soundBlocked')}</span>
          <Button size="xs" onClick={unblock}>
            {t('meeting.action.enableSound')}
          </Button>
        </div>
      )}
      <DeviceNotice device={microphone} name="microphone" />
      <DeviceNotice device={camera} name="camera" />
    </div>
  );
}
