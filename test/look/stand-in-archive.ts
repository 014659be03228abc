import type { Result } from '../../client/session/result.ts';
import { archiveRights } from '../../core/archive-right.ts';
import type { ParticipantId, RecordingId, UnitId } from '../../core/id.ts';
import type { Meeting } from '../../core/meeting.ts';
import type { Refusal } from '../../core/refusal.ts';
import type {
  ArchiveItem,
  ArchiveNotices,
  CatalogueLine,
  CataloguePage,
  CatalogueQuery,
  Chapter,
  DossierOrder,
  DossierReply,
  Hit,
  SharedReply,
  VerifyReply,
} from '../../protocol/archive.ts';
import { dossierOf, ordered } from './stand-in-dossier.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const digest = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

type Given = { readonly meeting: Meeting; readonly now: () => number };

/** Named by `?scene=`: some scenes are of an archive that is empty, closed or gone. */
const scene = new URLSearchParams(location.search).get('scene') ?? '';

function reply<T>(value: T): Promise<Result<T>> {
  return Promise.resolve({ ok: true, reply: value });
}
function refuse(code: Refusal['code']): Promise<{ readonly ok: false; readonly refusal: Refusal }> {
  return Promise.resolve({ ok: false, refusal: { code } });
}

const longTitle =
  'Hội nghị trực tuyến chuyên đề về đẩy nhanh tiến độ giải ngân vốn đầu tư công các chương trình mục tiêu quốc gia vùng đồng bào dân tộc thiểu số và miền núi';

function itemsOf({ meeting, now }: Given): readonly ArchiveItem[] {
  const from = (index: number) => meeting.scheduledAt - index * 7 * day;
  const plain: ArchiveItem = {
    id: 'ghi-0' as RecordingId,
    meeting: meeting.id,
    title: meeting.title,
    unit: meeting.unit,
    unitName: meeting.unitById[meeting.unit]?.name ?? '',
    startedAt: from(0),
    durationMs: 94 * minute,
    state: 'ready',
    reason: null,
    gaps: [],
    pauses: [],
    size: 1_482_000_000,
    sha256: digest,
    progress: null,
    rights: archiveRights,
    held: false,
    handOverBy: from(0) + 365 * day,
    handOverSoon: false,
    checked: { at: now() - 2 * day, ok: true },
    copies: [
      { place: 'Kho dự phòng Điện Biên Phủ', state: 'verified', at: now() - 2 * day + hour },
      { place: 's3-tinh', state: 'waiting', at: null },
    ],
  };
  const notReady = { durationMs: null, size: null, sha256: null, checked: null, copies: [] } as const;
  const changed: readonly Partial<ArchiveItem>[] = [
    {
      gaps: [{ from: from(0) + hour, to: from(0) + hour + 42_000, reason: 'recorder-lost' }],
      pauses: [{ from: from(0) + 1.2 * hour, to: from(0) + 1.35 * hour }],
    },
    {
      title: longTitle,
      unitName: 'Ủy ban nhân dân tỉnh Điện Biên',
      state: 'composing',
      progress: { share: 0.42, remainingMs: 11 * minute, held: null },
      handOverBy: null,
      ...notReady,
    },
    { state: 'failed', reason: 'disk-full', ...notReady },
    {
      held: true,
      handOverBy: now() + 28 * day,
      handOverSoon: true,
      startedAt: now() - 337 * day,
      title: 'Kỳ họp thứ mười, HĐND tỉnh',
    },
    {
      state: 'composing',
      progress: { share: 0, remainingMs: null, held: 'meeting' },
      title: 'Họp Ban Thường vụ mở rộng',
      ...notReady,
    },
    { checked: { at: now() - 5 * hour, ok: false }, title: 'Hội nghị tổng kết công tác năm 2025' },
    {
      state: 'disposed',
      title: 'Họp rút kinh nghiệm kỹ thuật',
      size: null,
      sha256: null,
      rights: ['see', 'dispose'],
    },
  ];
  return changed.map((change, index) => ({
    ...plain,
    id: `ghi-${index}` as RecordingId,
    startedAt: from(index),
    ...change,
  }));
}

function mark(text: string, ...words: readonly string[]): Pick<Hit, 'text' | 'marks'> {
  const marks = words.map((word) => [text.indexOf(word), text.indexOf(word) + word.length] as const);
  return { text, marks: marks.filter(([from]) => from >= 0) };
}

/** What is found by "giai ngan". */
const found: readonly Hit[] = [
  { kind: 'agenda', atMs: 23 * minute, ...mark('Báo cáo tiến độ giải ngân vốn đầu tư công', 'giải ngân') },
  {
    kind: 'opinion',
    atMs: 47.3 * minute,
    ...mark(
      'Đề nghị các bộ sớm hướng dẫn giải ngân phần vốn sự nghiệp còn lại của năm 2026, vì nhiều xã mới sáp nhập chưa có tài khoản, chưa có con dấu, chưa có người phụ trách kế toán, nên giải ngân chậm so với kế hoạch được giao từ đầu năm và dễ phải trả lại vốn vào cuối năm.',
      'giải ngân',
    ),
  },
  {
    kind: 'minutes',
    atMs: null,
    ...mark('Giải ngân hết vốn được giao trước 31/12 · Sở Tài chính', 'Giải ngân'),
  },
  { kind: 'speaker', atMs: 52 * minute, ...mark('Vừ A Giải, Phó Chủ tịch UBND xã Pa Tần', 'Giải') },
  {
    kind: 'vote',
    atMs: 58.2 * minute,
    ...mark('Thông qua Nghị quyết về tiến độ giải ngân năm 2027', 'giải ngân'),
  },
  {
    kind: 'document',
    atMs: 75 * minute,
    ...mark('Phụ lục giải ngân theo từng xã (phu-luc-giai-ngan.xlsx)', 'giải ngân', 'giai-ngan'),
  },
  { kind: 'notice', atMs: 61.5 * minute, ...mark('Thời gian giải lao 10 phút', 'giải') },
  { kind: 'agenda', atMs: 75 * minute, ...mark('Thảo luận về giải ngân', 'giải ngân') },
];

