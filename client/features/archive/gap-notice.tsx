import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ArchiveItem } from '../../../protocol/archive.ts';
import { useNow } from '../../session/index.ts';
import { clockFace } from '../../ui/clock-face.ts';
import classes from './archive.module.css';
import { gapTimes, missingMs } from './gap-time.ts';
import { reasonWords } from './reason-words.ts';

type GapNoticeProps = { readonly item: ArchiveItem };

/** Đoạn bị mất: from when to when nothing was recorded, and why. Nobody should find this out from the film. */
export function GapNotice({ item }: GapNoticeProps) {
  const { t } = useTranslation();
  const now = useNow();
  return (
    <Alert color="ho" icon={<IconAlertTriangle />} title={t('archive.gap')}>
      <Text size="sm">{t('archive.gapsHint', { total: clockFace(missingMs(item.gaps, now)) })}</Text>
      <ul className={classes.gaps}>
        {gapTimes(item.gaps, item.startedAt).map(({ fromMs, toMs, reason }) => (
          <li key={fromMs}>
            <span className="tabular">
              {t('archive.gapLine', {
                from: clockFace(fromMs),
                to: toMs === null ? t('archive.gapOpen') : clockFace(toMs),
              })}
            </span>
            {reason !== '' && <span className={classes.gapReason}>{reasonWords(t, reason)}</span>}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
