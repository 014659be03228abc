import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportReply, PackageFault } from '../../protocol/archive.ts';
import {
  type ArchiveHub,
  emptyHub,
  exportOf,
  heldMeeting,
  importInto,
  meetingId,
  meetingState,
  recordingIds,
  title,
  writePackage,
} from '../support/archived-meeting.ts';
import { unzip, writeContent, type ZipContent, zipped } from '../support/zip-file.ts';

const run = promisify(execFile);
const top = 'Hội nghị - 2026-11-23/';
const [first] = recordingIds;
const film = `${top}data/recordings/${first}/recording.mp4`;

let held: ArchiveHub;
let exported: Buffer;
let content: ZipContent;
beforeAll(async () => {
  held = await heldMeeting();
  exported = await exportOf(held);
  content = await unzip(exported);
});
afterAll(() => held.close());

/** What stands in a hub's archive, staging included. */
const left = async ({ root, store }: ArchiveHub) => ({
  folders: (await readdir(root, { recursive: true })).filter((name) => name !== '.imports'),
  rows: await store.recordings.all(),
  entries: await store.log.read(meetingId, 0),
});
const nothing = { folders: [], rows: [], entries: [] };

describe('an exported package', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diemcau-bag-'));
    await writeContent(folder, content);
  });
  afterAll(() => rm(folder, { recursive: true }));
  const inBag = (file: string, ...words: string[]) => run(file, words, { cwd: join(folder, top) });

  it('PACKAGE-4: is verified by sha256sum and openssl, as its recipe says', async () => {
    const recipe = content.get(`${top}KIEM-TRA.txt`)?.toString() ?? '';
    const commands = recipe.split('\n').filter((line) => /^ {3}(sha256sum|openssl|find|comm) /.test(line));
    expect(commands).toHaveLength(8);
    const said: string[] = [];
    for (const command of commands.slice(0, 5))
      said.push((await inBag('sh', '-c', command).catch((e) => e)).stdout);
    const [sums, signature, fingerprint, listing, added] = said;
    expect([sums, listing, added]).toEqual(['', '', '']);
    expect(signature).toContain('Signature Verified Successfully');
    expect(recipe).toContain(fingerprint?.split(' ')[0]);
  });

  it('PACKAGE-4: is seen to be changed by the same tools', async () => {
    await writeFile(join(folder, film), 'another film');
    await expect(inBag('sha256sum', '--quiet', '-c', 'manifest-sha256.txt')).rejects.toMatchObject({
      stdout: expect.stringContaining('recording.mp4: FAILED'),
    });
    await writeContent(folder, new Map([[film, content.get(film) ?? Buffer.alloc(0)]]));
  });

  it('PACKAGE-4: holds the log as it was hashed, its signed heads, tables, and each recording unchanged', async () => {
    const read = (path: string) => content.get(top + path)?.toString() ?? '';
    const hashed = await held.store.log.readWithHashes(meetingId, 0, 100);
    expect(read('data/log.jsonl')).toBe(
      hashed.map(({ hash, text }) => `{"hash":"${hash}","entry":${text}}\n`).join(''),
    );
    expect(read('data/log-heads.jsonl')).toContain(hashed.at(-1)?.hash);
    expect(read('data/attendance.csv')).toBe('Mục,Tên\r\n');
    expect(read('bagit.txt')).toBe('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
    const payload = [...content].filter(([path]) => path.startsWith(`${top}data/`));
    const oxum = `${payload.reduce((sum, [, bytes]) => sum + bytes.length, 0)}.${payload.length}`;
    expect(read('bag-info.txt')).toContain(`Payload-Oxum: ${oxum}\n`);
    for (const recording of recordingIds) {
      const source = held.folderOf(recording);
      const files = await readdir(source, { recursive: true, withFileTypes: true });
      for (const file of files.filter((each) => each.isFile())) {
        const path = join(file.parentPath, file.name);
        const inside = `${top}data/recordings/${recording}${path.slice(source.length)}`;
        expect(content.get(inside)).toEqual(await readFile(path));
      }
    }
  });

  it('PACKAGE-4: is unpacked by the system’s own tool', async () => {
    const file = join(folder, 'export.zip');
    await writeFile(file, exported);
    await run('unzip', ['-tqq', file], { env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  });
});

it('PACKAGE-4: is not made of what is not whole, and two at a time are sent', async () => {
  const hub = await heldMeeting();
  const order = {
    meeting: meetingState(),
    recordings: await hub.store.recordings.all(),
    name: 'x',
    attendance: [],
    speeches: [],
  };
  const refused = async () => {
    const outcome = await hub.packages.export(order);
    return outcome.ok ? null : outcome.refusal.code;
  };
  const [one, two] = [await hub.packages.export(order), await hub.packages.export(order)];
  expect(await refused()).toBe('overloaded');
  for (const outcome of [one, two]) {
    const iterator = outcome.ok ? outcome.value[Symbol.asyncIterator]() : null;
    // One is given up in the midst of it, the other before its first byte.
    if (outcome === one) await iterator?.next();
    await iterator?.return?.();
  }
  const composing = hub.again({ composing: (recording) => recording === recordingIds[1] });
  expect(await composing.export(order)).toEqual({ ok: false, refusal: { code: 'out-of-order' } });
  await writeFile(join(hub.folderOf(recordingIds[1]!), 'manifest-sha256.txt.sig'), 'x'.repeat(64));
  expect(await refused()).toBe('package-damaged');
  await hub.packages.finished(recordingIds[1]!);
  const mended = await hub.packages.export(order);
  expect(mended.ok).toBe(true);
  if (mended.ok) await mended.value[Symbol.asyncIterator]().return?.();
  await rm(join(hub.folderOf(recordingIds[1]!), 'timeline.jsonl'));
  expect(await refused()).toBe('package-damaged');
  await rm(hub.folderOf(recordingIds[1]!), { recursive: true });
  expect(await refused()).toBe('package-damaged');
  await hub.close();
});

describe('a package that comes in', () => {
  it('PACKAGE-6: is there whole in an empty hub, verified, its log unbroken, and comes in once', async () => {
    const hub = await emptyHub();
    const reply = await importInto(hub, exported);
    const key = held.key.fingerprint;
    expect(reply).toMatchObject({ ok: true, meeting: meetingId, title, key, own: false });
    expect(reply.ok ? reply.recordings.toSorted() : []).toEqual(recordingIds.toSorted());
    const rows = await held.store.recordings.all();
    expect(await hub.store.recordings.all()).toEqual(rows);
    expect(await hub.store.meetings.list('closed')).toEqual(await held.store.meetings.list('closed'));
    expect(await hub.store.log.readWithHashes(meetingId, 0, 100)).toEqual(
      await held.store.log.readWithHashes(meetingId, 0, 100),
    );
    expect(await hub.store.log.firstBroken(meetingId)).toBeNull();
    for (const recording of recordingIds)
      expect(await hub.packages.verify(recording)).toMatchObject({ ok: true, signature: 'genuine' });
    expect(hub.indexed.toSorted()).toEqual(recordingIds.toSorted());
    expect(await readdir(join(hub.root, '.imports'))).toEqual([]);
    expect(await importInto(hub, exported)).toEqual({
      ok: false,
      faults: [{ code: 'already-here', path: '' }],
    });
    // What it took in it hands on, and another takes it from there.
    const third = await emptyHub();
    expect(await importInto(third, await exportOf(hub))).toMatchObject({ ok: true });
    expect(await third.packages.verify(recordingIds[0]!)).toMatchObject({ signature: 'genuine' });
    await third.close();
    await hub.close();
  });

  it('PACKAGE-5: with a file changed here says so, however it was changed', async () => {
    const hub = await heldMeeting();
    await writeFile(join(hub.folderOf(recordingIds[0]!), 'recording.mp4'), `film of another`);
    const other = await emptyHub();
    const reply = await importInto(other, await exportOf(hub));
    expect(reply).toEqual({
      ok: false,
      faults: [{ code: 'changed', path: `data/recordings/${first}/recording.mp4` }],
    });
    expect(await left(other)).toEqual(nothing);
    await Promise.all([hub.close(), other.close()]);
  });
});

/** The package with one thing wrong with it. */
type Spoiling = (files: ZipContent) => Promise<Buffer> | Buffer;
const edited =
  (path: string, change: (text: string) => string): Spoiling =>
  (files) => {
    files.set(top + path, Buffer.from(change(files.get(top + path)?.toString() ?? '')));
    return zipped(files);
  };
const without =
  (path: string): Spoiling =>
  (files) => {
    files.delete(top + path);
    return zipped(files);
  };
const withFile =
  (path: string, bytes = Buffer.from('x')): Spoiling =>
  (files) =>
    zipped(files.set(path, bytes));
/** One more file, whose name is written over with one that no writer would take. */
const renamed =
  (to: string | Buffer): Spoiling =>
  (files) => {
    const name = Buffer.from(to);
    const plain = 'q'.repeat(name.length);
    return zipped(files.set(plain, Buffer.from('x')), { rename: [{ from: plain, to: name }] });
  };

describe('bad input', () => {
  let hub: ArchiveHub;
  beforeAll(async () => {
    hub = await emptyHub({ importBytes: 3_000_000 });
  });
  afterAll(() => hub.close());
  const refused = async (bytes: Buffer): Promise<readonly PackageFault[]> => {
    const reply: ImportReply = await importInto(hub, bytes);
    expect(await left(hub)).toEqual(nothing);
    return reply.ok ? [] : reply.faults;
  };

  it.each<[string, Spoiling, PackageFault['code'], string]>([
    [
      'a byte changed',
      edited(`data/recordings/${first}/recording.mp4`, (text) => `${text}!`),
      'changed',
      film,
    ],
    ['a table changed', edited('data/attendance.csv', () => 'x'), 'changed', `${top}data/attendance.csv`],
    [
      'a file missing',
      without(`data/recordings/${first}/timeline.jsonl`),
      'missing',
      `${top}data/recordings/${first}/timeline.jsonl`,
    ],
    ['a folder missing', without('data/log-heads.jsonl'), 'missing', `${top}data/log-heads.jsonl`],
    ['a file added', withFile(`${top}data/more.txt`), 'added', `${top}data/more.txt`],
    ['a file added beside the data', withFile(`${top}more.txt`), 'added', `${top}more.txt`],
    ['a file beside its folder', withFile('elsewhere/x'), 'added', 'elsewhere/x'],
    [
      'a changed list of files',
      edited('manifest-sha256.txt', (text) => text.replace('a', 'b')),
      'changed',
      `${top}manifest-sha256.txt`,
    ],
    [
      'a changed list of lists',
      edited('tagmanifest-sha256.txt', (text) => `${text}\n`),
      'signature',
      `${top}tagmanifest-sha256.txt.sig`,
    ],
    ['no signature', without('tagmanifest-sha256.txt.sig'), 'missing', `${top}tagmanifest-sha256.txt.sig`],
    [
      'an entry changed',
      edited('data/log.jsonl', (text) => text.replace('meeting.opened', 'meeting.openED')),
      'broken-log',
      `${top}data/log.jsonl`,
    ],
    [
      'an entry changed that is told alike',
      edited('data/log.jsonl', (text) => text.replace('"at":1800000001000', '"at":1800000001001')),
      'broken-log',
      `${top}data/log.jsonl`,
    ],
    [
      'an entry left out',
      edited('data/log.jsonl', (text) => text.replace(/^.*meeting\.opened.*\n/m, '')),
      'broken-log',
      `${top}data/log.jsonl`,
    ],
    [
      'a log that does not end',
      edited('data/log.jsonl', (text) => text.replace(/^.*meeting\.closed.*\n/m, '')),
      'broken-log',
      `${top}data/log.jsonl`,
    ],
    [
      'a manifest of another meeting',
      edited('data/meeting.json', (text) => text.replace('"m1"', '"m2"')),
      'other-meeting',
      `${top}data/log.jsonl`,
    ],
    [
      'a recording of another meeting',
      edited(`data/recordings/${first}/meeting.json`, (text) => text.replace('"m1"', '"m2"')),
      'other-meeting',
      `${top}data/recordings/${first}/meeting.json`,
    ],
    [
      'a signature of another',
      edited(`data/recordings/${first}/manifest-sha256.txt.sig`, () => 'x'.repeat(64)),
      'signature',
      `${top}data/recordings/${first}/manifest-sha256.txt.sig`,
    ],
    [
      'a head of another log',
      edited('data/log-heads.jsonl', (text) => text.replace(/"hash":"./, '"hash":"0')),
      'broken-log',
      `${top}data/log-heads.jsonl`,
    ],
    ['no declaration', without('bagit.txt'), 'not-a-package', ''],
    ['its end cut off', async (files) => (await zipped(files)).subarray(0, -3_000), 'not-a-package', ''],
    ['no ZIP', () => Buffer.from('Đây không phải gói. '.repeat(1_000)), 'not-a-package', ''],
    ['nothing in it', () => Buffer.alloc(0), 'not-a-package', ''],
    ['a path that climbs out', renamed('../../../../x'), 'unsafe-path', '../../../../x'],
    ['a path within that climbs out', renamed('a/../../b'), 'unsafe-path', 'a/../../b'],
    ['a path from the root', renamed('/etc/passwd'), 'unsafe-path', '/etc/passwd'],
    ['a path of another system', renamed('..\\..\\x'), 'unsafe-path', '..\\..\\x'],
    ['a drive', renamed('C:/x.txt'), 'unsafe-path', 'C:/x.txt'],
    ['an end of the text in a name', renamed('x\0y.txt'), 'unsafe-path', 'x\ufffdy.txt'],
    ['a line end in a name', renamed('x\ny.txt'), 'unsafe-path', 'x\ufffdy.txt'],
    ['a name that is no UTF-8', renamed(Buffer.from([0x78, 0xff, 0x79])), 'unsafe-path', 'xÿy'],
    ['an empty name', renamed('a//b'), 'unsafe-path', 'a//b'],
    ['folders in folders without end', withFile(`${'a/'.repeat(30)}b`), 'unsafe-path', `${'a/'.repeat(30)}b`],
    ['names that differ by case', withFile(`${top}BAGIT.txt`), 'unsafe-path', `${top}BAGIT.txt`],
    [
      'names that differ by their composition',
      withFile(`${top.normalize('NFD')}bagit.txt`),
      'unsafe-path',
      `${top.normalize('NFD')}bagit.txt`,
    ],
    ['a file where a folder is', withFile(`${top}data`), 'unsafe-path', `${top}data/meeting.json`],
    ['links', (files) => zipped(files, { mode: 0o120777 }), 'unsafe-path', film],
    ['more bytes than are taken', withFile(`${top}data/big`, Buffer.alloc(3_000_001)), 'too-large', ''],
  ])('PACKAGE-5: %s is told, and nothing stays', async (_, spoil, code, path) => {
    const faults = await refused(await spoil(new Map(content)));
    const told = path.startsWith(top) && code !== 'unsafe-path' ? path.slice(top.length) : path;
    expect(faults).toContainEqual({ code, path: told });
  });

  it('PACKAGE-5: a bomb is stopped: what it says of itself is believed only where it is bad', async () => {
    const bomb = await zipped(new Map(content).set(`${top}data/bomb`, Buffer.alloc(40_000_000)), {
      compress: true,
    });
    expect(bomb.length).toBeLessThan(200_000);
    expect(await refused(bomb)).toEqual([{ code: 'too-large', path: '' }]);
    // One that says it is small: the sizes in its directory are changed.
    const sizes = Buffer.alloc(4);
    sizes.writeUInt32LE(40_000_000);
    const lying = Buffer.from(bomb);
    const small = Buffer.alloc(4);
    small.writeUInt32LE(10);
    for (let at = lying.indexOf(sizes); at >= 0; at = lying.indexOf(sizes, at + 1)) small.copy(lying, at);
    expect(await refused(lying)).toEqual([{ code: 'too-large', path: 'data/bomb' }]);
  });

  it('PACKAGE-5: so many files are not looked at', async () => {
    const many = emptyHub({ mostFiles: 10 });
    const reply = await importInto(await many, exported);
    expect(reply).toEqual({ ok: false, faults: [{ code: 'too-large', path: '' }] });
    await (await many).close();
  });

  it('PACKAGE-5: what the disk has no room for is not begun', async () => {
    let room = 10_000_000;
    const full = await emptyHub({ room: async () => room });
    room = exported.length - 1;
    expect(await importInto(full, exported)).toEqual({ ok: false, faults: [{ code: 'no-room', path: '' }] });
    expect(await left(full)).toEqual(nothing);
    await full.close();
  });

  it('PACKAGE-5: one that breaks off leaves nothing, and the next comes in', async () => {
    const other = await emptyHub();
    const parts = (async function* () {
      yield exported.subarray(0, 1_000);
      throw new Error('the line is lost');
    })();
    const outcome = await other.packages.receive({ length: exported.length, parts });
    expect(outcome).toEqual({ ok: false, refusal: { code: 'invalid-message' } });
    expect(await left(other)).toEqual(nothing);
    expect(await importInto(other, exported)).toMatchObject({ ok: true });
    await other.close();
  });
});

describe('a hub that dies while a package comes in', () => {
  it('PACKAGE-6: cleans up at its start what was never in its books, and keeps what was', async () => {
    const hub = await emptyHub();
    const staging = join(hub.root, '.imports', 'one');
    await writeContent(staging, new Map([['upload.zip', exported.subarray(0, 5_000)]]));
    await writePackage(hub.folderOf(recordingIds[0]!), { film: 'moved' });
    const journal = JSON.stringify({ meeting: meetingId, recordings: recordingIds });
    await writeContent(staging, new Map([['moving.json', Buffer.from(journal)]]));
    await hub.again().start();
    expect(await left(hub)).toEqual(nothing);
    expect(await importInto(hub, exported)).toMatchObject({ ok: true });
    await writeContent(staging, new Map([['moving.json', Buffer.from(journal)]]));
    await hub.again().start();
    expect(await hub.packages.verify(recordingIds[0]!)).toMatchObject({ ok: true });
    expect(await readdir(join(hub.root, '.imports'))).toEqual([]);
    await hub.close();
  });

  it('PACKAGE-6: starts all the same where what was being moved cannot be read', async () => {
    const hub = await emptyHub();
    await writeContent(join(hub.root, '.imports', 'one'), new Map([['moving.json', Buffer.from('{"me')]]));
    await hub.again().start();
    expect(hub.complaints.join('')).toContain('cannot be cleaned up');
    await hub.close();
  });

  it('PACKAGE-6: and one whose books do not take it has its folders gone again', async () => {
    const hub = await emptyHub();
    const importMeeting = () => Promise.reject(new Error('the database is locked'));
    const broken = hub.again({ store: { ...hub.store, importMeeting } });
    await expect(importInto({ packages: broken }, exported)).rejects.toThrow('locked');
    expect(hub.complaints.join('')).toContain('a package could not be imported');
    expect(await left(hub)).toEqual(nothing);
    await hub.close();
  });
});

it('PACKAGE-1: what was changed together with its manifest is known before a film is made of it and signed', async () => {
  const hub = await heldMeeting();
  const [one, two] = recordingIds;
  const folder = hub.folderOf(one!);
  expect(await hub.packages.isGenuine(one!)).toBe(true);
  await rm(join(folder, 'manifest-sha256.txt.sig'));
  expect(await hub.packages.isGenuine(one!)).toBe(false);
  // Nobody has signed it yet: its film was made while the hub was away, say.
  await hub.store.packages.forget(one!);
  expect(await hub.packages.isGenuine(one!)).toBe(true);
  const manifest = join(hub.folderOf(two!), 'manifest-sha256.txt');
  await writeFile(manifest, (await readFile(manifest, 'utf8')).replace(/^./, '0').replace(/^00/, '10'));
  expect(await hub.packages.isGenuine(two!)).toBe(false);
  await rm(hub.folderOf(two!), { recursive: true });
  expect(await hub.packages.isGenuine(two!)).toBe(false);
  await hub.close();
});

describe('signing at the start', () => {
  it('PACKAGE-2: signs what was finished meanwhile, and nothing else', async () => {
    const hub = await heldMeeting();
    const [one, two] = recordingIds.map((recording) => hub.folderOf(recording));
    const sign = async (folder = '') => (await readdir(folder)).includes('manifest-sha256.txt.sig');
    for (const folder of [one, two]) await rm(join(folder ?? '', 'manifest-sha256.txt.sig'));
    // The first was never signed, as far as the books know; the second was.
    await hub.store.packages.forget(recordingIds[0]!);
    await hub.again().start();
    await expect.poll(() => sign(one)).toBe(true);
    expect(await hub.packages.verify(recordingIds[0]!)).toMatchObject({ ok: true });
    expect(await hub.packages.verify(recordingIds[1]!)).toMatchObject({ ok: false, signature: 'missing' });
    // A film that is not the one that was reported.
    await hub.store.packages.forget(recordingIds[1]!);
    await rm(two ?? '', { recursive: true });
    await writePackage(two ?? '', { film: 'another' });
    await hub.again().start();
    await expect.poll(() => hub.complaints.join('')).toContain('not the one that was reported');
    expect(await sign(two)).toBe(false);
    await hub.close();
  });
});

it('an archive that was copied elsewhere by hand is still verified by itself', async () => {
  const copy = await mkdtemp(join(tmpdir(), 'diemcau-copy-'));
  await cp(held.folderOf(recordingIds[0]!), copy, { recursive: true });
  await run('sha256sum', ['--quiet', '-c', 'manifest-sha256.txt'], { cwd: copy });
  await rm(copy, { recursive: true });
});
