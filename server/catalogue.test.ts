import { pino } from 'pino';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { apply, found } from '../core/apply.ts';
import type { ArchiveViewer } from '../core/archive-right.ts';
import type { Entry } from '../core/event.ts';
import type { RecordingId, UnitId } from '../core/id.ts';
import type { Meeting } from '../core/meeting.ts';
import { emptyMinutes, type Minutes } from '../core/minutes/minutes.ts';
import type { Passage } from '../core/passage.ts';
import type { Role } from '../core/role.ts';
import type { CataloguePage, CatalogueQuery } from '../protocol/archive.ts';
import {
  act,
  at,
  by,
  founding,
  grant,
  id,
  join,
  levels,
  places,
  type Step,
  seats,
  system,
  units,
  who,
} from '../test/doubles/meeting.ts';
import { createMemoryStore, type MemoryStore } from '../test/doubles/store.ts';
import type { HeldDocument } from './archive-ports.ts';
import { createCatalogueService } from './catalogue.ts';
import { createRecordingContents } from './catalogue-content.ts';
import { catalogueVersion, createCatalogueIndex, withRecordingsFollowed } from './catalogue-index.ts';
import { createItemShaper } from './catalogue-item.ts';
import type { RecordingRow, Store } from './ports.ts';
import { writeRecordingRows } from './recording-rows.ts';

const logger = pino({ enabled: false });

/** A meeting whose log is in the store; each step is written down. */
async function meetingIn(store: MemoryStore) {
  const first = founding();
  await store.log.append([{ meeting: first.event.meeting, entries: [first] }]);
  let meeting: Meeting = found(first.event, first.seq);
  const step = async (...[actor, command, now]: Step): Promise<Meeting> => {
    const { entries, refusal } = act(meeting, typeof actor === 'string' ? by(actor) : actor, command, now);
    if (refusal !== null) throw new Error(`${command.type}: ${refusal}`);
    await store.log.append([{ meeting: meeting.id, entries }]);
    meeting = entries.reduce<Meeting>((each, entry: Entry) => apply(each, entry), meeting);
    return meeting;
  };
  for (const { card } of Object.values(seats)) await step(system('hub'), join(card));
  await step(who.chair, { type: 'meeting.open' });
  return { step, meeting: () => meeting };
}

const administrator: ArchiveViewer = { kind: 'person', administrator: true, standingRoles: [] };
const holding = (role: Role, unit: UnitId): ArchiveViewer => ({
  kind: 'person',
  administrator: false,
  standingRoles: [{ role, unit }],
});

/** Documents whose files lie in the package. */
let held: readonly HeldDocument[] = [];
let store: MemoryStore;
let followed: Store;
/** The approved minutes of a recording's meeting. */
let minutesOf: (row: RecordingRow) => Promise<{ readonly minutes: Minutes } | null>;
let index: ReturnType<typeof createCatalogueIndex>;
let service: ReturnType<typeof createCatalogueService>;
beforeEach(async () => {
  held = [];
  store = createMemoryStore();
  await store.units.replace(levels, units);
  const contents = createRecordingContents({ log: store.log, clock: { now: () => at(1_000_000) } });
  minutesOf = async () => null;
  index = createCatalogueIndex({ store, contents, minutesOf: (row) => minutesOf(row), logger });
  followed = withRecordingsFollowed(store, index.follow);
  const items = createItemShaper({
    store,
    files: async () => new Map(),
    progressOf: () => ({ share: 0.5, remainingMs: 1_000, held: null }),
  });
  service = createCatalogueService({ store, contents, items, documents: async () => held });
});

async function pageOf(query: CatalogueQuery, viewer = administrator): Promise<CataloguePage> {
  const outcome = await service.page(viewer, query);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value;
}
const idsOf = ({ lines }: CataloguePage) => lines.map((line) => line.id);
/** All that was to be indexed is. */
const indexed = () => index.catchUp();

