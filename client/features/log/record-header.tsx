import { Anchor, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink } from 'react-router';
import type { MeetingId } from '../../../core/id.ts';
import { recordPage } from '../../session/index.ts';
import classes from './log.module.css';

type RecordHeaderProps = {
  readonly meeting: MeetingId;
  /** Of the screen: *Nhật ký*, *Báo cáo*. */
  readonly title: string;
  /** Of the meeting and who called it, once known. */
  readonly of: string | null;
};

/** What stands above the screens of a meeting's record: where one is, whose record it is, and the way between them. */
export function RecordHeader({ meeting, title, of }: RecordHeaderProps) {
  const { t } = useTranslation();
  return (
    <header className={classes.header}>
      <Anchor component={Link} to="/" className={classes.back} size="sm">
        <IconArrowLeft size={16} aria-hidden="true" />
        {t('log.backToMeetings')}
      </Anchor>
      <Title order={1}>{title}</Title>
      {of !== null && <Text c="dimmed">{of}</Text>}
      <nav className={classes.pages} aria-label={t('log.pages')}>
        <NavLink to={recordPage.log(meeting)} className={classes.page ?? ''}>
          {t('log.title')}
        </NavLink>
        <NavLink to={recordPage.speech(meeting)} className={classes.page ?? ''}>
          {t('reports.speech')}
        </NavLink>
        <NavLink to={recordPage.attendance(meeting)} className={classes.page ?? ''}>
          {t('reports.attendance')}
        </NavLink>
      </nav>
    </header>
  );
}
