import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Meeting } from '../../../core/meeting.ts';
import { stageOf } from '../../../core/stage.ts';
import { currentItem } from '../../../core/turn.ts';
import { ParticipantTile } from '../meeting/participant-tile.tsx';
import { useHall } from '../meeting/use-hall.ts';
import { NoticeBanner } from '../notices/notice-banner.tsx';
import type { VoteOnTv } from '../votes/vote-tv.tsx';
import { Clock } from './clock.tsx';
import classes from './site.module.css';

type SecondScreenProps = {
  readonly meeting: Meeting;
  /** What the first screen shows of a vote: whoever looks at this one sees it too. */
  readonly vote: Pick<VoteOnTv, 'band' | 'outcome'>;
};

/** What is presented, as large as the screen; between presentations what the meeting is at; a vote over both. */
function Content({ meeting, vote }: SecondScreenProps) {
  const { t } = useTranslation();
  const { content } = stageOf(meeting, useHall(meeting));
  const item = currentItem(meeting);
  return (
    <main className={classes.screen} data-calm={content === null || undefined}>
      <header className={classes.top}>
        <span className={classes.name}>{meeting.title}</span>
        <span className={classes.grow} />
        <Clock />
      </header>
      <NoticeBanner meeting={meeting} size="tv" />
      {vote.band}
      <div className={classes.view}>
        {content === null ? (
          <div className={classes.calm}>
            <div className={classes.own}>{item?.title ?? meeting.title}</div>
            <div className={classes.rule} />
            <div className={classes.plain}>{t('site.second.waiting')}</div>
          </div>
        ) : (
          <div className={classes.stage}>
            <ParticipantTile holder={content.holder} source="screen" onStage />
          </div>
        )}
        {vote.outcome}
      </div>
    </main>
  );
}

/** The second screen, drawn by this window into the other's ground: one seat, one line, and each stream once. */
export function Companion({ ground, ...props }: SecondScreenProps & { readonly ground: HTMLElement | null }) {
  return ground === null ? null : createPortal(<Content {...props} />, ground);
}

/** The meeting without what is presented: the first screen has the people while the second has the content. */
export function peopleOnly(meeting: Meeting): Meeting {
  return { ...meeting, grants: meeting.grants.filter(({ floor }) => floor !== 'content') };
}
