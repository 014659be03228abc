import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { RefusalError } from '../../session/index.ts';

type FailureNoticeProps = {
  /** What could not be done. */
  readonly title: string;
  /** What the query threw; its code says why. */
  readonly error: unknown;
  readonly onRetry: () => void;
  /** Words for somebody who may not see this at all; without them the refusal's own. */
  readonly notPermitted?: string;
};

/** Something could not be loaded: what, why, and the way to try again. */
export function FailureNotice({ title, error, onRetry, notPermitted }: FailureNoticeProps) {
  const { t } = useTranslation();
  const code = error instanceof RefusalError ? error.refusal.code : 'internal';
  if (code === 'not-permitted' && notPermitted !== undefined)
    return (
      <Alert color="slate" icon={<IconLock />} title={t('refusal.not-permitted')}>
        {notPermitted}
      </Alert>
    );
  return (
    <Alert color="son" icon={<IconAlertTriangle />} title={title} role="alert">
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t(`refusal.${code}`)}</Text>
        <Button variant="default" size="sm" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      </Stack>
    </Alert>
  );
}
