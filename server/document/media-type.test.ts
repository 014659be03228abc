import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { mediaTypeOf } from './media-type.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diemcau-media-type-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function zipOf(...names: readonly string[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const name of names) zip.addBuffer(Buffer.from('<x/>'), name);
  zip.end();
  return buffer(zip.outputStream);
}

async function typeOf(fileName: string, content: Uint8Array | string): Promise<string | null> {
  const path = join(folder, 'file');
  await writeFile(path, content);
  return mediaTypeOf(path, fileName);
}

it('DOCUMENT-4: an Office file is known by what is in it, and brings no macros', async () => {
  const word = ['[Content_Types].xml', 'word/document.xml'];
  expect(await typeOf('tờ trình.docx', await zipOf(...word))).toContain('wordprocessingml');
  expect(await typeOf('bảng.xlsx', await zipOf('[Content_Types].xml', 'xl/workbook.xml'))).toContain(
    'spreadsheetml',
  );
  expect(await typeOf('a.pptx', await zipOf('[Content_Types].xml', 'ppt/x.xml'))).toContain('presentationml');
  expect(await typeOf('bảng.xlsx', await zipOf(...word))).toBeNull();
  expect(await typeOf('tờ trình.docx', await zipOf('word/document.xml'))).toBeNull();
  expect(await typeOf('tờ trình.docx', await zipOf(...word, 'word/vbaProject.bin'))).toBeNull();
  expect(await typeOf('tờ trình.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('application/msword');
});

it('DOCUMENT-4: a ZIP whose directory makes no sense is none', async () => {
  const whole = await zipOf('[Content_Types].xml', 'word/document.xml');
  expect(await typeOf('a.docx', whole.subarray(0, whole.length - 30))).toBeNull();
  const end = whole.length - 22;
  for (const [place, value] of [
    [end + 12, 0xffffffff],
    [end + 16, 0xfffffff0],
    [end + 12, 50],
  ] as const) {
    const broken = Buffer.from(whole);
    broken.writeUInt32LE(value, place);
    expect(await typeOf('a.docx', broken)).toBeNull();
  }
});

it('DOCUMENT-4: text is UTF-8 to its last byte', async () => {
  const long = `${'Đồng ý với tờ trình. '.repeat(10_000)}\r\n\t`;
  expect(await typeOf('a.txt', long)).toBe('text/plain');
  expect(await typeOf('a.txt', Buffer.concat([Buffer.from(long), Buffer.from([0xc3])]))).toBeNull();
  expect(await typeOf('a.txt', `${long}\u0000`)).toBeNull();
});
