import { Stack } from '@mantine/core';
import { IconMicrophone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Card, Meeting } from '../../../core/meeting.ts';
import {
  type SpeakerTime,
  type SpeechReport,
  speechReport,
  type UnitTime,
} from '../../../core/speech-report.ts';
import { clockFace } from '../../ui/clock-face.ts';
import { Empty } from '../../ui/empty.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { CardCell, cardText } from './card-cell.tsx';
import { Figures } from './figures.tsx';
import { ReportSection } from './report-section.tsx';
import classes from './reports.module.css';

type SpeechReportPanelProps = {
  readonly meeting: Meeting;
  /** Hub time, for the turns that run. */
  readonly now: number;
  /** What names and units are searched for; empty: everybody. */
  readonly query?: string;
};

type PartProps = { readonly report: SpeechReport; readonly query: string };

function Share({ ms, of }: { readonly ms: number; readonly of: number }) {
  const percent = of === 0 ? 0 : Math.round((100 * ms) / of);
  return (
    <span className={classes.share}>
      <span className={classes.bar} aria-hidden="true">
        <span style={{ inlineSize: `${percent}%` }} />
      </span>
      {percent}%
    </span>
  );
}

function Speakers({ report, query }: PartProps) {
  const { t } = useTranslation();
  const draw = ({ card, turns, spokenMs, speaking }: SpeakerTime) => (
    <tr key={card.participant}>
      <CardCell card={card} />
      <td data-label={t('reports.turns')} className="tabular">
        {turns}
      </td>
      <td data-label={t('reports.time')} className="tabular">
        <span className={classes.time}>
          {clockFace(spokenMs)}
          {speaking && <StateMark tone="speaking" label={t('reports.speaking')} beating />}
        </span>
      </td>
      <td data-label={t('reports.share')} className="tabular">
        <Share ms={spokenMs} of={report.spokenMs} />
      </td>
    </tr>
  );
  return (
    <ReportSection
      title={t('reports.bySpeaker')}
      heads={[t('reports.name'), t('reports.turns'), t('reports.time'), t('reports.share')]}
      rows={report.speakers}
      textOf={({ card }) => cardText(card)}
      query={query}
      empty={t('reports.noSpeech')}
      draw={draw}
    />
  );
}

function Units({ report, query }: PartProps) {
  const { t } = useTranslation();
  const draw = ({ unit, name, depth, turns, spokenMs, silent }: UnitTime) => (
    <tr key={unit}>
      <td className={classes.name} style={{ '--depth': depth } as React.CSSProperties}>
        {name}
      </td>
      <td data-label={t('reports.turns')} className="tabular">
        {turns}
      </td>
      <td data-label={t('reports.time')} className="tabular">
        {clockFace(spokenMs)}
      </td>
      <td data-label={t('reports.silentCount')} className="tabular">
        {silent}
      </td>
    </tr>
  );
  return (
    <ReportSection
      title={t('reports.byUnit')}
      hint={t('reports.byUnitHint')}
      heads={[t('reports.unit'), t('reports.turns'), t('reports.time'), t('reports.silentCount')]}
      rows={report.units}
      textOf={({ name }) => name}
      query={query}
      empty={t('reports.noSpeech')}
      draw={draw}
    />
  );
}

function Silent({ report, query }: PartProps) {
  const { t } = useTranslation();
  const draw = (card: Card) => (
    <tr key={card.participant}>
      <CardCell card={card} />
      <td data-label={t('reports.unit')}>{card.unitName}</td>
    </tr>
  );
  return (
    <ReportSection
      title={t('reports.silent')}
      hint={t('reports.silentHint')}
      heads={[t('reports.name'), t('reports.unit')]}
      rows={report.silent}
      textOf={cardText}
      query={query}
      empty={t('reports.allSpoke')}
      draw={draw}
    />
  );
}

/** *Báo cáo phát biểu*: time spoken by speaker and by unit, and who never spoke; live as well as afterwards. */
export function SpeechReportPanel({ meeting, now, query = '' }: SpeechReportPanelProps) {
  const { t } = useTranslation();
  const report = speechReport(meeting, now);
  const nothing = report.speakers.length === 0;
  if (nothing && report.silent.length === 0)
    return (
      <Empty
        icon={<IconMicrophone size={32} />}
        title={t('reports.noSpeech')}
        hint={t('reports.noSpeechHint')}
      />
    );
  return (
    <Stack gap="xl">
      <Figures
        figures={[
          { label: t('reports.totalTime'), value: clockFace(report.spokenMs) },
          { label: t('reports.totalTurns'), value: String(report.turns) },
          { label: t('reports.speakersCount'), value: String(report.speakers.length) },
          { label: t('reports.silentCount'), value: String(report.silent.length) },
        ]}
      />
      <Speakers report={report} query={query} />
      <Silent report={report} query={query} />
      {!nothing && <Units report={report} query={query} />}
    </Stack>
  );
}
