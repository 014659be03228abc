import { UnstyledButton } from '@mantine/core';
import { IconSpeakerphone, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Meeting, Notice } from '../../../core/meeting.ts';
import { useTimeOfDay } from '../meeting/time-of-day.ts';
import classes from './notice-banner.module.css';
import { unreadNotices, useReadNotices } from './read-notices.ts';

/** Beyond this many the older ones wait behind a line that tells how many there are. */
const stacked = 2;

type NoticeBannerProps = {
  readonly meeting: Meeting;
  /** `tv`: for a room, one at a time, as large as its own state */
  readonly size?: 'bar' | 'tv';
};

function NoticeRow({ notice, size, onRead }: { notice: Notice; size: 'bar' | 'tv'; onRead: () => void }) {
  const { t } = useTranslation();
  const timeOfDay = useTimeOfDay();
  return (
    <li className={classes.notice}>
      <IconSpeakerphone className={classes.icon} aria-hidden="true" />
      <div className={classes.words}>
        <p className={classes.text}>{notice.text}</p>
        <p className={classes.from}>
          {t('notices.banner.from', {
            name: `${notice.from}, ${notice.unitName}`,
            time: timeOfDay(notice.at),
          })}
        </p>
      </div>
      <UnstyledButton
        className={classes.dismiss}
        onClick={onRead}
        aria-label={t('notices.banner.dismissOne', { text: notice.text.slice(0, 80) })}
      >
        {size === 'bar' && <IconX size={18} aria-hidden="true" />}
        <span className={classes.dismissWord}>{t('notices.banner.dismiss')}</span>
      </UnstyledButton>
    </li>
  );
}

/** What was told in writing to this screen's unit, until it is put away here. The newest stands first. */
export function NoticeBanner({ meeting, size = 'bar' }: NoticeBannerProps) {
  const { t } = useTranslation();
  const { read, putAway } = useReadNotices();
  const [opened, setOpened] = useState(false);
  const unread = unreadNotices(meeting.notices, read);
  const shown = opened ? unread : unread.slice(0, size === 'tv' ? 1 : stacked);
  const more = unread.length - shown.length;
  return (
    <section
      className={classes.banner}
      data-size={size}
      data-empty={unread.length === 0 || undefined}
      aria-label={t('notices.banner.label')}
    >
      {/* Always there, so that a screen reader is told of what comes. */}
      <div className={classes.told} role="alert">
        {shown.length > 0 && (
          <ul className={classes.list}>
            {shown.map((notice) => (
              <NoticeRow key={notice.id} notice={notice} size={size} onRead={() => putAway(notice.id)} />
            ))}
          </ul>
        )}
      </div>
      {more > 0 &&
        (size === 'bar' ? (
          <UnstyledButton className={classes.more} onClick={() => setOpened(true)}>
            {t('notices.banner.more', { count: more })}
          </UnstyledButton>
        ) : (
          <span className={classes.more}>{t('notices.banner.more', { count: more })}</span>
        ))}
    </section>
  );
}
