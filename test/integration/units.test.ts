import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readUnitFile } from '../../config/unit-file.ts';
import type { MeetingId, ParticipantId, UnitId } from '../../core/id.ts';
import type { CataloguePage } from '../../protocol/archive.ts';
import type { UnitOrder, UnitPreview, UnitRegisterReply } from '../../protocol/units.ts';
import type { AccountRow } from '../../server/ports.ts';
import { createUnitAdministration } from '../../server/unit-administration.ts';
import { unitTree } from '../../server/unit-tree.ts';
import {
  auth,
  codeOf,
  type HttpHub,
  store as httpStore,
  principal,
  recording,
  startHttp,
} from '../doubles/http-hub.ts';
import { createMemoryStore, type MemoryStore } from '../doubles/store.ts';

const path = (name: string) => new URL(`../../config/${name}`, import.meta.url).pathname;
const fourLevels = readFileSync(path('units-4-levels.json'), 'utf8');
const clock = { now: () => 1_795_000_000_000 };
const principals = {
  administrator: principal('person', 'TW', { administrator: true }),
  operator: principal('person', 'TW', { roles: ['operator'] }),
  secretary: principal('person', '11.103.03156', { roles: ['secretary'] }),
  neighbour: principal('person', '11.103.03165', { roles: ['secretary'] }),
  site: principal('site', 'TW', { roles: ['site'] }),
};

let store: MemoryStore;
let http: HttpHub;

beforeEach(async () => {
  store = createMemoryStore();
  const read = readUnitFile(path('units-4-levels.json'));
  if (!read.ok) throw new Error('the demo units are broken');
  const { levels, units } = unitTree(read.file);
  await store.units.replace(levels, units);
  await store.recordings.put(recording('r1', '11.103.03156'));
  http = await startHttp({
    auth: {
      ...auth,
      verify: async (token) => {
        const value = Object.entries(principals).find(([name]) => name === token)?.[1];
        return value ? { ok: true, value } : { ok: false, refusal: { code: 'unauthenticated' } };
      },
    },
    store: { ...httpStore, units: store.units, recordings: store.recordings },
    units: createUnitAdministration({ store, clock, logger: pino({ level: 'silent' }) }),
  });
});
afterEach(() => http.close());