/** Recorded from 10 s on: the commune speaks at 20 s and hands something in; ready in the end. */
async function recordedMeeting() {
  const { step, meeting } = await meetingIn(store);
  await step(who.chair, { type: 'recording.start' }, at(9_000));
  const recording = meeting().recordings[0]!.id;
  await step(system('recorder'), { type: 'recording.confirm', recording }, at(10_000));
  await writeRecordingRows(followed.recordings, meeting());
  await step(who.chair, grant(who.communeSite), at(20_000));
  const opinion = { type: 'opinion.write', opinion: null, topic: 'Đường liên xã', text: 'Sạt lở' } as const;
  await step(who.delegate, opinion, at(25_000));
  const finish = async (): Promise<void> => {
    await step(who.chair, { type: 'recording.stop' }, at(40_000));
    await step(system('recorder'), { type: 'recording.compose', recording }, at(41_000));
    await step(system('recorder'), { type: 'recording.finish', recording, durationMs: 30_000 }, at(42_000));
    await writeRecordingRows(followed.recordings, meeting());
  };
  return { recording, meeting, finish };
}

describe('the index of recordings', () => {
  it('ARCHIVE-5: a recording is found by title and agenda from its beginning, and by what was said once it is ready', async () => {
    const { recording, finish } = await recordedMeeting();
    await vi.waitFor(async () =>
      expect(idsOf(await pageOf({ text: 'four levels reports' }))).toEqual([recording]),
    );
    expect(idsOf(await pageOf({ text: 'sat lo' }))).toEqual([]);
    await finish();
    await vi.waitFor(async () => expect(idsOf(await pageOf({ text: 'sat lo' }))).toEqual([recording]));
    const [line] = (await pageOf({ text: 'đường sat' })).lines;
    expect(line?.hits).toEqual([
      {
        kind: 'opinion',
        text: 'Name of delegate, position of delegate, unit 11.103.1: Đường liên xã: Sạt lở',
        marks: [
          [55, 60],
          [70, 73],
        ],
        atMs: 15_000,
      },
    ]);
    expect(idsOf(await pageOf({ speaker: who.communeSite }))).toEqual([recording]);
    expect(idsOf(await pageOf({ speaker: who.farSite }))).toEqual([]);
  });

  it('MINUTES-6: a recording is found by what its approved minutes say, at no moment of the film, and only once it has ended', async () => {
    const conclusions = [{ content: 'Giải ngân', leadUnit: 'Sở Tài chính', supportingUnits: [], due: null }];
    minutesOf = async () => ({ minutes: { ...emptyMinutes, opinions: 'Kè sông\n\nĐập tràn', conclusions } });
    const { recording, finish } = await recordedMeeting();
    await index.index(recording);
    expect(idsOf(await pageOf({ text: 'dap tran' }))).toEqual([]);
    await finish();
    await vi.waitFor(async () => expect(idsOf(await pageOf({ text: 'dap tran' }))).toEqual([recording]));
    const [line] = (await pageOf({ text: 'ngan tai chinh' })).lines;
    expect(line?.hits.map(({ kind, text, atMs }) => [kind, text, atMs])).toEqual([
      ['minutes', 'Giải ngân · Sở Tài chính', null],
    ]);
    const row = (await store.recordings.byId(recording))!;
    await followed.recordings.put({ ...row, state: 'disposed' });
    await vi.waitFor(async () => expect(idsOf(await pageOf({ text: 'dap tran' }))).toEqual([]));
  });

  it('MINUTES-6: a recording whose minutes are about to be approved is still found, and indexed again after a start', async () => {
    const { recording, finish } = await recordedMeeting();
    await finish();
    await vi.waitFor(async () => expect(idsOf(await pageOf({ text: 'sat lo' }))).toEqual([recording]));
    await index.outdate(recording);
    expect(await store.catalogue.behind(catalogueVersion, 10)).toEqual([recording]);
    expect(idsOf(await pageOf({ text: 'sat lo' }))).toEqual([recording]);
    minutesOf = async () => ({ minutes: { ...emptyMinutes, votes: 'Đập tràn' } });
    await indexed();
    expect(idsOf(await pageOf({ text: 'dap tran sat lo' }))).toEqual([recording]);
  });

  it('is caught up with after a start: what is missing or of other rules is made anew, a log that is gone holds up nothing', async () => {
    const { recording, finish, meeting } = await recordedMeeting();
    await finish();
    const row = (await store.recordings.byId(recording))!;
    await store.recordings.put({ ...row, id: id<RecordingId>('orphan'), meeting: id('nowhere') });
    await store.catalogue.put({ recording, version: catalogueVersion - 1, whole: true, passages: [] });
    await indexed();
    expect(idsOf(await pageOf({ text: 'sat lo' }))).toEqual([recording]);
    expect(await store.catalogue.behind(catalogueVersion, 10)).toEqual([]);
    expect(meeting().recordings).toHaveLength(1);
    expect((await store.catalogue.passages(id<RecordingId>('orphan'))).map(({ kind }) => kind)).toEqual([
      'title',
    ]);
  });

  it('goes on when one recording cannot be read', async () => {
    const { recording, finish } = await recordedMeeting();
    await finish();
    const row = (await store.recordings.byId(recording))!;
    const broken = { ...row, id: id<RecordingId>('broken'), startedAt: row.startedAt + 1 };
    await store.recordings.put(broken);
    const contents = createRecordingContents({ log: store.log, clock: { now: () => at(0) } });
    const failing = createCatalogueIndex({
      store,
      logger,
      minutesOf,
      contents: {
        of: (each) => (each.id === 'broken' ? Promise.reject(new Error('no')) : contents.of(each)),
      },
    });
    await store.catalogue.put({ recording, version: 0, whole: true, passages: [] });
    await failing.catchUp();
    expect(await store.catalogue.behind(catalogueVersion, 10)).toEqual(['broken']);
    await expect(failing.index(id<RecordingId>('broken'))).rejects.toThrow('no');
    await failing.index(recording);
  });

  it('keeps of a recording that was disposed of its title and agenda alone', async () => {
    const { recording, finish } = await recordedMeeting();
    await finish();
    await indexed();
    const row = (await store.recordings.byId(recording))!;
    await followed.recordings.put({ ...row, state: 'disposed' });
    await vi.waitFor(async () => expect(idsOf(await pageOf({ text: 'sat lo' }))).toEqual([]));
    expect(idsOf(await pageOf({ text: 'reports', state: 'disposed' }))).toEqual([recording]);
  });
});

