import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type AttendanceReport,
  attendanceReport,
  type DelegateAttendance,
  type SiteAttendance,
} from '../../../core/attendance-report.ts';
import { conducts } from '../../../core/authority.ts';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { useSteadyList } from '../meeting/steady-list.ts';
import classes from './attendance.module.css';
import { orderDelegates, orderSites } from './attendance-order.ts';
import { DelegateRow } from './delegate-row.tsx';
import { HeadRow } from './head-row.tsx';
import { OwnAttendance } from './own-attendance.tsx';
import { ReportCard } from './report-card.tsx';
import { RollCallCard } from './roll-call-card.tsx';
import { SubstituteList } from './substitute-list.tsx';

/** Rows drawn at once; a national roster is asked for in parts. */
const rowsAtOnce = 80;

const siteKey = ({ card }: SiteAttendance) => card.participant;
const delegateKey = ({ card }: DelegateAttendance) => card.participant;

/** A long list in parts, whose rows stay where they are while a mouse is over them. */
function Rows<T>({
  items,
  keyOf,
  draw,
  empty,
}: {
  items: readonly T[];
  keyOf: (item: T) => string;
  draw: (item: T) => React.ReactNode;
  empty: string;
}) {
  const { t } = useTranslation();
  const [most, setMost] = useState(rowsAtOnce);
  const { rows, hold } = useSteadyList(items, keyOf);
  if (items.length === 0) return <EmptyHint text={empty} />;
  return (
    <div {...hold}>
      <ul className={classes.list}>{rows.slice(0, most).map((row) => (row.gone ? null : draw(row.item)))}</ul>
      {items.length > most && (
        <Button fullWidth mt="sm" size="xs" variant="default" onClick={() => setMost(most + rowsAtOnce)}>
          {t('attendance.more', { count: Math.min(rowsAtOnce, items.length - most) })}
        </Button>
      )}
    </div>
  );
}

function Roster({ report }: { report: AttendanceReport }) {
  const { t } = useTranslation();
  const [part, setPart] = useState<'sites' | 'delegates'>('sites');
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query);
  const sites = useMemo(() => orderSites(report.sites, wanted), [report, wanted]);
  const delegates = useMemo(() => orderDelegates(report.delegates, wanted), [report, wanted]);
  const found = wanted.trim() === '' ? '' : t('attendance.none');
  return (
    <>
      <SegmentedControl
        fullWidth
        value={part}
        onChange={(value) => setPart(value === 'sites' ? 'sites' : 'delegates')}
        aria-label={t('attendance.label')}
        data={[
          { value: 'sites', label: t('attendance.sites') },
          { value: 'delegates', label: `${t('attendance.delegates')} (${report.delegates.length})` },
        ]}
      />
      <TextInput
        type="search"
        size="sm"
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        aria-label={t('attendance.find')}
        placeholder={t('attendance.find')}
        leftSection={<IconSearch size={17} aria-hidden="true" />}
      />
      {part === 'sites' ? (
        <Rows
          key={`sites ${wanted}`}
          items={sites}
          keyOf={siteKey}
          draw={(site) => <HeadRow key={site.card.participant} site={site} />}
          empty={found || t('attendance.noSites')}
        />
      ) : (
        <Rows
          key={`delegates ${wanted}`}
          items={delegates}
          keyOf={delegateKey}
          draw={(delegate) => <DelegateRow key={delegate.card.participant} delegate={delegate} />}
          empty={found || t('attendance.noDelegates')}
        />
      )}
    </>
  );
}

function Whole({ meeting, you }: { meeting: Meeting; you: ParticipantId }) {
  const report = useMemo(() => attendanceReport(meeting), [meeting]);
  return (
    <>
      <RollCallCard meeting={meeting} you={you} />
      <SubstituteList meeting={meeting} />
      <ReportCard meeting={meeting} report={report} />
      <Roster report={report} />
    </>
  );
}

/** Who is there: for whoever conducts, the report, the roll call and the roster; for everybody else their own state. */
export function AttendancePanel({ meeting, you }: { meeting: Meeting; you: ParticipantId }) {
  const { t } = useTranslation();
  return (
    <section className={classes.panel} aria-label={t('attendance.label')}>
      {conducts(meeting, you) ? (
        <Whole meeting={meeting} you={you} />
      ) : (
        <OwnAttendance meeting={meeting} you={you} />
      )}
    </section>
  );
}
