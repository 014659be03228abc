import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../core/command.ts';
import type { MeetingId, ParticipantId } from '../../core/id.ts';
import type { LogPage, LogVerifyReply, RecordedState } from '../../protocol/log.ts';
import { createHub, type Hub } from '../../server/hub.ts';
import { createLogSigning, type LogSigning, nextMidnight } from '../../server/log-signing.ts';
import { listMeetings } from '../../server/meeting-list.ts';
import { createMeetingRecords } from '../../server/meeting-records.ts';
import type { Principal, Store } from '../../server/ports.ts';
import { createSeats } from '../../server/seats.ts';
import { createLogHeads } from '../../server/store/log-heads.ts';
import { createStore } from '../../server/store/store.ts';
import { createMemoryBallotBox } from '../doubles/ballot-box.ts';
import { auth, codeOf, type HttpHub, principal, startHttp } from '../doubles/http-hub.ts';
import { createMediaDouble } from '../doubles/media.ts';
import { draft, grant, join as joining, request, seats, who } from '../doubles/meeting.ts';
import { createRecorderDouble } from '../doubles/recorder.ts';
import { until } from '../support/until.ts';

/** The small meeting of four levels, on a real database and over real HTTP. */

const meeting = draft().id;
/** A day in November, in the evening of Vietnam. */
const clock = { now: () => Date.UTC(2026, 10, 23, 15) };
const formula = '=HYPERLINK("http://example.invalid","Bấm vào đây")';

function tokenOf(participant: ParticipantId, administrator = false): Principal {
  const made = principal('person', 'TW', { administrator });
  return { ...made, account: { ...made.account, participant } };
}
const principalByToken: Readonly<Record<string, Principal>> = {
  administrator: tokenOf('person:nobody-of-it' as ParticipantId, true),
  chair: tokenOf(who.chair),
  secretary: tokenOf(who.secretary),
  operator: tokenOf(who.operator),
  'province-chair': tokenOf(who.provinceChair),
  'province-operator': tokenOf(who.provinceOperator),
  delegate: tokenOf(who.delegate),
  stranger: tokenOf('person:nobody' as ParticipantId),
};

let folder: string;
let store: Store;
let hub: Hub;
let http: HttpHub;
let signing: LogSigning;
const signed: MeetingId[] = [];

async function send(actor: ParticipantId | 'hub', command: Command): Promise<void> {
  const by =
    actor === 'hub'
      ? ({ kind: 'system', part: 'hub' } as const)
      : ({ kind: 'participant', id: actor } as const);
  const outcome = await hub.meeting(meeting)?.send(by, command);
  if (outcome?.ok !== true) throw new Error(`${command.type}: ${JSON.stringify(outcome)}`);
}

const ask = (path: string, token = 'secretary', method = 'GET') =>
  fetch(`${http.url}/api${path}`, { method, headers: { authorization: `Bearer ${token}` } });
const page = async (query = '', token = 'secretary') =>
  (await (await ask(`/meetings/${meeting}/log${query}`, token)).json()) as LogPage;
const verify = async (token = 'secretary') =>
  (await (await ask(`/meetings/${meeting}/log/verify`, token, 'POST')).json()) as LogVerifyReply;
const headFiles = async () => (await readdir(join(folder, 'heads'))).sort();
const headLines = async () => {
  const [name = ''] = await headFiles();
  return (await readFile(join(folder, 'heads', name), 'utf8')).trimEnd().split('\n');
};

/** Runs SQL on the database file behind the hub's back. */
function tamper(work: (sqlite: Database.Database) => void): void {
  const sqlite = new Database(join(folder, 'hub.sqlite'));
  work(sqlite);
  sqlite.close();
}

