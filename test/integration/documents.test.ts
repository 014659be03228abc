import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MeetingDocument } from '../../core/document.ts';
import type { MeetingId, ParticipantId } from '../../core/id.ts';
import type { DocumentsReply } from '../../protocol/documents.ts';
import { createDocumentFiles } from '../../server/document/files.ts';
import { createDocuments, megabyte, namesDocument } from '../../server/documents.ts';
import { createHub, type Hub } from '../../server/hub.ts';
import { createMeetingRecords } from '../../server/meeting-records.ts';
import { writeIncoming } from '../../server/package/incoming-file.ts';
import type { Principal } from '../../server/ports.ts';
import { createSeats } from '../../server/seats.ts';
import { createMemoryBallotBox } from '../doubles/ballot-box.ts';
import { auth, codeOf, type HttpHub, store as httpStore, principal, startHttp } from '../doubles/http-hub.ts';
import { createMediaDouble } from '../doubles/media.ts';
import {
  by,
  draft,
  join as joining,
  levels,
  seats,
  strangers,
  system,
  units,
  who,
} from '../doubles/meeting.ts';
import { principalOf } from '../doubles/principal.ts';
import { createRecorderDouble } from '../doubles/recorder.ts';
import { createMemoryStore } from '../doubles/store.ts';

/** The hub's documents over real HTTP and a real disk: one hub, a meeting of its own for each test. */

const outsiders: Readonly<Record<string, Principal>> = {
  convener: principal('person', 'TW', { roles: ['secretary'] }),
  administrator: { ...principal('person', '12', { administrator: true }) },
  watcher: principal('person', 'TW', { roles: ['deputy'] }),
  nobody: principal('person', '11', { roles: ['delegate'] }),
};
const principals = new Map<string, Principal>([
  ...[...Object.values(seats).map(({ card }) => card), ...Object.values(strangers)].map(
    (card): [string, Principal] => [card.participant, principalOf(card)],
  ),
  ...Object.entries(outsiders).map(([name, found]): [string, Principal] => [
    name,
    { ...found, account: { ...found.account, participant: `person:${name}` as ParticipantId } },
  ]),
]);

const pdf = (text: string) => Buffer.from(`%PDF-1.7\n% ${text}\n%%EOF\n`);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
/** Whether a PDF opens is asked of a process of its own, which has its own test. */
const stateOf = (content: Buffer) =>
  (['locked', 'damaged'] as const).find((state) => content.includes(state)) ?? 'sound';
const limits = { maxMegabytes: 1, meetingMegabytes: 2 };

let folder = '';
let http: HttpHub;
let hub: Hub;
let room = 1e9;
let meeting: MeetingId;
let made = 0;
const store = createMemoryStore();
const logger = pino({ level: 'silent' });
const files = (write = writeIncoming) =>
  createDocumentFiles({
    root: join(folder, 'documents'),
    mostBytes: limits.maxMegabytes * megabyte,
    room: async () => room,
    write,
    examinePdf: async (path) => stateOf(await readFile(path)),
    logger,
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diemcau-documents-'));
  await store.units.replace(levels, units);
  const connections = { push: () => undefined, end: () => undefined };
  hub = createHub({
    store,
    media: createMediaDouble(),
    recorder: createRecorderDouble(),
    ballots: createMemoryBallotBox(),
    connections,
    seats: createSeats(),
    clock: { now: () => Date.now() },
    logger,
  });
  const heads = { of: async () => [], publicKey: '' };
  http = await startHttp({
    auth: {
      ...auth,
      verify: async (token) => {
        const value = principals.get(token);
        return value ? { ok: true, value } : { ok: false, refusal: { code: 'unauthenticated' } };
      },
    },
    store: { ...httpStore, units: store.units },
    documents: createDocuments({
      hub,
      records: createMeetingRecords({
        log: store.log,
        heads,
        live: (id) => hub.meeting(id)?.state() ?? null,
      }),
      store,
      files: files(),
      limits,
    }),
  });
});
afterAll(async () => {
  hub.close();
  await http.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  room = 1e9;
  made += 1;
  const created = await hub.create(draft({ id: `m${made}` as MeetingId }));
  if (!created.ok) throw new Error('the draft was refused');
  meeting = created.value;
});

