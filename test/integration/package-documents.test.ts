import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordedDocument } from '../../protocol/meeting-record.ts';
import { documentPath } from '../../protocol/recording-package.ts';
import { bringDocuments, heldDocuments } from '../../server/package/documents.ts';
import {
  type ArchiveHub,
  digest,
  emptyHub,
  exportOf,
  importInto,
  recordingIds,
  writeMeeting,
  writePackage,
} from '../support/archived-meeting.ts';

const run = promisify(execFile);
const [first] = recordingIds;

describe('documents in a package', () => {
  const texts = { first: 'Báo cáo 6 tháng', second: '%PDF-1.7 tờ trình', gone: 'đã mất' } as const;
  const document = (place: number, content: string, fileName: string): RecordedDocument => ({
    id: `d${place}`,
    item: null,
    title: fileName,
    fileName,
    mediaType: 'text/plain',
    bytes: content.length,
    sha256: digest(content),
    from: 'Thư ký',
    at: 1,
    path: documentPath(place, fileName),
  });
  const documents = [
    document(1, texts.first, '../../Báo cáo\n"6 tháng".txt'),
    document(2, texts.second, 'Tờ trình.pdf'),
    document(3, texts.gone, 'Không còn.txt'),
  ];
  const paths = ['documents/001-Bao-cao-6-thang.txt', 'documents/002-To-trinh.pdf'] as const;
  let hub: ArchiveHub;
  let folder = '';
  const manifest = () => readFile(join(folder, 'manifest-sha256.txt'), 'utf8');
  beforeAll(async () => {
    hub = await emptyHub();
    await writeMeeting(hub.store, hub.folderOf);
    folder = hub.folderOf(recordingIds[0]!);
    await writePackage(folder, { film: `film of ${first}`, documents });
    const kept = join(hub.root, '..', 'documents');
    await mkdir(kept);
    for (const text of [texts.first, texts.second]) await writeFile(join(kept, digest(text)), text);
    await writeFile(join(kept, digest(texts.gone)), 'another file by this name');
    for (const recording of recordingIds) await hub.packages.finished(recording);
  });
  afterAll(() => hub.close());

  it('PACKAGE-9: are laid into it before it is signed, with the checksums of the log; one that is not whole is told', async () => {
    expect(documents.map(({ path }) => path).slice(0, 2)).toEqual(paths);
    for (const [index, path] of paths.entries())
      expect(await manifest()).toContain(`${documents[index]!.sha256}  ${path}\n`);
    expect(await manifest()).not.toContain('003-');
    expect(hub.complaints.filter((line) => line.includes('a document is missing'))).toHaveLength(1);
    expect(await run('sha256sum', ['--quiet', '-c', 'manifest-sha256.txt'], { cwd: folder })).toMatchObject({
      stdout: '',
    });
    expect(await hub.packages.verify(recordingIds[0]!)).toMatchObject({ ok: true, signature: 'genuine' });
    expect((await heldDocuments(folder)).map(({ id }) => id)).toEqual(['d1', 'd2']);
    expect(await heldDocuments(hub.folderOf(recordingIds[1]!))).toEqual([]);
  });

  it('PACKAGE-9: stay as they were signed when the film is made anew', async () => {
    const before = await manifest();
    await writeFile(join(hub.root, '..', 'documents', digest(texts.first)), 'changed since');
    await hub.packages.finished(recordingIds[0]!);
    expect(await manifest()).toBe(before);
    expect(await readFile(join(folder, paths[0]), 'utf8')).toBe(texts.first);
  });

  it('ARCHIVE-10: are exported, taken in by another hub and read there, and a byte changed is found', async () => {
    const other = await emptyHub();
    expect(await importInto(other, await exportOf(hub))).toMatchObject({ ok: true });
    const there = await heldDocuments(other.folderOf(recordingIds[0]!));
    expect(there.map(({ fileName }) => fileName)).toEqual(['../../Báo cáo\n"6 tháng".txt', 'Tờ trình.pdf']);
    expect(await readFile(there[1]!.file, 'utf8')).toBe(texts.second);
    await writeFile(there[1]!.file, texts.second.replace('7', '8'));
    expect(await other.packages.verify(recordingIds[0]!)).toMatchObject({ ok: false, changed: [paths[1]] });
    const third = await emptyHub();
    expect(await importInto(third, await exportOf(other))).toMatchObject({
      ok: false,
      faults: [{ code: 'changed', path: `data/recordings/${first}/${paths[1]}` }],
    });
    await Promise.all([other.close(), third.close()]);
  });

  it('PACKAGE-9: for which the disk has no room now leave the package to be signed later, and not without them', async () => {
    const place = join(hub.root, '..', 'full');
    await mkdir(place);
    await writePackage(place, { film: `film of ${first}`, documents });
    const sourceOf = () => {
      throw Object.assign(new Error('no room'), { code: 'ENOSPC' });
    };
    const logger = pino({ level: 'silent' });
    await expect(bringDocuments(place, { known: new Map(), sourceOf, logger })).rejects.toThrow('no room');
    expect(await heldDocuments(place)).toEqual([]);
  });

  it('PACKAGE-9: named by a path that leads elsewhere are none of it', async () => {
    const bad = { ...documents[0]!, path: 'documents/../../../x' };
    await writePackage(folder, { film: `film of ${first}`, documents: [bad] });
    expect(await heldDocuments(folder)).toEqual([]);
    await hub.packages.finished(recordingIds[0]!);
    expect(await manifest()).not.toContain('..');
  });
});
