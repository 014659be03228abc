import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MinutesReply } from '../../../protocol/minutes.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { serverNow } from '../../session/index.ts';
import { daysFromToday, formatMoment, formatTime } from '../../ui/format.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import classes from './minutes.module.css';
import type { MinutesDesk } from './use-minutes-desk.ts';

/** `10:32` of today, `10:32, 23/11/2026` of another day. */
function timeOf(at: number): string {
  const language = currentLanguage();
  return daysFromToday(at, serverNow()) === 0 ? formatTime(at, language) : formatMoment(at, language);
}

/** Whether what is on the screen is with the hub. */
export function SaveState({ desk }: { readonly desk: MinutesDesk }) {
  const { t } = useTranslation();
  const { latest } = desk.reply;
  if (desk.saving) return <Text size="sm">{t('minutes.saving')}</Text>;
  if (desk.changed)
    return (
      <span className={classes.state}>
        <StateMark tone="waiting" label={t('minutes.unsaved')} />
      </span>
    );
  if (latest === null)
    return (
      <Text size="sm" c="dimmed">
        {t('minutes.untouched')}
      </Text>
    );
  return (
    <span className={classes.state}>
      <StateMark
        tone="quiet"
        label={t('minutes.saved', { time: timeOf(latest.at) })}
        detail={latest.by.name}
      />
    </span>
  );
}

/** Whether they were approved, by whom, and whether somebody has changed them since. */
export function ApprovalState({ reply }: { readonly reply: MinutesReply }) {
  const { t } = useTranslation();
  const { approved, latest } = reply;
  if (approved === null) return <StateMark tone="quiet" label={t('minutes.notApproved')} />;
  const { approvedAt, approvedBy, version } = approved;
  const time = timeOf(approvedAt);
  if (latest !== null && latest.version !== version)
    return (
      <span className={classes.state}>
        <StateMark tone="waiting" label={t('minutes.changedSince')} />
        <Text size="sm" c="dimmed" component="span">
          {t('minutes.changedSinceHint', { time })}
        </Text>
      </span>
    );
  return <StateMark tone="live" label={t('minutes.approved')} detail={`${approvedBy.name}, ${time}`} />;
}
