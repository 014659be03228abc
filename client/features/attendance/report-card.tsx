import { useTranslation } from 'react-i18next';
import type { AttendanceReport, AttendanceTotal } from '../../../core/attendance-report.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { summaryBeforeMs } from '../../../core/trial-summary.ts';
import { useNow } from '../../session/index.ts';
import { clockFace } from '../../ui/clock-face.ts';
import { useTimeOfDay } from '../meeting/time-of-day.ts';
import classes from './report-card.module.css';

function delegatesOf({ delegates }: AttendanceTotal) {
  const present = delegates.inPerson + delegates.online;
  return { present, all: present + delegates.absent + delegates.uncalled };
}

function Fact({
  label,
  value,
  of,
  tone,
}: {
  label: string;
  value: number;
  of?: number | undefined;
  tone?: 'bad';
}) {
  return (
    <div className={classes.fact} data-tone={value > 0 ? tone : undefined}>
      <dt>{label}</dt>
      <dd>
        {value}
        {of !== undefined && <span className={classes.of}>/{of}</span>}
      </dd>
    </div>
  );
}

function Due({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation();
  const timeOfDay = useTimeOfDay();
  const now = useNow();
  const left = meeting.scheduledAt - now;
  if (left <= 0) return timeOfDay(now);
  return left <= summaryBeforeMs
    ? t('attendance.report.at', { time: timeOfDay(now) })
    : t('attendance.report.due', { time: clockFace(left) });
}

/** Who is there in a few figures, and by level: what is reported to the chair at T-15. */
export function ReportCard({ meeting, report }: { meeting: Meeting; report: AttendanceReport }) {
  const { t } = useTranslation();
  const { total } = report;
  const delegates = delegatesOf(total);
  const upcoming = meeting.phase.kind === 'scheduled' || meeting.phase.kind === 'trial';
  return (
    <section
      className={classes.card}
      aria-label={t(upcoming ? 'attendance.report.title' : 'attendance.whole')}
    >
      <header className={classes.head}>
        <h2>{t(upcoming ? 'attendance.report.title' : 'attendance.whole')}</h2>
        <span className={classes.when}>
          <Due meeting={meeting} />
        </span>
      </header>
      <dl className={classes.facts}>
        <Fact label={t('attendance.report.sitesThere')} value={total.sitesThere} of={total.sites} />
        <Fact label={t('attendance.report.heads')} value={total.present} of={total.expected || undefined} />
        <Fact label={t('attendance.report.delegates')} value={delegates.present} of={delegates.all} />
        <Fact label={t('attendance.report.absent')} value={total.delegates.absent} />
        <Fact label={t('attendance.report.uncalled')} value={total.delegates.uncalled} />
        <Fact label={t('attendance.report.untested')} value={total.untested} tone="bad" />
      </dl>
      {report.levels.length > 1 && (
        <table className={classes.levels}>
          <thead>
            <tr>
              <th scope="col">{t('attendance.byLevel')}</th>
              <th scope="col">{t('operator.sites')}</th>
              <th scope="col">{t('attendance.report.heads')}</th>
              <th scope="col">{t('attendance.delegates')}</th>
            </tr>
          </thead>
          <tbody>
            {report.levels.map((level) => {
              const people = delegatesOf(level);
              return (
                <tr key={level.level}>
                  <th scope="row">{level.name}</th>
                  <td>{level.sites === 0 ? '–' : `${level.sitesThere}/${level.sites}`}</td>
                  <td>
                    {level.sitesCounted === 0
                      ? '–'
                      : `${level.present}${level.expected === 0 ? '' : `/${level.expected}`}`}
                  </td>
                  <td>{people.all === 0 ? '–' : `${people.present}/${people.all}`}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {total.sitesCounted < total.sites && (
        <p className={classes.missing}>
          {t('attendance.missing', { count: total.sites - total.sitesCounted })}
        </p>
      )}
    </section>
  );
}