const rowOf = (name: string, unit: UnitId, more: Partial<RecordingRow> = {}): RecordingRow => ({
  id: id<RecordingId>(name),
  meeting: id(`m-${name}`),
  title: `Giao ban ${name}`,
  unit,
  unitName: `unit ${unit}`,
  startedAt: 1,
  state: 'ready',
  reason: null,
  gaps: [],
  pauses: [],
  durationMs: 1,
  size: 1,
  sha256: null,
  ...more,
});

describe('the catalogue', () => {
  it('ARCHIVE-7, ARCHIVE-11: shows, counts and names to each viewer what they may see, and nothing else', async () => {
    await store.recordings.put(rowOf('r1', places.central));
    await store.recordings.put(rowOf('r2', places.commune, { startedAt: 2 }));
    await store.recordings.put(rowOf('r3', places.otherProvince, { startedAt: 3 }));
    await store.recordings.put(rowOf('r4', id<UnitId>('long-gone'), { startedAt: 4 }));
    /** The province has none of its own, and is a choice all the same. */
    const throughProvince = [places.province, places.district, places.commune];
    const seen = async (viewer: ArchiveViewer, query: CatalogueQuery = {}) => {
      const page = await pageOf(query, viewer);
      return [idsOf(page), page.count, page.units.map(({ unit }) => unit)];
    };
    expect(await seen(administrator)).toEqual([
      ['r4', 'r3', 'r2', 'r1'],
      4,
      [...throughProvince, places.otherProvince, 'long-gone', places.central],
    ]);
    const province = holding('secretary', places.province);
    expect(await seen(province)).toEqual([['r2'], 1, throughProvince]);
    expect(await seen(province, { unit: places.central })).toEqual([['r2'], 1, throughProvince]);
    expect(await seen(province, { unit: places.otherProvince })).toEqual([[], 0, throughProvince]);
    expect((await seen(holding('secretary', places.commune)))[2]).toEqual([places.commune]);
    expect((await seen(administrator, { unit: places.province })).slice(0, 2)).toEqual([['r2'], 1]);
    expect((await seen(holding('secretary', id<UnitId>('long-gone')))).slice(0, 2)).toEqual([['r4'], 1]);
    expect(await seen(holding('delegate', places.central))).toEqual([[], 0, []]);
    const [line] = (await pageOf({}, holding('operator', places.province))).lines;
    expect(line?.rights).toEqual(['see']);
  });

  it('ARCHIVE-5: of a word that stands all over a long meeting, every kind of place is shown, and that there are more is told', async () => {
    const recording = id<RecordingId>('r1');
    const place = (kind: Passage['kind'], text: string): Passage => ({
      kind,
      text,
      participant: null,
      atMs: kind === 'minutes' ? null : 1,
    });
    const turns = Array.from({ length: 30 }, (_, turn) => place('speaker', `Lò An, lượt ${turn}`));
    const others = (['opinion', 'vote', 'document', 'minutes'] as const).map((kind) =>
      place(kind, 'An toàn'),
    );
    await store.recordings.put(rowOf('r1', places.central));
    const found = async (passages: readonly Passage[], text: string) => {
      await store.catalogue.put({ recording, version: catalogueVersion, whole: true, passages });
      const [line] = (await pageOf({ text })).lines;
      return [line?.hits.map(({ kind }) => kind), line?.moreHits];
    };
    const speakers = (count: number) => Array.from({ length: count }, () => 'speaker');
    expect(await found([...turns, ...others], 'an')).toEqual([
      ['speaker', 'opinion', 'vote', 'document', 'minutes', ...speakers(15)],
      true,
    ]);
    expect(await found([...turns, place('opinion', 'An Lò')], 'an lo')).toEqual([
      ['speaker', 'opinion', ...speakers(18)],
      true,
    ]);
    expect(await found(turns.slice(0, 21), 'an')).toEqual([speakers(20), true]);
    expect(await found(turns.slice(0, 20), 'an')).toEqual([speakers(20), false]);
    expect(await found(turns, 'an luot 7')).toEqual([speakers(20), true]);
  });

  it('ARCHIVE-11: words are looked for in one kind of places, and shown there alone', async () => {
    const { recording, finish } = await recordedMeeting();
    await finish();
    await indexed();
    const kinds = async (query: CatalogueQuery) =>
      (await pageOf(query)).lines.map(({ id: found, hits }) => [found, hits.map(({ kind }) => kind)]);
    expect(await kinds({ text: 'unit' })).toEqual([[recording, ['speaker', 'opinion', 'speaker']]]);
    expect(await kinds({ text: 'unit', kind: 'opinion' })).toEqual([[recording, ['opinion']]]);
    expect(await kinds({ text: 'unit', kind: 'agenda' })).toEqual([]);
    expect(await kinds({ text: 'unit reports' })).toHaveLength(1);
    expect(await kinds({ text: 'unit reports', kind: 'opinion' })).toEqual([]);
    expect(await kinds({ kind: 'minutes' })).toEqual([[recording, []]]);
  });

  it('ARCHIVE-11: of one speaker each recording tells where they began to speak', async () => {
    const { recording, finish } = await recordedMeeting();
    await finish();
    await indexed();
    const [line] = (await pageOf({ speaker: who.communeSite })).lines;
    expect([line?.id, line?.hits.map(({ kind, text, marks, atMs }) => [kind, text, marks, atMs])]).toEqual([
      recording,
      [['speaker', 'Name of 11.103.1, unit 11.103.1', [], 10_000]],
    ]);
    expect((await pageOf({ speaker: who.communeSite, text: 'sat' })).lines[0]?.hits).toMatchObject([
      { kind: 'opinion' },
    ]);
  });

  it('ARCHIVE-7: turns pages, counts as far as that is worth it, and refuses a page that is none', async () => {
    for (let each = 0; each < 60; each += 1)
      await store.recordings.put(
        rowOf(`r${String(each).padStart(2, '0')}`, places.central, { startedAt: each >> 2 }),
      );
    const seen: string[] = [];
    let after: string | undefined;
    for (let page = await pageOf({}); ; page = await pageOf({ after })) {
      seen.push(...idsOf(page));
      expect([page.count, page.more]).toEqual([60, false]);
      if (page.next === null) break;
      after = page.next;
    }
    expect(seen).toHaveLength(60);
    expect(seen).toEqual([...seen].sort().reverse());
    for (const none of ['', 'x', '5', '5.', '5.../../etc', '-1.r1', `${'9'.repeat(40)}.r1`])
      expect([none, await service.page(administrator, { after: none })]).toEqual([
        none,
        { ok: false, refusal: { code: 'invalid-message' } },
      ]);
  });

  it('shows of each recording how its package, its copies and its composition stand', async () => {
    await store.recordings.put(rowOf('r1', places.central, { state: 'composing' }));
    await store.packages.put({ recording: id('r1'), sealedAt: 1, origin: null, checkedAt: 7, sound: false });
    await store.packages.putCopy({
      recording: id('r1'),
      place: 'nas',
      state: 'verified',
      at: 9,
      manifest: null,
      failures: 0,
    });
    expect((await pageOf({})).lines[0]).toMatchObject({
      checked: { at: 7, ok: false },
      copies: [{ place: 'nas', state: 'verified', at: 9 }],
      progress: { share: 0.5 },
      held: false,
      handOverBy: null,
      hits: [],
    });
  });

  it('asks for nothing where there is no word in the text', async () => {
    await store.recordings.put(rowOf('r1', places.central));
    expect(idsOf(await pageOf({ text: ' – ' }))).toEqual(['r1']);
  });
});

