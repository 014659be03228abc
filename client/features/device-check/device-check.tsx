import { Button, Group, Select, Stack, Switch, Text, Title } from '@mantine/core';
import { IconCamera, IconMicrophone, IconVolume } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DeviceChoice, pictureHeights, rememberChoice, rememberedChoice } from '../../session/index.ts';
import { CameraPreview } from './camera-preview.tsx';
import classes from './device-check.module.css';
import { DeviceProblem } from './device-problem.tsx';
import { DeviceSelect } from './device-select.tsx';
import { LevelMeter } from './level-meter.tsx';
import { SpeakerTest } from './speaker-test.tsx';
import { useDevices } from './use-devices.ts';
import { usePreview } from './use-preview.ts';

export type DeviceCheckProps = {
  /** Called with whether to come with the camera on. The choice of devices is remembered by then. */
  readonly onDone: (choice: { readonly camera: boolean }) => void;
  readonly onCancel?: () => void;
  /** Words of the button that goes on, e.g. `t('meetings.join')`. */
  readonly action: string;
  /** What one is about to join, shown above. */
  readonly title?: string;
  /** Going on is under way. */
  readonly busy?: boolean;
};

/**
 * Camera, microphone and loudspeaker before a meeting. Nothing here is a condition: whoever has no camera or no
 * microphone still goes on. What was chosen is remembered, so that the next time is one click
 * (`rememberedChoice().checked`).
 */
export function DeviceCheck({ onDone, onCancel, action, title, busy = false }: DeviceCheckProps) {
  const { t } = useTranslation();
  const [choice, setChoice] = useState<DeviceChoice>(rememberedChoice);
  const change = (part: Partial<DeviceChoice>) => setChoice(rememberChoice(part));
  const camera = usePreview('camera', choice.cameraOn, choice);
  const microphone = usePreview('microphone', true, choice);
  const devices = useDevices(`${camera.preview.kind} ${microphone.preview.kind}`);
  const failed = camera.preview.kind === 'failed' || microphone.preview.kind === 'failed';

  const done = () => {
    change({ checked: true });
    onDone({ camera: choice.cameraOn && camera.preview.kind !== 'failed' });
  };

  return (
    <section className={classes.check} aria-labelledby="device-check-title">
      <header className={classes.head}>
        <Title order={1} size="h2" id="device-check-title">
          {title ?? t('deviceCheck.title')}
        </Title>
        <Text c="dimmed">{t('deviceCheck.intro')}</Text>
      </header>
      <div className={classes.columns}>
        <Stack gap="md">
          <CameraPreview preview={camera.preview} />
          <Switch
            size="md"
            label={t('deviceCheck.cameraOn')}
            checked={choice.cameraOn}
            onChange={(event) => change({ cameraOn: event.currentTarget.checked })}
          />
          {camera.preview.kind === 'failed' && (
            <DeviceProblem device="camera" reason={camera.preview.reason} onRetry={camera.retry} />
          )}
        </Stack>
        <Stack gap="lg">
          <Stack gap="xs">
            <DeviceSelect
              label={t('deviceCheck.camera')}
              icon={<IconCamera size={18} />}
              devices={devices.camera}
              value={choice.camera}
              onChange={(id) => change({ camera: id })}
            />
            <Select
              label={t('deviceCheck.quality')}
              data={pictureHeights.map((height) => ({
                value: String(height),
                label: t(`deviceCheck.quality${height}`),
              }))}
              value={String(choice.pictureHeight)}
              onChange={(value) => {
                const height = pictureHeights.find((each) => String(each) === value);
                if (height) change({ pictureHeight: height });
              }}
              allowDeselect={false}
            />
          </Stack>
          <Stack gap="xs">
            <DeviceSelect
              label={t('deviceCheck.microphone')}
              icon={<IconMicrophone size={18} />}
              devices={devices.microphone}
              value={choice.microphone}
              onChange={(id) => change({ microphone: id })}
            />
            {microphone.preview.kind === 'failed' ? (
              <DeviceProblem device="mic" reason={microphone.preview.reason} onRetry={microphone.retry} />
            ) : (
              <LevelMeter track={microphone.preview.kind === 'on' ? microphone.preview.track : null} />
            )}
          </Stack>
          <Stack gap="xs">
            <DeviceSelect
              label={t('deviceCheck.speaker')}
              icon={<IconVolume size={18} />}
              devices={devices.speaker}
              value={choice.speaker}
              onChange={(id) => change({ speaker: id })}
            />
            <SpeakerTest speaker={choice.speaker} />
          </Stack>
        </Stack>
      </div>
      <footer className={classes.foot}>
        <Text size="sm" c="dimmed" className={classes.rule}>
          {failed ? t('deviceCheck.proceedAnyway') : t('deviceCheck.microphoneRule')}
        </Text>
        <Group gap="sm" wrap="nowrap" className={classes.actions}>
          {onCancel && (
            <Button variant="default" size="lg" onClick={onCancel}>
              {t('common.back')}
            </Button>
          )}
          <Button size="lg" onClick={done} loading={busy} className={classes.go ?? ''}>
            {action}
          </Button>
        </Group>
      </footer>
    </section>
  );
}