const send = (part: string, body: unknown, token = 'administrator') =>
  fetch(`${http.url}/api/units/${part}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const read = (route: string, token = 'administrator') =>
  fetch(http.url + route, { headers: { authorization: `Bearer ${token}` } });
const preview = async (order: UnitOrder) => (await (await send('preview', { order })).json()) as UnitPreview;
const register = async () => (await (await read('/api/units/register')).json()) as UnitRegisterReply;
const file = (text: string, absent: 'keep' | 'close' = 'keep'): UnitOrder => ({ kind: 'file', text, absent });
const wish = (wished: Extract<UnitOrder, { kind: 'wish' }>['wish']): UnitOrder => ({
  kind: 'wish',
  wish: wished,
});
const id = (text: string) => text as UnitId;
const recordOf = async (code: string) => (await register()).records.find((record) => record.id === code);

const csv = (...rows: readonly string[]) =>
  ['\uFEFFMã;Tên;Cấp;Mã cấp trên;Sáp nhập từ', ...rows].join('\r\n');

it('UNIT-6: nobody but administrators reads, previews or changes units, whatever the body', async () => {
  for (const token of ['operator', 'secretary', 'site']) {
    expect(await codeOf(await read('/api/units/register', token))).toEqual([403, 'not-permitted']);
    for (const part of ['preview', 'apply'])
      expect(await codeOf(await send(part, { order: file(csv()), revision: 1 }, token))).toEqual([
        403,
        'not-permitted',
      ]);
  }
  expect((await register()).revision).toBe(1);
});

it('UNIT-1: a circle, a missing parent, a code twice, a strange level and bad names are each told by line', async () => {
  const { faults, changes } = await preview(
    file(
      csv(
        '12;Tỉnh Một;Cấp tỉnh;TW',
        '12.1;Xã A;Cấp xã;12.2',
        '12.2;Xã B;Cấp xã;12.1',
        '12.3;Xã C;Cấp xã;99',
        '',
        '12.4;Xã D;Cấp làng;12',
        '12.4;;Cấp xã;12',
        `12.5;${'x'.repeat(201)};Cấp xã;12`,
        'có dấu;Xã E;Cấp xã;12',
        '12.6;Xã F;Cấp xã;12;chưa-từng-có',
      ),
    ),
  );
  expect(changes).toEqual([]);
  expect(faults.map(({ line, code, detail }) => [line, code, detail])).toEqual([
    [3, 'cycle', ''],
    [4, 'cycle', ''],
    [5, 'missing-parent', '99'],
    [7, 'unknown-level', 'Cấp làng'],
    [8, 'duplicate', ''],
    [8, 'empty-name', ''],
    [9, 'long-name', '201'],
    [10, 'bad-code', ''],
    [11, 'unknown-merged', 'chưa-từng-có'],
  ]);
});

it('UNIT-1: what is wrong is refused as a whole, and nothing is written', async () => {
  const order = file(csv('12;Tỉnh Một;Cấp tỉnh;TW', '12.1;Xã A;Cấp xã;nowhere'));
  expect(await codeOf(await send('apply', { order, revision: 1 }))).toEqual([422, 'broken-units']);
  expect((await register()).records).toHaveLength(77);
});

it('UNIT-2: what the preview shows is what is done, with names of 200 characters, emoji, marks and markup', async () => {
  const names = ['🌾'.repeat(200), '\u202eXã mực', '<script>alert(1)</script>', 'Xã "Tây"; Đông'];
  const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
  const order = file(csv(...names.map((name, at) => `11.103.9${at};${quoted(name)};Cấp xã;11.103`)));
  const shown = await preview(order);
  expect(shown.faults).toEqual([]);
  expect(shown.changes.map(({ kind, name, to }) => [kind, name, to])).toEqual(
    names.map((name) => ['added', name, 'Huyện Nậm Pồ']),
  );
  expect((await send('apply', { order, revision: shown.revision })).status).toBe(200);
  const after = await register();
  expect(after.revision).toBe(2);
  expect(after.records.slice(-4).map(({ name }) => name)).toEqual(names);
});

it('UNIT-2: is refused once somebody changed the tree after the preview', async () => {
  const order = wish({ kind: 'close', unit: id('11.103.03165') });
  const { revision } = await preview(order);
  const other = wish({
    kind: 'add',
    unit: { id: '11.104', name: 'Huyện Mới', level: (await recordOf('11.103'))!.level, parent: id('11') },
  });
  expect((await send('apply', { order: other, revision })).status).toBe(200);
  expect(await codeOf(await send('apply', { order, revision }))).toEqual([409, 'out-of-order']);
  expect(await recordOf('11.103.03165')).toMatchObject({ closedAt: null });
});

it('UNIT-2: the file of three levels leads from the four-level tree to its own, and a second time to nothing', async () => {
  const order = file(readFileSync(path('units-3-levels.json'), 'utf8'), 'close');
  const shown = await preview(order);
  const kinds = new Set(shown.changes.map(({ kind }) => kind));
  expect([...kinds].sort()).toEqual(['added', 'closed']);
  expect(shown.levelsChange).toBe(true);
  expect((await send('apply', { order, revision: 1 })).status).toBe(200);
  const wanted = JSON.parse(readFileSync(path('units-3-levels.json'), 'utf8')).units as { id: string }[];
  expect((await store.units.all()).map((unit) => unit.id).sort()).toEqual(wanted.map((one) => one.id).sort());
  const again = await preview(order);
  expect([again.changes, again.levelsChange]).toEqual([[], false]);
});

const account = (username: string, at: string, more: Partial<AccountRow> = {}): AccountRow => ({
  id: `person:${username}` as ParticipantId,
  username,
  name: username,
  position: '',
  unit: id(at),
  passwordHash: 'never shown',
  administrator: false,
  standingRoles: [],
  disabledAt: null,
  ...more,
});

it('UNIT-5: a unit with a meeting, a device or an account is not closed, and each is named', async () => {
  const at = '11.103.03156';
  await store.meetings.put({
    ...{ id: 'm1' as MeetingId, title: 'Giao ban xã', unit: id(at), scheduledAt: 1 },
    phase: { kind: 'scheduled' },
  } as Parameters<typeof store.meetings.put>[0]);
  await store.devices.put({
    ...{ id: 'd1', unit: id(at), credentialHash: 'h', pairedAt: 1, lastSeenAt: null, revokedAt: null },
    pairedBy: 'person:x' as ParticipantId,
  });
  await store.accounts.put(
    account('thuky.xa', 'TW', { standingRoles: [{ role: 'secretary', unit: id(at) }] }),
  );
  await store.accounts.put(account('da.nghi', at, { disabledAt: 5 }));
  const order = wish({ kind: 'close', unit: id(at) });
  const { obstacles } = await preview(order);
  expect(obstacles).toEqual([
    { unit: at, name: 'Xã Nậm Tin', kind: 'meeting', what: 'Giao ban xã' },
    { unit: at, name: 'Xã Nậm Tin', kind: 'device', what: 'Xã Nậm Tin' },
    { unit: at, name: 'Xã Nậm Tin', kind: 'account', what: 'thuky.xa' },
  ]);
  expect(await codeOf(await send('apply', { order, revision: 1 }))).toEqual([422, 'broken-units']);
  expect(await recordOf(at)).toMatchObject({ closedAt: null });
});

it('UNIT-4, ARCHIVE-3: accounts go along with a merger, and the successor’s secretary sees the predecessor’s recordings', async () => {
  const [old, into] = ['11.103.03156', '11.103.03165'];
  await store.accounts.put(
    account('thuky.xa', old, { standingRoles: [{ role: 'secretary', unit: id(old) }] }),
  );
  const seen = async (token: string) =>
    ((await (await read('/api/archive', token)).json()) as CataloguePage).lines.map((item) => item.unitName);
  expect(await seen('neighbour')).toEqual([]);
  const order = file(csv(`${into};Xã Pa Tần;Cấp xã;11.103;${old}`));
  const shown = await preview(order);
  expect(shown.changes.map(({ kind, name, to }) => [kind, name, to])).toEqual([
    ['merged', 'Xã Nậm Tin', 'Xã Pa Tần'],
  ]);
  expect((await send('apply', { order, revision: 1 })).status).toBe(200);
  expect(await store.accounts.byUsername('thuky.xa')).toMatchObject({
    unit: into,
    standingRoles: [{ role: 'secretary', unit: into }],
  });
  // Named as it was at its time.
  expect(await seen('neighbour')).toEqual(['Đơn vị 11.103.03156']);
  expect((await read('/api/archive/r1', 'neighbour')).status).toBe(200);
  expect((await store.units.all()).map((unit) => unit.id)).not.toContain(old);
});

it('takes a country’s units in one body, and no more than that, on these routes alone', async () => {
  const rows = Array.from({ length: 3_500 }, (_, at) => `11.9${at};Xã số ${at} ${'ố'.repeat(30)};Cấp xã;11`);
  const shown = await preview(file(csv(...rows)));
  expect(shown.changes).toHaveLength(3_500);
  const tooLarge = await send('preview', { order: file('x'.repeat(6_100_000)) });
  expect(await codeOf(tooLarge)).toEqual([413, 'too-large']);
  const elsewhere = await fetch(`${http.url}/api/meetings`, {
    method: 'POST',
    headers: { authorization: 'Bearer administrator', 'content-type': 'application/json' },
    body: JSON.stringify({ title: 'x'.repeat(70_000) }),
  });
  expect(await codeOf(elsewhere)).toEqual([413, 'too-large']);
});

it('a file that is none is told as such, and so is a wish of a unit that does not exist', async () => {
  const faultsOf = async (order: UnitOrder) =>
    (await preview(order)).faults.map(({ line, code }) => [line, code]);
  expect(await faultsOf(file('{"levels": [],\n}'))).toEqual([[2, 'not-json']]);
  expect(await faultsOf(file(fourLevels.replace('"name"', '"nmae"')))).toMatchObject([
    [null, 'shape'],
    [null, 'shape'],
  ]);
  expect(await faultsOf(file('  \r\n'))).toEqual([[null, 'no-units']]);
  expect(await faultsOf(wish({ kind: 'close', unit: id('gone') }))).toEqual([[null, 'unknown-unit']]);
  expect(await codeOf(await send('preview', { order: { kind: 'file', text: '' } }))).toEqual([
    400,
    'invalid-message',
  ]);
});
