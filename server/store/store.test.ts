import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../../core/event.ts';
import type { MeetingId } from '../../core/id.ts';
import { packageStoreContract } from '../../test/contract/package-store.ts';
import { storeContract } from '../../test/contract/store.ts';
import { createMemoryStore } from '../../test/doubles/store.ts';
import { openDatabase } from './database.ts';
import { migrations } from './migration.ts';
import { createStore } from './store.ts';

const folder = mkdtempSync(join(tmpdir(), 'diemcau-store-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;
let file: string;
/** Runs SQL on the file behind the store's back. */
function tamper(sql: string, ...parameters: unknown[]): void {
  const sqlite = new Database(file);
  sqlite.prepare(sql).run(...parameters);
  sqlite.close();
}
beforeEach(() => {
  count += 1;
  file = join(folder, `${count}/hub.sqlite`);
});

describe('in memory', () => {
  storeContract('memory', async () => {
    const store = createMemoryStore();
    return { store, corrupt: store.corrupt };
  });
  packageStoreContract('memory', async () => createMemoryStore());
});

describe('in a file', () => {
  storeContract('sqlite', async () => ({
    store: await createStore({ file }),
    corrupt: (meeting, seq) =>
      tamper(
        "update entries set event = replace(event, 'opened', 'openeD') where meeting = ? and seq = ?",
        meeting,
        seq,
      ),
  }));
  packageStoreContract('sqlite', () => createStore({ file }));
});

const meeting = 'm-1' as MeetingId;
const entry = (seq: number): Entry => ({
  seq,
  at: seq,
  by: { kind: 'system', part: 'clock' },
  event: { type: 'meeting.opened' },
});
const three = [{ meeting, entries: [entry(1), entry(2), entry(3)] }];

describe('the file', () => {
  it('holds everything after it was closed and opened again', async () => {
    const first = await createStore({ file });
    await first.log.append(three);
    await first.close();
    const second = await createStore({ file });
    expect(await second.log.read(meeting, 0)).toEqual(three[0]?.entries);
    await second.log.append([{ meeting, entries: [entry(4)] }]);
    expect(await second.log.firstBroken(meeting)).toBeNull();
    await second.close();
  });

  it('is read by nobody but its owner, companions included', async () => {
    const store = await createStore({ file });
    await store.log.append(three);
    expect([file, `${file}-wal`, `${file}-shm`].map((one) => statSync(one).mode & 0o777)).toEqual([
      0o600, 0o600, 0o600,
    ]);
    await store.close();
  });

  it('is refused when a newer version wrote it, and left as it was', async () => {
    await (await createStore({ file })).close();
    tamper('update hub_schema set version = ?', migrations.length + 1);
    await expect(createStore({ file })).rejects.toMatchObject({
      code: 'newer-database',
      message: expect.stringMatching(/phiên bản mới hơn.*newer version/),
    });
    tamper('update hub_schema set version = ?', migrations.length);
    await (await createStore({ file })).close();
  });

  it('is refused when it is no database', async () => {
    await (await createStore({ file })).close();
    writeFileSync(file, 'Đây không phải cơ sở dữ liệu. '.repeat(100));
    await expect(createStore({ file })).rejects.toMatchObject({ code: 'not-a-database' });
  });

  it('has a second hub refused where both write one meeting', async () => {
    const [one, other] = [await createStore({ file }), await createStore({ file })];
    await one.log.append(three);
    await expect(other.log.append(three)).rejects.toMatchObject({ code: 'sequence' });
    await other.log.append([{ meeting, entries: [entry(4)] }]);
    await expect(one.log.append([{ meeting, entries: [entry(4)] }])).rejects.toMatchObject({
      code: 'sequence',
    });
    expect(await one.log.firstBroken(meeting)).toBeNull();
    await one.close();
    await other.close();
  });

  it('that another program keeps locked refuses soon, and works again afterwards', async () => {
    const store = await createStore({ file });
    const locker = new Database(file);
    locker.exec('begin immediate');
    const from = performance.now();
    await expect(store.log.append(three)).rejects.toMatchObject({ code: 'SQLITE_BUSY' });
    // 250 ms are asked for; the library's own would be 5 s. Between them is room for a busy machine.
    expect(performance.now() - from).toBeLessThan(4_000);
    locker.exec('commit');
    locker.close();
    await store.log.append(three);
    expect(await store.log.read(meeting, 2)).toEqual([entry(3)]);
    await store.close();
  });
});

describe('the hash chain in the file', () => {
  it.each([
    ['a changed time', 'update entries set at = at + 1 where seq = 2', 2],
    ['a changed author', `update entries set actor = '{"kind":"system","part":"hub"}' where seq = 2`, 2],
    [
      'a space that changes no meaning',
      "update entries set event = replace(event, ':', ': ') where seq = 2",
      2,
    ],
    ['a changed hash', `update entries set hash = '${'0'.repeat(64)}' where seq = 1`, 1],
    ['an entry taken out', 'delete from entries where seq = 2', 3],
    ['the first entry taken out', 'delete from entries where seq = 1', 2],
    ['an entry of another meeting', "update entries set meeting = 'm-2' where seq = 3", null],
  ])('shows %s', async (_, sql, broken) => {
    const store = await createStore({ file });
    await store.log.append(three);
    tamper(sql);
    expect(await store.log.firstBroken(meeting)).toBe(broken);
    if (broken === null) expect(await store.log.firstBroken('m-2' as MeetingId)).toBe(3);
    await store.close();
  });
});

/** Appends batches of three until killed, saying the last number of each after it was acknowledged. */
const appender = `
  import { createStore } from ${JSON.stringify(fileURLToPath(new URL('store.ts', import.meta.url)))};
  const store = await createStore({ file: process.argv[1] });
  const entry = (seq) => ({ seq, at: seq, by: { kind: 'system', part: 'clock' }, event: { type: 'meeting.opened' } });
  for (let seq = 1; ; seq += 3) {
    await store.log.append([{ meeting: 'm-1', entries: [entry(seq), entry(seq + 1), entry(seq + 2)] }]);
    process.stdout.write(seq + 2 + '\\n');
    await new Promise((resume) => setImmediate(resume));
  }
`;

it('kill -9 in the middle of appends loses nothing that was acknowledged, and no half batch stays', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', appender, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let acknowledged = 0;
  const exited = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged = Number(line);
    if (acknowledged >= 150 && !child.killed) child.kill('SIGKILL');
  }
  expect(await exited).toEqual([null, 'SIGKILL']);
  const store = await createStore({ file });
  const kept = await store.log.read(meeting, 0);
  expect(acknowledged).toBeGreaterThanOrEqual(150);
  expect(kept.length).toBeGreaterThanOrEqual(acknowledged);
  expect(kept.length % 3).toBe(0);
  expect(await store.log.firstBroken(meeting)).toBeNull();
  await store.log.append([{ meeting, entries: [entry(kept.length + 1)] }]);
  await store.close();
});

it('UNIT-3: a database of before units had a history is brought to today, and its units are still there', async () => {
  const db = openDatabase(file);
  await migrations[0]!(db.schema);
  await db.destroy();
  for (const sql of [
    'create table hub_schema (version integer not null)',
    'insert into hub_schema values (1)',
    "insert into levels values ('any', 'Cấp', 0)",
    "insert into units values ('TW', 'Trung ương', 'trung uong', 'any', null, 0)",
  ])
    tamper(sql);
  const store = await createStore({ file });
  const unit = { id: 'TW', name: 'Trung ương', level: 'any', parent: null };
  expect(await store.units.register()).toEqual({
    revision: 0,
    levels: [{ id: 'any', name: 'Cấp' }],
    records: [{ ...unit, closedAt: null, successor: null, formerNames: [] }],
  });
  await store.close();
});