type About = { readonly title?: string; readonly fileName?: string; readonly item?: string };
const ask = (token: string, path = '', init: RequestInit = {}) =>
  fetch(`${http.url}/api/meetings/${meeting}/documents${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, ...init.headers },
  });
const addressOf = ({ title = 'Báo cáo', fileName = 'báo cáo.pdf', item }: About = {}) =>
  `?${new URLSearchParams({ title, fileName, ...(item === undefined ? {} : { item }) })}`;
const send = (token: string, body: Uint8Array, about?: About) =>
  ask(token, addressOf(about), { method: 'POST', body: Uint8Array.from(body) });
const listOf = async (token: string) => (await (await ask(token)).json()) as DocumentsReply;
const added = async (body: Uint8Array, about?: About): Promise<MeetingDocument> => {
  const response = await send(who.secretary, body, about);
  expect(response.status).toBe(204);
  return (await listOf(who.secretary)).documents.at(-1)!;
};
const live = () => hub.meeting(meeting)!;
const open = async () => {
  for (const card of [seats.chair.card, seats.delegate.card]) await live().send(system('hub'), joining(card));
  expect(await live().send(by(who.chair), { type: 'meeting.open' })).toMatchObject({ ok: true });
};
/** Every file that lies there for the meeting, or is still coming in for any. */
const leftBehind = async () => {
  const within = async (name: string) => readdir(join(folder, 'documents', name)).catch(() => []);
  return [...(await within('.incoming')), ...(await within(meeting))];
};

/** A document that has begun to come in; `length` as it is announced. */
const started = (length: number | null) => {
  const headers = {
    authorization: `Bearer ${who.chair}`,
    ...(length === null ? {} : { 'content-length': length }),
  };
  const request = httpRequest(`${http.url}/api/meetings/${meeting}/documents${addressOf()}`, {
    method: 'POST',
    headers,
  });
  request.on('error', () => undefined);
  request.write(pdf('begun'));
  return request;
};

describe('bringing documents', () => {
  it('DOCUMENT-2, DOCUMENT-7: comes with who brought it, and lies on the disk by its hash before the log says so', async () => {
    const bytes = pdf('một');
    const document = await added(bytes, {
      item: 'a2',
      title: ' Báo cáo\u0000 quý\u202e ',
      fileName: 'C:\\x\\..\\báo cáo.pdf',
    });
    expect(document).toMatchObject({
      title: 'Báo cáo quý',
      fileName: 'báo cáo.pdf',
      item: 'a2',
      mediaType: 'application/pdf',
      bytes: bytes.length,
      sha256: sha256(bytes),
      from: 'Name of secretary',
    });
    expect(await leftBehind()).toEqual([document.sha256]);
    expect(await readFile(files().pathOf(meeting, document.sha256))).toEqual(bytes);
    const [entry] = (await store.log.read(meeting, 1)).slice(-1);
    expect(entry).toMatchObject({
      by: { kind: 'participant', id: who.secretary },
      event: { type: 'document.added' },
    });
  });

  it('DOCUMENT-1: by who manages them, there or not, and from outside until it begins', async () => {
    const answers = async (tokens: readonly string[]) =>
      Promise.all(
        tokens.map(async (token) => {
          const response = await send(token, pdf(token));
          return response.status === 204 ? 204 : (await codeOf(response))[1];
        }),
      );
    expect(await answers([who.chair, who.secretary, 'convener', 'administrator'])).toEqual([
      204, 204, 204, 204,
    ]);
    const others = [who.delegate, who.provinceChair, who.centralSite, who.observer];
    expect(await answers(others)).toEqual(others.map(() => 'not-permitted'));
    expect(await answers(['nobody', 'watcher', strangers.far.participant])).toEqual(
      Array(3).fill('not-found'),
    );
    expect(await answers(['no such token'])).toEqual(['unauthenticated']);
    await open();
    const again = async (token: string) => (await send(token, pdf(`${token} again`))).status;
    expect([await again(who.secretary), await again('convener')]).toEqual([204, 409]);
    await live().send(by(who.chair), { type: 'meeting.close' });
    expect(await codeOf(await send(who.secretary, pdf('late')))).toEqual([409, 'already-closed']);
    expect((await leftBehind()).length).toBe(5);
  });

  it('DOCUMENT-4: what it is its content and its name say together, not the sender', async () => {
    const html = Buffer.from('<!doctype html><script>alert(1)</script>');
    for (const [bytes, fileName] of [
      [html, 'báo cáo.pdf'],
      [html, 'trang.html'],
      [pdf('x'), 'x.png'],
      [pdf('x'), 'x.pdf.exe'],
      [Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'x.docx'],
      [Buffer.from([0xff, 0xfe, 0x41, 0]), 'x.txt'],
      [Buffer.alloc(0), 'rỗng.txt'],
      [Buffer.alloc(0), 'rỗng.pdf'],
    ] as const)
      expect([fileName, ...(await codeOf(await send(who.chair, bytes, { fileName })))]).toEqual([
        fileName,
        415,
        'file-not-taken',
      ]);
    expect(await leftBehind()).toEqual([]);
    expect((await added(Buffer.from('Kết luận: đồng ý.\n'), { fileName: 'Kết luận.TXT' })).mediaType).toBe(
      'text/plain',
    );
  });

  it('DOCUMENT-10: a PDF under a password, or that is damaged, is refused as such and leaves nothing behind', async () => {
    expect(await codeOf(await send(who.chair, pdf('locked')))).toEqual([415, 'file-locked']);
    expect(await codeOf(await send(who.chair, pdf('damaged')))).toEqual([415, 'file-damaged']);
    // What it is called decides nothing about it: only a PDF is asked whether it opens.
    expect((await send(who.chair, Buffer.from('locked'), { fileName: 'a.txt' })).status).toBe(204);
    expect(await leftBehind()).toEqual([sha256(Buffer.from('locked'))]);
  });

  it('DOCUMENT-2, DOCUMENT-7: what is refused leaves nothing behind, and the same file comes once', async () => {
    const bytes = pdf('một');
    await added(bytes);
    expect(await codeOf(await send(who.chair, bytes, { title: 'Khác' }))).toEqual([409, 'already-added']);
    expect(await codeOf(await send(who.chair, pdf('a'), { item: 'a9' }))).toEqual([404, 'not-found']);
    expect(await codeOf(await send(who.chair, pdf('a'), { title: '\u0000' }))).toEqual([
      400,
      'invalid-message',
    ]);
    expect(await codeOf(await send(who.chair, pdf('x'.repeat(megabyte))))).toEqual([413, 'too-large']);
    room = 4;
    expect(await codeOf(await send(who.chair, pdf('a')))).toEqual([507, 'no-room']);
    room = 1e9;
    const large = (name: string) => send(who.chair, pdf(name + 'x'.repeat(900_000)));
    expect([(await large('1')).status, (await large('2')).status]).toEqual([204, 204]);
    expect(await codeOf(await large('3'))).toEqual([409, 'documents-full']);
    expect((await leftBehind()).sort()).toEqual(
      (await listOf(who.chair)).documents.map((document) => document.sha256).sort(),
    );
  });

  // A line that nobody reads any more is ended after 5 s: that would be too late.
  it('DOCUMENT-7: a body that breaks off, or is larger than it was said, leaves nothing behind', {
    timeout: 5_000,
  }, async () => {
    const broken = started(5_000);
    await vi.waitFor(async () => expect(await leftBehind()).toHaveLength(1));
    broken.destroy();
    await vi.waitFor(async () => expect(await leftBehind()).toEqual([]));
    const endless = started(null);
    const status = new Promise((resolve) =>
      endless.once('response', (response) => resolve(response.statusCode)),
    );
    // Browsers read the answer only once all of the body has gone: it is taken in to its end, and thrown away.
    await new Promise<void>((resolve) => endless.end(Buffer.alloc(24_000_000), resolve));
    expect(await status).toBe(413);
    expect(await leftBehind()).toEqual([]);
  });

  it('DOCUMENT-7: a disk that fills up on the way is told as such, and nothing of the file stays', async () => {
    const full = Object.assign(new Error('no space left'), { code: 'ENOSPC', syscall: 'write' });
    const filling = files(async (_body, file) => {
      await writeFile(file, 'half');
      throw full;
    });
    const refusal = { ok: false, refusal: { code: 'no-room' } };
    const body = { length: null, parts: (async function* () {})() };
    expect(await filling.receive('báo cáo.pdf', body)).toEqual(refusal);
    const late = await files().receive('a.txt', {
      ...body,
      parts: (async function* () {
        yield Buffer.from('a');
      })(),
    });
    if (!late.ok) throw new Error(late.refusal.code);
    expect(await late.value.keep(meeting, () => Promise.reject(full))).toEqual(refusal);
    expect(await leftBehind()).toEqual([]);
  });

  it('DOCUMENT-7: nobody takes the places of all others', async () => {
    const slow = Array.from({ length: 4 }, () => started(5_000));
    await vi.waitFor(async () => expect(await leftBehind()).toHaveLength(4));
    expect(await codeOf(await send(who.chair, pdf('fifth')))).toEqual([503, 'overloaded']);
    expect((await send(who.secretary, pdf('of another'))).status).toBe(204);
    for (const request of slow) request.destroy();
    await vi.waitFor(async () => expect(await leftBehind()).toHaveLength(1));
    await vi.waitFor(async () => expect((await send(who.chair, pdf('later'))).status).toBe(204));
  });

  it('DOCUMENT-7: two of the same file at once become one document', async () => {
    const bytes = pdf('hai'.repeat(10_000));
    const statuses = await Promise.all([send(who.chair, bytes), send(who.secretary, bytes)]);
    expect(statuses.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await leftBehind()).toEqual([sha256(bytes)]);
  });

  it('DOCUMENT-7: after a crash what never became a document is swept, and nothing that the log names', async () => {
    const { sha256: named } = await added(pdf('named'));
    const incoming = join(folder, 'documents', '.incoming');
    const orphan = sha256(pdf('orphan'));
    const gone = 'm-gone' as MeetingId;
    await mkdir(join(folder, 'documents', gone));
    await Promise.all([
      writeFile(join(incoming, 'half'), 'half'),
      writeFile(join(incoming, `${meeting}+${named}.mark`), ''),
      writeFile(join(incoming, `${meeting}+${orphan}.mark`), ''),
      writeFile(join(incoming, `${gone}+${orphan}.mark`), ''),
      writeFile(join(folder, 'documents', meeting, orphan), 'orphan'),
      writeFile(join(folder, 'documents', gone, orphan), 'orphan'),
    ]);
    await files().start((id, hash) => namesDocument(store.log, id, hash));
    expect(await leftBehind()).toEqual([named]);
    expect(await readdir(join(folder, 'documents', gone))).toEqual([]);
  });
});

describe('reading documents', () => {
  it('DOCUMENT-5: is for who is invited, in it, arranges it or keeps its record; to others there is no meeting', async () => {
    const { id } = await added(pdf('đọc'));
    const reads = async (token: string) => {
      const statuses = [(await ask(token)).status, (await ask(token, `/${id}`)).status];
      expect(new Set(statuses).size).toBe(1);
      return statuses[0];
    };
    const table = async (tokens: readonly string[]) => Promise.all(tokens.map(reads));
    const invited = [who.delegate, who.farSite, who.observer, who.provinceChair];
    const { near, far } = { near: strangers.near.participant, far: strangers.far.participant };
    expect(await table([...invited, 'convener', 'administrator'])).toEqual(Array(6).fill(200));
    expect(await table([near, 'nobody', 'watcher', 'no such token'])).toEqual([404, 404, 404, 401]);
    await open();
    await live().send(system('hub'), joining(strangers.near));
    await live().send(system('hub'), joining(strangers.far));
    expect(await table([near, far])).toEqual([404, 404]);
    await live().send(by(who.chair), { type: 'participant.admit', participant: near });
    expect(await reads(near)).toBe(200);
    await live().send(by(who.chair), { type: 'participant.deny', participant: near });
    await live().send(by(who.chair), { type: 'participant.deny', participant: who.delegate });
    expect(await table([near, who.delegate])).toEqual([404, 404]);
    await live().send(by(who.chair), { type: 'meeting.close' });
    expect(await table([who.farSite, who.secretary, 'convener', 'watcher', 'nobody', near])).toEqual([
      200, 200, 200, 200, 404, 404,
    ]);
  });

  it('DOCUMENT-6: one that was taken away is gone for readers, and stays for who keeps the record', async () => {
    const { id } = await added(pdf('gỡ'));
    expect((await ask(who.delegate, `/${id}`, { method: 'DELETE' })).status).toBe(403);
    expect((await ask(who.secretary, `/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await listOf(who.delegate)).documents).toEqual([]);
    const statuses = await Promise.all(
      [who.delegate, who.farSite, who.secretary, 'administrator'].map(
        async (token) => (await ask(token, `/${id}`)).status,
      ),
    );
    expect(statuses).toEqual([404, 404, 200, 200]);
  });

  it('DOCUMENT-3: one is named and moved', async () => {
    const { id } = await added(pdf('tên'));
    const change = (token: string, body: object) =>
      ask(token, `/${id}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect((await change(who.chair, { title: 'Tờ trình', item: 'a1' })).status).toBe(204);
    expect((await listOf(who.delegate)).documents).toMatchObject([{ title: 'Tờ trình', item: 'a1' }]);
    expect(await codeOf(await change(who.delegate, { title: 'x', item: null }))).toEqual([
      403,
      'not-permitted',
    ]);
    expect(await codeOf(await change(who.chair, { title: 'x', item: 'a9' }))).toEqual([404, 'not-found']);
    expect(await codeOf(await change(who.chair, { title: 'x' }))).toEqual([400, 'invalid-message']);
  });

  it('DOCUMENT-8: it comes whole or in ranges, without any right in the page', async () => {
    const bytes = pdf('khoảng');
    const { id } = await added(bytes, { fileName: 'Báo cáo "quý" <4>.pdf' });
    const whole = await ask(who.delegate, `/${id}`);
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(bytes);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
      'accept-ranges': 'bytes',
    });
    expect(whole.headers.get('content-disposition')).toMatch(
      /^inline; filename=.*UTF-8''B%C3%A1o%20c%C3%A1o%20qu%C3%BD%204/,
    );
    const range = (text: string) => ask(who.delegate, `/${id}`, { headers: { range: text } });
    const part = await range('bytes=0-3');
    expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([
      206,
      '%PDF',
      `bytes 0-3/${bytes.length}`,
    ]);
    expect(await codeOf(await range('bytes=100000-'))).toEqual([416, 'invalid-message']);
    const word = await added(Buffer.from('d0cf11e0a1b11ae100', 'hex'), { fileName: 'tờ trình.doc' });
    const saved = await ask(who.delegate, `/${word.id}`);
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment/);
    await rm(files().pathOf(meeting, word.sha256));
    expect(await codeOf(await ask(who.delegate, `/${word.id}`))).toEqual([404, 'not-found']);
    expect(await codeOf(await ask(who.delegate, '/..%2f..%2fsecret'))).toEqual([404, 'not-found']);
  });
});