type Row = { seq: number; at: number; actor: string; event: string };
/** Changes what entries say and makes every hash fit again, as somebody with the database and this recipe could. */
function rewrite(change: (event: string) => string): void {
  tamper((sqlite) => {
    const rows = sqlite.prepare('select * from entries where meeting = ? order by seq').all(meeting) as Row[];
    let previous = '0'.repeat(64);
    for (const { seq, at, actor, event } of rows) {
      const changed = change(event);
      const text = `{"at":${at},"by":${actor},"event":${changed},"meeting":"${meeting}","seq":${seq}}`;
      previous = createHash('sha256')
        .update(previous + text)
        .digest('hex');
      sqlite
        .prepare('update entries set event = ?, hash = ? where meeting = ? and seq = ?')
        .run(changed, previous, meeting, seq);
    }
  });
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diemcau-log-'));
  store = await createStore({ file: join(folder, 'hub.sqlite') });
  const logger = pino({ level: 'silent' });
  const heads = createLogHeads({ folder: join(folder, 'heads'), keyFile: join(folder, 'log-key.pem') });
  signing = createLogSigning({ log: store.log, heads, clock, logger });
  signed.length = 0;
  hub = createHub({
    store,
    media: createMediaDouble(),
    recorder: createRecorderDouble(),
    ballots: createMemoryBallotBox(),
    connections: { push: () => undefined, end: () => undefined },
    seats: createSeats(),
    clock,
    logger,
    onClosed: (id) => {
      void signing.sign(id).then(() => signed.push(id));
    },
  });
  await hub.start();
  await hub.create(draft());
  for (const { card } of [seats.chair, seats.provinceChair, seats.communeSite, seats.farSite, seats.delegate])
    await send('hub', joining(card));
  await send(who.chair, { type: 'meeting.open' });
  await send(who.communeSite, request({ topic: formula }));
  await send(who.farSite, request({ topic: 'Đường sá' }));
  await send(who.chair, grant(who.communeSite));
  http = await startHttp({
    auth: {
      ...auth,
      verify: async (token) => {
        const value = principalByToken[token];
        return value ? { ok: true, value } : { ok: false, refusal: { code: 'unauthenticated' } };
      },
    },
    records: createMeetingRecords({
      log: store.log,
      heads,
      live: (id) => hub.meeting(id)?.state() ?? null,
    }),
    clock,
  });
});
afterEach(async () => {
  signing.close();
  hub.close();
  await http.close();
  await store.close();
  await rm(folder, { recursive: true });
});

