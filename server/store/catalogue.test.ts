import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import type { MeetingId, RecordingId, UnitId } from '../../core/id.ts';
import { catalogueContract } from '../../test/contract/catalogue.ts';
import { createMemoryStore } from '../../test/doubles/store.ts';
import { createStore } from './store.ts';

const folder = mkdtempSync(join(tmpdir(), 'diemcau-catalogue-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;
const freshFile = () => {
  count += 1;
  return join(folder, `${count}.sqlite`);
};

describe('in memory', () => catalogueContract('memory', async () => createMemoryStore()));
describe('in a file', () => catalogueContract('sqlite', () => createStore({ file: freshFile() })));

it('a database whose index of words is gone, or of another make, has everything indexed again, and no other', async () => {
  const file = freshFile();
  const first = await createStore({ file });
  const id = 'r1' as RecordingId;
  await first.recordings.put({
    id,
    meeting: 'm1' as MeetingId,
    title: 'Giao ban',
    unit: 'TW' as UnitId,
    unitName: 'Trung ương',
    startedAt: 1,
    state: 'ready',
    reason: null,
    gaps: [],
    pauses: [],
    durationMs: 1,
    size: 1,
    sha256: null,
  });
  await first.catalogue.put({ recording: id, version: 1, whole: true, passages: [] });
  expect(await first.catalogue.behind(1, 10)).toEqual([]);
  await first.close();
  /** What is behind after the next start, had this been done to the index meanwhile. */
  const behindAfter = async (change: string): Promise<readonly RecordingId[]> => {
    const sqlite = new Database(file);
    sqlite.exec(change);
    sqlite.close();
    const next = await createStore({ file });
    const behind = await next.catalogue.behind(1, 10);
    await next.catalogue.put({ recording: id, version: 1, whole: true, passages: [] });
    await next.close();
    return behind;
  };
  expect(await behindAfter('')).toEqual([]);
  expect(await behindAfter('drop table catalogue_words')).toEqual([id]);
  const other =
    "create virtual table catalogue_words using fts5(terms, content = '', contentless_delete = 1)";
  expect(await behindAfter(`drop table catalogue_words; ${other}`)).toEqual([id]);
  expect(await behindAfter('')).toEqual([]);
});