/** Recorded from 10 s on, with a vote by name and a document of the second item, which is taken up at 30 s. */
async function votedMeeting() {
  const { step, meeting } = await meetingIn(store);
  const item = meeting().agenda[1]!.id;
  const document = {
    type: 'document.add',
    item,
    title: 'Tờ trình số 12',
    fileName: 'ToTrinh_DuToan.pdf',
    mediaType: 'application/pdf',
    bytes: 9,
    sha256: 'a'.repeat(64),
    from: 'Thư ký',
  } as const;
  await step(who.chair, document, at(5_000));
  await step(
    who.chair,
    {
      ...document,
      item: null,
      title: 'Nội quy',
      fileName: 'Nội quy.txt',
      sha256: 'b'.repeat(64),
      mediaType: 'text/plain',
    },
    at(6_000),
  );
  await step(who.chair, { type: 'recording.start' }, at(9_000));
  const recording = meeting().recordings[0]!.id;
  await step(system('recorder'), { type: 'recording.confirm', recording }, at(10_000));
  const question = 'Thông qua dự toán năm 2027';
  await step(
    who.chair,
    { type: 'vote.open', question, item: null, secrecy: 'named', majority: 'half', limitMs: null },
    at(20_000),
  );
  const vote = meeting().votes[0]!.id;
  await step(who.chair, { type: 'vote.cast', vote, choice: 'for' }, at(21_000));
  await step(who.chair, { type: 'vote.close', vote }, at(25_000));
  await step(who.chair, { type: 'agenda.select', item }, at(30_000));
  await step(who.chair, { type: 'recording.stop' }, at(40_000));
  // What is added and taken away afterwards is not of this recording.
  await step(who.chair, { ...document, title: 'Sau ghi hình', sha256: 'c'.repeat(64) }, at(41_000));
  await step(who.chair, { type: 'document.withdraw', document: meeting().documents[1]!.id }, at(42_000));
  await step(system('recorder'), { type: 'recording.compose', recording }, at(43_000));
  await step(system('recorder'), { type: 'recording.finish', recording, durationMs: 30_000 }, at(44_000));
  await writeRecordingRows(followed.recordings, meeting());
  await indexed();
  return { recording, row: (await store.recordings.byId(recording))! };
}

