import { Alert, UnstyledButton } from '@mantine/core';
import { IconCalendarDue, IconFileShredder, IconShieldX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RecordingId } from '../../../core/id.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { api, archivePage, replyOf, useNow } from '../../session/index.ts';
import { daysFromToday, formatMoment } from '../../ui/format.ts';
import classes from './catalogue.module.css';
import { dueWords } from './due-words.ts';

/** How often the notices are asked for, in ms. */
const refreshMs = 60_000;
/** How many of one kind are shown before the others are asked for. */
const shownAtFirst = 3;

type Line = { readonly recording: RecordingId; readonly title: string; readonly detail: string };
type NoticeProps = {
  readonly color: string;
  readonly icon: ReactNode;
  readonly title: string;
  readonly lines: readonly Line[];
};

function Notice({ color, icon, title, lines }: NoticeProps) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  if (lines.length === 0) return null;
  const shown = all ? lines : lines.slice(0, shownAtFirst);
  return (
    <Alert color={color} icon={icon} title={title}>
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
        <UnstyledButton className={classes.moreHits} onClick={() => setAll(!all)}>
          {all ? t('catalogue.notices.fewer') : t('catalogue.notices.all', { count: lines.length })}
        </UnstyledButton>
      )}
    </Alert>
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
    <section className={classes.notices} aria-label={t('catalogue.notices.title')}>
      <Notice
        color="son"
        icon={<IconShieldX />}
        title={t('catalogue.notices.damaged')}
        lines={damaged.map(({ recording, title, at }) => ({
          recording,
          title,
          detail: t('catalogue.notices.damagedHint', { time: formatMoment(at, language) }),
        }))}
      />
      <Notice
        color="ho"
        icon={<IconFileShredder />}
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
        color="cham"
        icon={<IconCalendarDue />}
        title={t('catalogue.notices.handOver')}
        lines={handOver
          .toSorted((a, b) => a.by - b.by)
          .map(({ recording, title, unitName, by }) => ({
            recording,
            title,
            detail: `${unitName} · ${dueWords(t, daysFromToday(by, now))}`,
          }))}
      />
    </section>
  );
}
