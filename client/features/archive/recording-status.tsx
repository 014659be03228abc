import { Alert, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconFileShredder, IconHourglass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ArchiveItem } from '../../../protocol/archive.ts';
import { ComposeButton } from './compose-dialog.tsx';
import { ProgressLine } from './progress-line.tsx';
import { reasonWords } from './reason-words.ts';

/** Why there is nothing to play (yet), and what can be done about it. */
export function RecordingStatus({ item }: { readonly item: ArchiveItem }) {
  const { t } = useTranslation();
  const { state, progress, rights, title } = item;
  if (state === 'disposed')
    return (
      <Alert color="slate" icon={<IconFileShredder />} title={t('recording.disposed')}>
        {t('recording.disposedHint')}
      </Alert>
    );
  if (state === 'failed')
    return (
      <Alert color="son" icon={<IconAlertTriangle />} title={t('archive.failedRecording')}>
        <Stack gap="sm" align="flex-start">
          <Text size="sm">
            {t('archive.failedRecordingHint', { reason: reasonWords(t, item.reason ?? '') })}
          </Text>
          {rights.includes('export') && <ComposeButton id={item.id} label={t('recording.again')} />}
        </Stack>
      </Alert>
    );
  const composing = state === 'composing' || state === 'stopping';
  return (
    <Alert
      color="ho"
      icon={<IconHourglass />}
      title={composing ? t('archive.notReady') : t('archive.stillRecording')}
      role="status"
    >
      {progress === null && (
        <Text size="sm">{composing ? t('archive.notReadyHint') : t('archive.stillRecordingHint')}</Text>
      )}
      {progress !== null && <ProgressLine progress={progress} title={title} />}
    </Alert>
  );
}