describe('votes and documents of a recording', () => {
  it('ARCHIVE-5: are found by question, title and file name, and lead to the vote and to the agenda item', async () => {
    const { recording } = await votedMeeting();
    const found = async (text: string) =>
      (await pageOf({ text })).lines.flatMap(({ hits }) => hits.map(({ kind, atMs }) => [kind, atMs]));
    expect(await found('thong qua 2027')).toEqual([['vote', 10_000]]);
    expect(await found('thông qua')).toEqual([['vote', 10_000]]);
    expect(await found('thòng')).toEqual([]);
    expect(await found('to trinh so')).toEqual([
      ['document', 20_000],
      ['vote', 10_000],
    ]);
    expect(await found('totrinh DUTOAN')).toEqual([['document', 20_000]]);
    expect(await found('nội quy')).toEqual([['document', 0]]);
    const texts = async (text: string) => (await pageOf({ text })).lines[0]?.hits.map((hit) => hit.text);
    expect(await texts('noi quy')).toEqual(['Nội quy.txt']);
    expect(await texts('totrinh')).toEqual(['Tờ trình số 12 (ToTrinh_DuToan.pdf)']);
    expect(await found('sau ghi hinh')).toEqual([]);
    const row = (await store.recordings.byId(recording))!;
    await followed.recordings.put({ ...row, state: 'disposed' });
    await vi.waitFor(async () => expect(idsOf(await pageOf({ text: 'thong qua' }))).toEqual([]));
  });

  it('ARCHIVE-9: who chose what stands beside it for who may take it home, the result for all', async () => {
    const { row } = await votedMeeting();
    const [vote] = (await service.beside(row, ['see'])).votes;
    expect(vote).toMatchObject({
      question: 'Thông qua dự toán năm 2027',
      openedMs: 10_000,
      closedMs: 15_000,
      outcome: { state: 'counted', tally: { for: 1 }, carried: false, named: null },
    });
    const [named] = (await service.beside(row, ['see', 'download'])).votes;
    expect(named?.outcome).toMatchObject({
      named: { ballots: [{ name: 'Name of chair', choice: 'for' }], hands: [] },
    });
  });

  it('ARCHIVE-10: documents stand beside it by agenda item, to be read where the package has them', async () => {
    const { row } = await votedMeeting();
    const [whole] = (await service.beside(row, ['see'])).documents;
    const document = whole!.documents[0]!.document;
    held = [{ id: document, fileName: 'noi quy.txt', mediaType: 'text/plain', file: '/x' }];
    const { documents } = await service.beside(row, ['see']);
    expect(
      documents.map(({ item, runs, documents: own }) => [
        item,
        runs,
        own.map(({ title, readable }) => [title, readable]),
      ]),
    ).toEqual([
      [null, [], [['Nội quy', true]]],
      ['Reports', [{ startMs: 20_000, endMs: 30_000 }], [['Tờ trình số 12', false]]],
    ]);
    expect(await service.document(row, document)).toMatchObject({ file: '/x' });
    expect(await service.document({ ...row, state: 'composing' }, document)).toBeNull();
    expect(await service.document(row, id('d999'))).toBeNull();
  });
});