describe('the log over HTTP', () => {
  it('LOG-5: is read by those entitled and by nobody else', async () => {
    for (const token of ['administrator', 'chair', 'secretary', 'operator'])
      expect([token, (await page('', token)).right]).toEqual([token, 'whole']);
    expect((await page('', 'province-chair')).right).toBe('part');
    for (const path of ['/log', '/log.csv', '/log.jsonl', '/state', '/reports/speech.csv']) {
      for (const token of ['delegate', 'province-operator'])
        expect(await codeOf(await ask(`/meetings/${meeting}${path}`, token))).toEqual([403, 'not-permitted']);
      expect(await codeOf(await ask(`/meetings/${meeting}${path}`, 'stranger'))).toEqual([404, 'not-found']);
      expect((await ask(`/meetings/${meeting}${path}`, 'no such token')).status).toBe(401);
    }
    expect(await codeOf(await ask('/meetings/no-such-meeting/log', 'administrator'))).toEqual([
      404,
      'not-found',
    ]);
    expect((await ask(`/meetings/${meeting}/log/verify`, 'delegate', 'POST')).status).toBe(403);
  });

  it('LOG-5: shows a subtree’s chair what concerns the subtree, and gives out no chain with holes', async () => {
    const whole = await page();
    const part = await page('', 'province-chair');
    const requests = (log: LogPage) =>
      log.lines.filter(({ code }) => code === 'floorRequested').map(({ names }) => names.whom);
    expect(requests(whole)).toEqual([seats.communeSite.card.name, seats.farSite.card.name]);
    expect(requests(part)).toEqual([seats.communeSite.card.name]);
    expect(part.lines.map(({ code }) => code)).toContain('meetingOpened');
    expect(JSON.stringify(part)).not.toContain('Đường sá');
    expect(await (await ask(`/meetings/${meeting}/log.csv`, 'province-chair')).text()).not.toContain(
      'Đường sá',
    );
    expect((await ask(`/meetings/${meeting}/log.jsonl`, 'province-chair')).status).toBe(403);
    const { meeting: state } = (await (
      await ask(`/meetings/${meeting}/state`, 'province-chair')
    ).json()) as RecordedState;
    expect(Object.keys(state.participantById)).not.toContain(who.farSite);
  });

  it('LOG-5: the list of meetings says to whom the log is open', () => {
    const reads = (token: string) => {
      const by = principalByToken[token];
      return by && listMeetings(hub, by, clock.now()).map(({ readsLog }) => readsLog);
    };
    expect(reads('secretary')).toEqual([true]);
    expect(reads('province-chair')).toEqual([true]);
    expect(reads('delegate')).toEqual([false]);
  });

  it('LOG-6: is paged by sequence and searched by kind, person and time', async () => {
    const all = await page();
    expect(all.lines.map(({ seq }) => seq)).toEqual(all.lines.map((_, index) => index + 1));
    const first = await page('?limit=3');
    const second = await page(`?limit=3&after=${first.next}`);
    expect([...first.lines, ...second.lines]).toEqual(all.lines.slice(0, 6));
    expect((await page(`?after=${all.lines.length}`)).next).toBeNull();
    const floor = await page(`?kind=floor&person=${encodeURIComponent(who.communeSite)}`);
    expect(floor.lines.map(({ code }) => code)).toEqual(['floorRequested', 'floorGranted']);
    expect((await page(`?from=${clock.now() + 1}`)).lines).toEqual([]);
    expect((await page(`?from=${clock.now()}&to=${clock.now() + 1}`)).lines).toHaveLength(all.lines.length);
    for (const wrong of [
      '?limit=0',
      '?limit=9999',
      '?kind=secrets',
      '?after=-1',
      '?person=%20',
      '?colour=red',
    ])
      expect(await codeOf(await ask(`/meetings/${meeting}/log${wrong}`))).toEqual([400, 'invalid-message']);
  });

  it('LOG-6: goes on growing while the meeting runs', async () => {
    const before = await page();
    await send(who.chair, { type: 'microphone.open' });
    const after = await page();
    expect(after.lines.length).toBeGreaterThan(before.lines.length);
    expect(after.lines.slice(0, before.lines.length)).toEqual(before.lines);
  });

  it('LOG-9: leaves as a table that Excel reads, with nothing in it that Excel would run', async () => {
    const response = await ask(`/meetings/${meeting}/log.csv`);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(decodeURIComponent(response.headers.get('content-disposition') ?? '')).toContain(
      'Nhật ký - A meeting of four levels',
    );
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const table = bytes.toString('utf8');
    expect(table).toContain('"Mời phát biểu"');
    expect(table).toContain('"\'=HYPERLINK(""http://example.invalid"",""Bấm vào đây"")"');
    expect(table).not.toMatch(/(?:^|,)"?=/m);
    expect(table.trimEnd().split('\r\n')).toHaveLength((await page()).lines.length + 1);
  });

  it('LOG-9: leaves entry by entry, and the document’s own recipe walks its chain with sha256sum', async () => {
    const file = join(folder, 'log.jsonl');
    const response = await ask(`/meetings/${meeting}/log.jsonl`, 'administrator');
    await writeFile(file, Buffer.from(await response.arrayBuffer()));
    const recipe = await recipeOf('walk the chain');
    const run = () => execFileSync('bash', ['-c', recipe], { cwd: folder, encoding: 'utf8' }).trim();
    expect(run()).toBe(`holds up to entry ${(await page()).lines.length}`);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('Đường sá', 'Đường xa'));
    expect(run()).toMatch(/^entry \d+ does not hold$/);
  });

  it('REPORT-3: the reports leave as tables for those who read the log', async () => {
    const speech = await (await ask(`/meetings/${meeting}/reports/speech.csv`)).text();
    expect(speech).toContain(`"Đã phát biểu","${seats.communeSite.card.name}"`);
    expect(speech).toContain('"Tổng cộng"');
    const attendance = await (await ask(`/meetings/${meeting}/reports/attendance.csv`)).text();
    expect(attendance).toContain(`"Điểm cầu","${seats.farSite.card.name}"`);
    const part = await (await ask(`/meetings/${meeting}/reports/attendance.csv`, 'province-chair')).text();
    expect(part).not.toContain(`"Điểm cầu","${seats.farSite.card.name}"`);
  });

  it('REPORT-3: a closed meeting that the hub no longer holds is read from its log', async () => {
    await send(who.chair, { type: 'meeting.close' });
    const before = (await (await ask(`/meetings/${meeting}/state`)).json()) as RecordedState;
    const other = await startHttp({
      auth: { ...auth, verify: async () => ({ ok: true, value: principalByToken.secretary as Principal }) },
      records: createMeetingRecords({
        log: store.log,
        heads: createLogHeads({ folder: join(folder, 'heads'), keyFile: join(folder, 'log-key.pem') }),
        live: () => null,
      }),
      clock,
    });
    const response = await fetch(`${other.url}/api/meetings/${meeting}/state`, {
      headers: { authorization: 'Bearer secretary' },
    });
    const after = (await response.json()) as RecordedState;
    await other.close();
    expect(after).toEqual(before);
    expect(after.meeting.phase.kind).toBe('closed');
  });
});

