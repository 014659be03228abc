import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPdfExamination } from '../../server/document/pdf-examination.ts';
import { pdfFile } from '../support/pdf-file.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diemcau-pdf-'));
});
afterAll(() => rm(folder, { recursive: true }));

const examine = createPdfExamination(pino({ level: 'silent' }));
const stateOf = async (name: string, content: Uint8Array) => {
  const path = join(folder, name);
  await writeFile(path, content);
  return examine(path);
};

it('DOCUMENT-10: a PDF under a password and one that is damaged are told from those that open', async () => {
  const long = pdfFile({ pages: 300 });
  const states = await Promise.all([
    stateOf('long', long),
    stateOf('forbids', pdfFile({ password: '' })),
    stateOf('password', pdfFile({ password: 'mật khẩu' })),
    stateOf('half', long.subarray(0, long.length / 2)),
    examine(join(folder, 'none')),
  ]);
  expect(states).toEqual(['sound', 'sound', 'locked', 'damaged', null]);
}, 60_000);
