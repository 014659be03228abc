import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaptureFailure } from '../../session/index.ts';

type DeviceProblemProps = {
  /** The device's word, e.g. "camera". */
  readonly device: string;
  readonly reason: CaptureFailure;
  readonly onRetry: () => void;
};

/** Why a device does not work, and what to do about it. Joining stays possible. */
export function DeviceProblem({ device, reason, onRetry }: DeviceProblemProps) {
  const { t } = useTranslation();
  const insecure = !window.isSecureContext;
  return (
    <Alert
      color="ho"
      icon={<IconAlertTriangle />}
      title={t(`deviceCheck.failure.${reason}`, { device })}
      role="alert"
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{insecure ? t('deviceCheck.insecure') : t(`deviceCheck.advice.${reason}`)}</Text>
        <Button size="xs" variant="default" onClick={onRetry}>
          {t('deviceCheck.retry')}
        </Button>
      </Stack>
    </Alert>
  );
}
