import { z } from 'zod';
import type { LogLine } from '../../core/log-line.ts';
import { meetingId } from '../../protocol/id.ts';
import { type LogPage, type LogQuery, logKinds, logQuery, type RecordedState } from '../../protocol/log.ts';
import { type Cell, csvOf, momentText } from './csv.ts';
import { exportName } from './download-name.ts';
import { authorLabels, detailsOf, eventLabels } from './log-labels.ts';
import type { HttpOptions } from './options.ts';
import { defineQueryRoute, defineRoute, json, type Route, refuse, text } from './route.ts';

const nothing = z.strictObject({});
const meetingParams = z.strictObject({ id: meetingId });

function wanted(query: LogQuery): (line: LogLine) => boolean {
  const kinds = new Set<string>(query.kind ?? logKinds);
  const { after, person, from = 0, to = Number.POSITIVE_INFINITY } = query;
  return ({ seq, at, type, about }) =>
    seq > after &&
    at >= from &&
    at < to &&
    kinds.has(type.slice(0, type.indexOf('.'))) &&
    (person === undefined || about.includes(person));
}

const head: readonly Cell[] = [
  'Số',
  'Thời gian',
  'Người thực hiện',
  'Vai trò',
  'Sự kiện',
  'Đối tượng',
  'Đơn vị',
  'Chi tiết',
  'Nội dung',
  'Mã sự kiện',
];

function* rowsOf(lines: readonly LogLine[]): Iterable<readonly Cell[]> {
  yield head;
  for (const line of lines) {
    const { name, role } = authorLabels(line);
    const { whom = '', other, unit = '', item, title } = line.names;
    const about = [whom, other, item, title].filter((each) => each !== undefined && each !== '').join('; ');
    yield [
      line.seq,
      momentText(line.at),
      name,
      role,
      eventLabels[line.code],
      about,
      unit,
      detailsOf(line.values),
      line.text ?? '',
      line.type,
    ];
  }
}

async function* linesOf(entries: AsyncIterable<{ readonly text: string; readonly hash: string }>) {
  // The entry stands last and unchanged, so that it can be cut out by position: docs/event-log.md says how.
  for await (const { text: entry, hash } of entries) yield `{"hash":"${hash}","entry":${entry}}\n`;
}

type Needs = Pick<HttpOptions, 'records' | 'clock'>;

/** The event log of a meeting: read, verified, taken home. */
export function logRoutes({ records, clock }: Needs): readonly Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/log-key',
      requirement: 'public',
      params: nothing,
      body: nothing,
      handle: async () =>
        text({ type: 'application/x-pem-file', parts: [records.publicKey], saveAs: 'diemcau-log-key.pem' }),
    }),
    defineQueryRoute({
      method: 'get',
      path: '/api/meetings/:id/log',
      requirement: 'log',
      params: meetingParams,
      body: nothing,
      query: logQuery,
      handle: async ({ caller: { meeting: id, right }, query }) => {
        if (right.kind === 'none') return refuse('not-permitted');
        const [meeting, lines] = await Promise.all([records.state(id, right), records.lines(id, right)]);
        const found = lines.filter(wanted(query));
        const shown = found.slice(0, query.limit);
        const page: LogPage = {
          title: meeting.title,
          unitName: meeting.unitById[meeting.unit]?.name ?? '',
          phase: meeting.phase,
          right: right.kind,
          lines: shown,
          next: shown.length < found.length ? (shown.at(-1)?.seq ?? null) : null,
        };
        return json(page);
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/meetings/:id/log/verify',
      requirement: 'log',
      params: meetingParams,
      body: nothing,
      handle: async ({ caller }) => json(await records.verify(caller.meeting)),
    }),
    defineRoute({
      method: 'get',
      path: '/api/meetings/:id/log.jsonl',
      requirement: 'log',
      params: meetingParams,
      body: nothing,
      handle: async ({ caller: { meeting, right } }) => {
        // A chain with links left out proves nothing, and with all of them tells what the right does not cover.
        if (right.kind !== 'whole') return refuse('not-permitted');
        return text({
          type: 'application/jsonl; charset=utf-8',
          parts: linesOf(records.hashed(meeting)),
          saveAs: `nhat-ky-${meeting}.jsonl`,
        });
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/meetings/:id/log.csv',
      requirement: 'log',
      params: meetingParams,
      body: nothing,
      handle: async ({ caller: { meeting: id, right } }) => {
        const [meeting, lines] = await Promise.all([records.state(id, right), records.lines(id, right)]);
        const saveAs = exportName('Nhật ký', meeting, 'csv');
        return text({ type: 'text/csv; charset=utf-8', parts: csvOf(rowsOf(lines)), saveAs });
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/meetings/:id/state',
      requirement: 'log',
      params: meetingParams,
      body: nothing,
      handle: async ({ caller: { meeting: id, right } }) => {
        if (right.kind === 'none') return refuse('not-permitted');
        const meeting = await records.state(id, right);
        const state: RecordedState = { meeting, right: right.kind, now: clock.now() };
        return json(state);
      },
    }),
  ];
}