/** Where one of them spoke. */
const spoken = found.filter(({ kind }) => kind === 'speaker').map((hit): Hit => ({ ...hit, marks: [] }));

/** The archive over HTTP, as far as its screens look at it. */
export function createArchive(given: Given) {
  const { meeting, now } = given;
  const items = itemsOf(given);
  let dossierById = new Map(items.map((item) => [item.id, dossierOf(item, now())]));

  /** What the nth line tells of "giai ngan". */
  const hitsOf = (index: number): readonly Hit[] => {
    if (index === 0) return found;
    return index === 1 ? [{ kind: 'title', atMs: null, ...mark(longTitle, 'giải ngân') }] : found.slice(0, 1);
  };
  const linesOf = (query: CatalogueQuery): readonly CatalogueLine[] => {
    if (scene === 'archive-empty' || query.text === 'zzz' || query.after !== undefined) return [];
    const lines = items
      .filter(({ state }) => query.state === undefined || state === query.state)
      .filter(({ held }) => query.meeting === undefined || held);
    if (query.speaker !== undefined)
      return lines.slice(0, 2).map((item) => ({ ...item, hits: spoken, moreHits: false }));
    return query.text === undefined
      ? lines.map((item) => ({ ...item, hits: [], moreHits: false }))
      : lines.slice(0, 3).map((item, index) => ({ ...item, hits: hitsOf(index), moreHits: index === 2 }));
  };
  const page = (query: CatalogueQuery): CataloguePage => {
    const shown = linesOf(query);
    const searching = query.text !== undefined;
    return {
      lines: shown,
      count: searching || shown.length === 0 ? shown.length : 1_284,
      more: false,
      next: searching || query.meeting !== undefined || shown.length === 0 ? null : 'page-2',
      units: [
        { unit: meeting.unit, name: meeting.unitById[meeting.unit]?.name ?? '' },
        { unit: '11' as UnitId, name: 'Ủy ban nhân dân tỉnh Điện Biên' },
      ],
    };
  };
  const notices: ArchiveNotices = {
    handOver: items
      .filter(({ held }) => held)
      .map(({ id, title, unitName, handOverBy }) => ({
        recording: id,
        title,
        unitName,
        by: handOverBy ?? now(),
      })),
    damaged: items
      .filter(({ checked }) => checked?.ok === false)
      .map(({ id, title, checked }) => ({ recording: id, title, at: checked?.at ?? now() })),
    disposals: [
      {
        recording: 'ghi-5' as RecordingId,
        title: items[5]?.title ?? '',
        by: {
          participant: 'person:thuky' as ParticipantId,
          name: 'Lò Thị Mai Hương',
          position: 'Thư ký',
        },
        at: now() - day,
      },
    ],
  };
  const quiet: ArchiveNotices = { handOver: [], damaged: [], disposals: [] };
  const chapters: readonly Chapter[] = meeting.agenda.map(({ title }, index) => ({
    startMs: index * 23 * minute,
    endMs: (index + 1) * 23 * minute,
    title,
  }));
  const shared: SharedReply = {
    title: longTitle,
    unitName: 'Ủy ban nhân dân tỉnh Điện Biên',
    startedAt: meeting.scheduledAt - 7 * day,
    durationMs: 94 * minute,
    gaps: [],
    pauses: [],
    whom: 'Đoàn thanh tra Bộ Nội vụ (ông Nguyễn Văn An)',
    until: now() + 6 * day,
  };
  const verified: VerifyReply = {
    ok: true,
    checked: 48,
    changed: [],
    missing: [],
    added: [],
    signature: 'genuine',
  };
  return {
    catalogue: (query: CatalogueQuery): Promise<Result<CataloguePage>> => {
      if (scene === 'archive-closed') return refuse('not-permitted');
      return scene === 'archive-failed' ? refuse('unavailable') : reply(page(query));
    },
    archiveNotices: () => reply(scene === 'archive' ? notices : quiet),
    recording: (id: RecordingId): Promise<Result<ArchiveItem>> => {
      const item = items.find((each) => each.id === id);
      return item ? reply(item) : refuse('not-found');
    },
    chapters: () => reply(chapters),
    beside: () => reply({ turns: [], agenda: [], attendance: [], writings: [], votes: [], documents: [] }),
    verify: () => reply(verified),
    compose: () => refuse('out-of-order'),
    dossier: (id: RecordingId): Promise<Result<DossierReply>> => {
      const dossier = dossierById.get(id);
      return dossier ? reply(dossier) : refuse('not-found');
    },
    orderDossier: (id: RecordingId, order: DossierOrder): Promise<Result<DossierReply>> => {
      const dossier = dossierById.get(id);
      if (!dossier) return refuse('not-found');
      const after = ordered(dossier, order, now());
      dossierById = new Map([...dossierById, [id, { ...after, secret: null }]]);
      return reply(after);
    },
    shared: (secret: string): Promise<Result<SharedReply>> =>
      secret === 'het-han' ? refuse('not-found') : reply(shared),
    sharedChapters: () => reply(chapters),
  };
}
