import { z } from 'zod';
import { type AttendanceTotal, attendanceReport } from '../../core/attendance-report.ts';
import type { Card, Meeting, Presence } from '../../core/meeting.ts';
import { speechReport } from '../../core/speech-report.ts';
import type { TrialState } from '../../core/trial-summary.ts';
import { meetingId } from '../../protocol/id.ts';
import { type Cell, csvOf, durationText, momentText } from './csv.ts';
import { exportName } from './download-name.ts';
import { attendanceLabels } from './log-labels.ts';
import type { HttpOptions } from './options.ts';
import { defineRoute, type Route, text } from './route.ts';

const nothing = z.strictObject({});
const meetingParams = z.strictObject({ id: meetingId });

const kindLabels: Readonly<Record<Card['kind'], string>> = {
  site: 'Điểm cầu',
  person: 'Đại biểu',
  recorder: 'Ghi hình',
};

const trialLabels: Readonly<Record<TrialState, string>> = {
  passed: 'Đạt',
  failed: 'Chưa đạt',
  untested: 'Chưa kiểm tra',
};

const presenceLabels: Readonly<Record<Presence['kind'], string>> = {
  absent: 'Chưa vào',
  waiting: 'Đang chờ duyệt',
  present: 'Đã kết nối',
  dropped: 'Mất kết nối',
  left: 'Đã rời',
  denied: 'Không được vào',
};

const seconds = (ms: number): number => Math.round(ms / 1000);

/** The table of who spoke how long, with its head. */
export function* speechRows(meeting: Meeting, now: number): Iterable<readonly Cell[]> {
  const report = speechReport(meeting, now);
  yield ['Mục', 'Tên', 'Chức vụ', 'Đơn vị', 'Loại', 'Số lượt', 'Thời gian', 'Số giây'];
  for (const { card, turns, spokenMs } of report.speakers) {
    const { name, position, unitName, kind } = card;
    const time = [turns, durationText(spokenMs), seconds(spokenMs)];
    yield ['Đã phát biểu', name, position, unitName, kindLabels[kind], ...time];
  }
  for (const { name, position, unitName, kind } of report.silent)
    yield ['Chưa phát biểu', name, position, unitName, kindLabels[kind], 0, '0:00:00', 0];
  for (const { name, turns, spokenMs } of report.units)
    yield ['Cộng theo đơn vị', name, '', name, '', turns, durationText(spokenMs), seconds(spokenMs)];
  yield ['Tổng cộng', '', '', '', '', report.turns, durationText(report.spokenMs), seconds(report.spokenMs)];
}

function totalRow(section: string, name: string, total: AttendanceTotal): readonly Cell[] {
  const { sites, sitesThere, untested, failed, expected, present, delegates } = total;
  const states = Object.entries(delegates)
    .map(([state, count]) => `${attendanceLabels[state as keyof typeof attendanceLabels]}: ${count}`)
    .join('; ');
  const tests = `Chưa kiểm tra: ${untested}; Chưa đạt: ${failed}`;
  return [section, name, '', '', `${sitesThere}/${sites} điểm cầu`, expected, present, tests, states, ''];
}

/** The table of who was there, with its head. */
export function* attendanceRows(meeting: Meeting): Iterable<readonly Cell[]> {
  const report = attendanceReport(meeting);
  yield [
    'Mục',
    'Tên',
    'Chức vụ',
    'Đơn vị',
    'Kết nối',
    'Số người mời',
    'Số người có mặt',
    'Phiên thử',
    'Điểm danh',
    'Ghi chú',
  ];
  for (const { card, presence, expected, present, trial, at } of report.sites) {
    const there = [presenceLabels[presence], expected, present, trialLabels[trial]];
    const entered = at === null ? '' : momentText(at);
    yield ['Điểm cầu', card.name, '', card.unitName, ...there, '', entered];
  }
  for (const { card, presence, state, reason, substitute } of report.delegates) {
    const note = [reason, substitute === null ? '' : `Người dự thay: ${substitute}`];
    const said = note.filter((each) => each !== '').join('; ');
    const { name, position, unitName } = card;
    const there = presenceLabels[presence];
    yield ['Đại biểu', name, position, unitName, there, null, null, '', attendanceLabels[state], said];
  }
  for (const level of report.levels) yield totalRow('Cộng theo cấp', level.name, level);
  for (const unit of report.units) yield totalRow('Cộng theo đơn vị', unit.name, unit);
  yield totalRow('Tổng cộng', '', report.total);
}

type Needs = Pick<HttpOptions, 'records' | 'clock'>;

/** The reports of a meeting as tables, while it runs and afterwards. */
export function reportRoutes({ records, clock }: Needs): readonly Route[] {
  const table = (
    path: `/api/meetings/:id/reports/${string}.csv`,
    title: string,
    rows: (meeting: Meeting) => Iterable<readonly Cell[]>,
  ): Route =>
    defineRoute({
      method: 'get',
      path,
      requirement: 'log',
      params: meetingParams,
      body: nothing,
      handle: async ({ caller }) => {
        const meeting = await records.state(caller.meeting, caller.right);
        const saveAs = exportName(title, meeting, 'csv');
        return text({ type: 'text/csv; charset=utf-8', parts: csvOf(rows(meeting)), saveAs });
      },
    });
  return [
    table('/api/meetings/:id/reports/speech.csv', 'Báo cáo phát biểu', (meeting) =>
      speechRows(meeting, clock.now()),
    ),
    table('/api/meetings/:id/reports/attendance.csv', 'Báo cáo có mặt', attendanceRows),
  ];
}
