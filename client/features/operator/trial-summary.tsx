import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { attendanceReport, type SiteAttendance } from '../../../core/attendance-report.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { trialChecks } from '../../../core/trial.ts';
import { summaryBeforeMs } from '../../../core/trial-summary.ts';
import { useNow } from '../../session/index.ts';
import { clockFace } from '../../ui/clock-face.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import { OutcomeLine } from './outcome-line.tsx';
import classes from './trial-summary.module.css';

/** Names told of each kind; the board has them all. */
const named = 5;
function Names({
  title,
  meeting,
  sites,
}: {
  title: string;
  meeting: Meeting;
  sites: readonly SiteAttendance[];
}) {
  const { t } = useTranslation();
  if (sites.length === 0) return null;
  const failedOf = ({ card }: SiteAttendance) => {
    const trial = meeting.participantById[card.participant]?.trial;
    const failed = trialChecks.filter((check) => trial?.[check]?.passed === false);
    return failed.map((check) => t(`operator.check.${check}`)).join(', ');
  };
  return (
    <div className={classes.names}>
      <h3>{title}</h3>
      <ul>
        {sites.slice(0, named).map((site) => (
          <li key={site.card.participant}>
            <span className={classes.name}>{site.card.unitName}</span>
            <span className={classes.what}>{failedOf(site)}</span>
          </li>
        ))}
        {sites.length > named && (
          <li className={classes.what}>{t('operator.card.more', { count: sites.length - named })}</li>
        )}
      </ul>
    </div>
  );
}

/** What a chair must know of the trial before the meeting opens: how many passed, and which did not. */
export function TrialSummary({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation();
  const now = useNow();
  const report = useMemo(() => attendanceReport(meeting), [meeting]);
  const failed = report.sites.filter(({ trial }) => trial === 'failed');
  const open = report.sites.filter(({ trial }) => trial === 'untested');
  const left = meeting.scheduledAt - now;
  const { sites } = report.total;
  if (sites === 0) return null;
  const counts = {
    failed: failed.length,
    untested: open.length,
    passed: sites - failed.length - open.length,
  };
  return (
    <section className={classes.card} aria-label={t('operator.card.title')}>
      <header className={classes.head}>
        <h2>{t('operator.card.title')}</h2>
        {left > 0 && (
          <StateMark
            tone={left <= summaryBeforeMs ? 'waiting' : 'quiet'}
            label={left <= summaryBeforeMs ? 'T-15' : ''}
            detail={t('attendance.report.due', { time: clockFace(left) })}
          />
        )}
      </header>
      <OutcomeLine counts={counts} />
      {failed.length === 0 && open.length === 0 ? (
        <p className={classes.fine}>{t('operator.card.allPassed')}</p>
      ) : (
        <>
          <Names title={t('operator.card.failing')} meeting={meeting} sites={failed} />
          <Names title={t('operator.card.open')} meeting={meeting} sites={open} />
        </>
      )}
    </section>
  );
}