describe('beside a recording', () => {
  it('ARCHIVE-6: stand turns, agenda, attendance and what was written, from the log', async () => {
    const { recording, finish } = await recordedMeeting();
    await finish();
    const row = (await store.recordings.byId(recording))!;
    const beside = await service.beside(row, []);
    expect(beside.turns.map(({ participant, startMs, endMs }) => [participant, startMs, endMs])).toEqual([
      [who.chair, 0, 10_000],
      [who.communeSite, 10_000, 30_000],
    ]);
    expect(beside.turns[1]).toMatchObject({ name: 'Name of 11.103.1', unitName: 'unit 11.103.1' });
    expect(beside.agenda[0]).toEqual({
      title: 'Opening',
      presenter: 'Presenter one',
      startMs: null,
      endMs: null,
    });
    expect(beside.attendance.find(({ participant }) => participant === who.farSite)?.stretches).toEqual([
      { startMs: 0, endMs: 30_000 },
    ]);
    expect(beside.writings).toMatchObject([{ kind: 'opinion', text: 'Đường liên xã: Sạt lở', atMs: 15_000 }]);
    expect(await service.turnsOf(row, who.communeSite)).toEqual([{ startMs: 10_000, endMs: 30_000 }]);
    expect(await service.turnsOf(row, who.farSite)).toEqual([]);
  });

  it('is the agenda alone while nothing is recorded', async () => {
    const { meeting } = await meetingIn(store);
    const beside = await service.beside({ ...rowOf('r9', places.central), meeting: meeting().id }, []);
    expect(beside).toMatchObject({ turns: [], attendance: [], writings: [] });
    expect(beside.agenda.map(({ title }) => title)).toEqual(['Opening', 'Reports']);
  });

  it('is read on while the meeting goes on, by several at once', async () => {
    const { recording } = await recordedMeeting();
    const row = (await store.recordings.byId(recording))!;
    const [one, other] = await Promise.all([service.beside(row, []), service.beside(row, [])]);
    expect(one).toEqual(other);
    expect(one.turns.at(-1)?.endMs).toBe(990_000);
  });
});
