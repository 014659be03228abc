import { Text, UnstyledButton } from '@mantine/core';
import { IconCalendarDue, IconFileShredder, IconShieldX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RecordingId } from '../../../core/id.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { api, archivePage, replyOf, useNow } from '../../session/index.ts';
import { daysFromToday, formatMoment } from '../../ui/format.ts';
import type { StateTone } from '../../ui/theme.ts';
import classes from './catalogue.module.css';
import { dueWords } from './due-words.ts';

/** How often the notices are asked for, in ms. */
const refreshMs = 60_000;
/** How many of one kind are shown before the others are asked for. */
const shownAtFirst = 3;

type Line = { readonly recording: RecordingId; readonly title: string; readonly detail: string };
type NoticeProps = {
  readonly tone: StateTone;
  readonly icon: ReactNode;
  readonly title: string;
  readonly lines: readonly Line[];
};

function Notice({ tone, icon, title, lines }: NoticeProps) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  if (lines.length === 0) return null;
  const shown = all ? lines : lines.slice(0, shownAtFirst);
  return (
    <li className={classes.notice} data-tone={tone}>
      <span className={classes.noticeIcon} aria-hidden="true">
        {icon}
      </span>
      <Text fw={600} className={classes.noticeTitle ?? ''}>
        {title}
      </Text>
      <div>
        <ul className={classes.noticeLines}>
          {shown.map(({ recording, title: of, detail }) => (
            <li key={recording}>
              <Link to={archivePage.recording(recording)} className={classes.noticeLink}>
                <bdi>{of}</bdi>
              </Link>
              <span className={classes.noticeDetail}>{detail}</span>
            </li>
          ))}
        </ul>
        {lines.length > shownAtFirst && (
          <UnstyledButton className={classes.moreNotices} onClick={() => setAll(!all)}>
            {all ? t('catalogue.notices.fewer') : t('catalogue.notices.all', { count: lines.length })}
          </UnstyledButton>
        )}
      </div>
    </li>
  );
}

/** What whoever keeps the archive has to see to; nothing if there is nothing. */
export function ArchiveNotices() {
  const { t } = useTranslation();
  const now = useNow();
  const language = currentLanguage();
  const notices = useQuery({
    queryKey: ['archive-notices'],
    queryFn: () => replyOf(api.archiveNotices()),
    refetchInterval: refreshMs,
    // They come beside the list, which says for itself when the hub is away.
    retry: false,
  });
  if (!notices.data) return null;
  const { damaged, disposals, handOver } = notices.data;
  if (damaged.length + disposals.length + handOver.length === 0) return null;
  return (
    <ul className={classes.notices} aria-label={t('catalogue.notices.title')}>
      <Notice
        tone="lost"
        icon={<IconShieldX size={20} />}
        title={t('catalogue.notices.damaged')}
        lines={damaged.map(({ recording, title, at }) => ({
          recording,
          title,
          detail: t('catalogue.notices.damagedHint', { time: formatMoment(at, language) }),
        }))}
      />
      <Notice
        tone="waiting"
        icon={<IconFileShredder size={20} />}
        title={t('catalogue.notices.disposals')}
        lines={disposals.map(({ recording, title, by, at }) => ({
          recording,
          title,
          detail: t('catalogue.notices.disposalsHint', {
            name: by.name,
            time: formatMoment(at, language),
          }),
        }))}
      />
      <Notice
        tone="speaking"
        icon={<IconCalendarDue size={20} />}
        title={t('catalogue.notices.handOver')}
        lines={handOver
          .toSorted((a, b) => a.by - b.by)
          .map(({ recording, title, unitName, by }) => ({
            recording,
            title,
            detail: `${unitName} · ${dueWords(t, daysFromToday(by, now))}`,
          }))}
      />
    </ul>
  );
}
