import { Alert, Text } from '@mantine/core';
import { IconPlayerPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ArchiveItem } from '../../../protocol/archive.ts';
import { useNow } from '../../session/index.ts';
import { clockFace } from '../../ui/clock-face.ts';
import classes from './archive.module.css';
import { gapTimes, missingMs } from './gap-time.ts';

/** Tạm dừng ghi hình: which parts the chair had left out. By order, so no fault. */
export function PauseNotice({ item }: { readonly item: ArchiveItem }) {
  const { t } = useTranslation();
  const now = useNow();
  const pauses = item.pauses.map((pause) => ({ ...pause, reason: '' }));
  return (
    <Alert color="slate" icon={<IconPlayerPause />} title={t('recording.pauses')}>
      <Text size="sm">{t('recording.pausesHint', { total: clockFace(missingMs(pauses, now)) })}</Text>
      <ul className={classes.gaps}>
        {gapTimes(pauses, item.startedAt).map(({ fromMs, toMs }) => (
          <li key={fromMs} className="tabular">
            {t('recording.pauseLine', {
              from: clockFace(fromMs),
              to: toMs === null ? t('archive.gapOpen') : clockFace(toMs),
            })}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
