import { Stack, Text } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { attendanceStates } from '../../../core/attendance.ts';
import {
  type AttendanceReport,
  type AttendanceTotal,
  attendanceReport,
  type DelegateAttendance,
  type SiteAttendance,
} from '../../../core/attendance-report.ts';
import type { Meeting, Presence } from '../../../core/meeting.ts';
import type { TrialState } from '../../../core/trial-summary.ts';
import { Empty } from '../../ui/empty.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import type { StateTone } from '../../ui/theme.ts';
import { CardCell, cardText } from './card-cell.tsx';
import { Figures } from './figures.tsx';
import { ReportSection } from './report-section.tsx';
import classes from './reports.module.css';

type AttendanceReportPanelProps = {
  readonly meeting: Meeting;
  /** What names and units are searched for; empty: everybody. */
  readonly query?: string;
};

type PartProps = { readonly report: AttendanceReport; readonly query: string };

const connectionByPresence = {
  absent: { tone: 'quiet', word: 'notConnected' },
  waiting: { tone: 'waiting', word: 'notConnected' },
  present: { tone: 'live', word: 'connected' },
  dropped: { tone: 'lost', word: 'lost' },
  left: { tone: 'quiet', word: 'left' },
  denied: { tone: 'quiet', word: 'notConnected' },
} as const satisfies Record<Presence['kind'], { tone: StateTone; word: string }>;

const toneByTrial: Readonly<Record<TrialState, StateTone>> = {
  passed: 'live',
  failed: 'lost',
  untested: 'waiting',
};

const toneByState: Readonly<Record<DelegateAttendance['state'], StateTone>> = {
  uncalled: 'waiting',
  inPerson: 'live',
  online: 'live',
  absent: 'quiet',
};

function Heads({ value }: { readonly value: number | null }) {
  const { t } = useTranslation();
  return value === null ? (
    <Text span c="dimmed">
      {t('reports.notEntered')}
    </Text>
  ) : (
    value
  );
}

function Sites({ report, query }: PartProps) {
  const { t } = useTranslation();
  const draw = ({ card, presence, expected, present, trial }: SiteAttendance) => {
    const { tone, word } = connectionByPresence[presence];
    return (
      <tr key={card.participant}>
        <CardCell card={card} />
        <td data-label={t('reports.expected')} className="tabular">
          <Heads value={expected} />
        </td>
        <td data-label={t('reports.present')} className="tabular">
          <Heads value={present} />
        </td>
        <td data-label={t('reports.connection')}>
          <StateMark tone={tone} label={t(`reports.${word}`)} />
        </td>
        <td data-label={t('reports.tested')}>
          <StateMark tone={toneByTrial[trial]} label={t(`reports.trial.${trial}`)} />
        </td>
      </tr>
    );
  };
  const heads = ['name', 'expected', 'present', 'connection', 'tested'] as const;
  return (
    <ReportSection
      title={t('reports.sites')}
      heads={heads.map((head) => t(`reports.${head}`))}
      rows={report.sites}
      textOf={({ card }) => cardText(card)}
      query={query}
      empty={t('reports.noSites')}
      draw={draw}
    />
  );
}

function Delegates({ report, query }: PartProps) {
  const { t } = useTranslation();
  const draw = ({ card, state, reason, substitute }: DelegateAttendance) => (
    <tr key={card.participant}>
      <CardCell card={card} />
      <td data-label={t('reports.state')}>
        <StateMark tone={toneByState[state]} label={t(`reports.${state}`)} />
        {reason !== '' && (
          <Text size="sm" c="dimmed">
            {reason}
          </Text>
        )}
        {substitute !== null && <Text size="sm">{t('reports.substitute', { name: substitute })}</Text>}
      </td>
    </tr>
  );
  return (
    <ReportSection
      title={t('reports.delegates')}
      heads={[t('reports.name'), t('reports.state')]}
      rows={report.delegates}
      textOf={({ card }) => cardText(card)}
      query={query}
      empty={t('reports.noDelegates')}
      draw={draw}
    />
  );
}

type TotalRow = AttendanceTotal & { readonly key: string; readonly name: string; readonly depth: number };

function Totals({
  title,
  hint,
  over,
  rows,
  query,
}: {
  readonly title: string;
  readonly hint?: string;
  /** What is summed up over. */
  readonly over: 'unit' | 'level';
  readonly rows: readonly TotalRow[];
  readonly query: string;
}) {
  const { t } = useTranslation();
  const draw = ({ key, name, depth, sites, sitesThere, expected, present, untested }: TotalRow) => (
    <tr key={key}>
      <td className={classes.name} style={{ '--depth': depth } as React.CSSProperties}>
        {name}
      </td>
      <td data-label={t('reports.sitesThere')} className="tabular">
        {sitesThere} / {sites}
      </td>
      <td data-label={t('reports.expected')} className="tabular">
        {expected}
      </td>
      <td data-label={t('reports.present')} className="tabular">
        {present}
      </td>
      <td data-label={t('reports.untested')} className="tabular">
        {untested}
      </td>
    </tr>
  );
  const heads = [over, 'sitesThere', 'expected', 'present', 'untested'] as const;
  return (
    <ReportSection
      title={title}
      {...(hint === undefined ? {} : { hint })}
      heads={heads.map((head) => t(`reports.${head}`))}
      rows={rows}
      textOf={({ name }) => name}
      query={query}
      empty={t('reports.nobody')}
      draw={draw}
    />
  );
}

function Summary({ report: { total } }: { readonly report: AttendanceReport }) {
  const { t } = useTranslation();
  const { sites, sitesThere, sitesCounted, expected, present, untested, failed, delegates } = total;
  return (
    <Figures
      figures={[
        {
          label: t('reports.heads'),
          value: String(present),
          note: [
            ...(expected === 0 ? [] : [t('reports.ofExpected', { count: expected })]),
            t('reports.counted', { count: sitesCounted, sites }),
          ].join(' · '),
        },
        { label: t('reports.sitesThere'), value: `${sitesThere} / ${sites}` },
        {
          label: t('reports.untested'),
          value: String(untested),
          ...(failed > 0 && { note: t('reports.failedSites', { count: failed }) }),
        },
        ...attendanceStates.map((state) => ({
          label: t(`reports.${state}`),
          value: String(delegates[state]),
        })),
      ]}
    />
  );
}

/** *Báo cáo có mặt*: heads per site, delegates by state, and the sums per level and unit; live as well as afterwards. */
export function AttendanceReportPanel({ meeting, query = '' }: AttendanceReportPanelProps) {
  const { t } = useTranslation();
  const report = useMemo(() => attendanceReport(meeting), [meeting]);
  if (report.sites.length + report.delegates.length === 0)
    return (
      <Empty icon={<IconUsersGroup size={32} />} title={t('reports.nobody')} hint={t('reports.nobodyHint')} />
    );
  const levels = report.levels.map((level) => ({ ...level, key: level.level, depth: 0 }));
  const units = report.units.map((unit) => ({ ...unit, key: unit.unit }));
  return (
    <Stack gap="xl">
      <Summary report={report} />
      <Totals title={t('reports.byLevel')} over="level" rows={levels} query="" />
      <Sites report={report} query={query} />
      <Delegates report={report} query={query} />
      <Totals
        title={t('reports.byUnit')}
        hint={t('reports.byUnitHint')}
        over="unit"
        rows={units}
        query={query}
      />
    </Stack>
  );
}
