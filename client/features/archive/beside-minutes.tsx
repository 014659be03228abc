import { Anchor, Text } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { MinutesReply } from '../../../protocol/minutes.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { recordPage } from '../../session/index.ts';
import { formatMoment } from '../../ui/format.ts';
import { ConclusionList } from '../minutes/conclusion-list.tsx';
import { useReadMinutes } from '../minutes/use-minutes.ts';
import classes from './beside.module.css';
import type { PlayerSource } from './player-source.ts';

type ApprovedReply = MinutesReply & { readonly approved: NonNullable<MinutesReply['approved']> };

/** The approved minutes of the meeting whose main hall is watched; null: none, or none that one may read. */
export function useBesideMinutes({ of }: Pick<PlayerSource, 'of'>): ApprovedReply | null {
  const { data } = useReadMinutes(of?.meeting ?? null);
  if (data?.approved == null || data.unit !== of?.unit) return null;
  return { ...data, approved: data.approved };
}

/** What was concluded, and the way to the whole minutes. */
export function BesideMinutes({ reply }: { readonly reply: ApprovedReply }) {
  const { t } = useTranslation();
  const { minutes, approvedBy, approvedAt } = reply.approved;
  const time = formatMoment(approvedAt, currentLanguage());
  return (
    <div className={classes.minutes}>
      <Text size="sm" c="dimmed">
        {t('minutes.approvedBy', { name: approvedBy.name, time })}
      </Text>
      {minutes.conclusions.length === 0 ? (
        <Text size="sm">{t('minutes.conclusion.none')}</Text>
      ) : (
        <ConclusionList conclusions={minutes.conclusions} />
      )}
      <Anchor component={Link} to={recordPage.minutes(reply.meeting)} size="sm" className={classes.whole}>
        <IconFileText size={16} aria-hidden="true" />
        {t('minutes.whole')}
      </Anchor>
    </div>
  );
}