/** The shell text that stands under a heading of docs/event-log.md. */
async function recipeOf(heading: string): Promise<string> {
  const document = await readFile(new URL('../../docs/event-log.md', import.meta.url), 'utf8');
  const section = document.split(`## ${heading}`, 2)[1] ?? '';
  const recipe = /```sh\n([\s\S]*?)```/.exec(section)?.[1];
  if (recipe === undefined) throw new Error(`no recipe under ${heading}`);
  return recipe;
}

describe('the proof', () => {
  it('LOG-7: an untouched log holds', async () => {
    const entries = (await page()).lines.length;
    expect(await verify()).toMatchObject({ ok: true, fault: null, entries, heads: 0, signedAt: null });
  });

  it('LOG-7: one row changed in the database file is named by its sequence', async () => {
    const seq = (await page()).lines.find(({ text }) => text === 'Đường sá')?.seq;
    tamper((sqlite) =>
      sqlite.prepare("update entries set event = replace(event, 'Đường sá', 'Đường xa')").run(),
    );
    expect(seq).toBeGreaterThan(1);
    expect(await verify()).toMatchObject({ ok: false, fault: 'chain', seq });
    expect(await verify('administrator')).toMatchObject({ ok: false, seq });
  });

  it('LOG-8: a chain rewritten from end to end holds by itself, and is caught by its signed head', async () => {
    await signing.start();
    const entries = (await page()).lines.length;
    expect(await verify()).toMatchObject({ ok: true, heads: 1, agreesTo: entries, signedAt: clock.now() });
    rewrite((event) => event.replace('Đường sá', 'Đường xa'));
    expect(await store.log.firstBroken(meeting)).toBeNull();
    expect(await verify()).toMatchObject({ ok: false, fault: 'head', seq: entries, agreesTo: 0 });
    // What was rewritten gets no new signature, whatever happens to it afterwards.
    await send(who.chair, { type: 'microphone.open' });
    await signing.sign(meeting);
    expect(await headLines()).toHaveLength(1);
  });

  it('LOG-8: entries taken from the end are missed', async () => {
    await signing.start();
    const entries = (await page()).lines.length;
    tamper((sqlite) => sqlite.prepare('delete from entries where seq > ?').run(entries - 2));
    expect(await verify()).toMatchObject({ ok: false, fault: 'head', seq: entries });
  });

  it('LOG-8: a head that somebody else wrote is no proof', async () => {
    await signing.start();
    const [line = ''] = await headLines();
    const [name = ''] = await headFiles();
    await appendFile(join(folder, 'heads', name), `${line.replace('"seq":', '"seq":1')}\n{"head":{"cut sho`);
    expect(await verify()).toMatchObject({ ok: false, fault: 'signature' });
  });

  it('LOG-8: heads are signed each day, only of what changed, and when a meeting ends', async () => {
    await signing.start();
    await signing.start();
    expect(await headLines()).toHaveLength(1);
    await send(who.chair, { type: 'meeting.close' });
    await until('the closed meeting is signed', () => signed.includes(meeting));
    expect(await headLines()).toHaveLength(2);
    expect(await headFiles()).toEqual(['heads-2026-11.jsonl']);
    expect(await verify()).toMatchObject({ ok: true, heads: 2, agreesTo: (await page()).lines.length });
    expect(new Date(nextMidnight(clock.now())).toISOString()).toBe('2026-11-23T17:00:00.000Z');
    expect(nextMidnight(nextMidnight(clock.now())) - nextMidnight(clock.now())).toBe(86_400_000);
  });

  it('LOG-8: the key is its owner’s alone, outlives a restart, and its public part verifies a head by openssl', async () => {
    await signing.start();
    expect((await stat(join(folder, 'log-key.pem'))).mode & 0o777).toBe(0o600);
    const pem = await (await fetch(`${http.url}/api/log-key`)).text();
    const again = createLogHeads({ folder: join(folder, 'heads'), keyFile: join(folder, 'log-key.pem') });
    expect(again.publicKey).toBe(pem);
    expect((await again.of(meeting)).map(({ genuine }) => genuine)).toEqual([true]);
    await writeFile(join(folder, 'diemcau-log-key.pem'), pem);
    const [line = ''] = await headLines();
    await writeFile(join(folder, 'head.jsonl'), `${line}\n`);
    const recipe = await recipeOf('verify a signed head');
    const run = () => execFileSync('bash', ['-c', recipe], { cwd: folder, encoding: 'utf8' });
    expect(run()).toContain('Signature Verified Successfully');
    await writeFile(join(folder, 'head.jsonl'), `${line.replace('"seq":', '"seq":1')}\n`);
    expect(run).toThrow();
  });
});
