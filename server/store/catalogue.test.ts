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

it('a database whose index of words is gone has everything indexed again', async () => {
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
  const sqlite = new Database(file);
  sqlite.exec('drop table catalogue_words');
  sqlite.close();
  const second = await createStore({ file });
  expect(await second.catalogue.behind(1, 10)).toEqual([id]);
  await second.close();
});
