import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Meeting } from '../../core/meeting.ts';
import type { ImportReply } from '../../protocol/archive.ts';
import { codeOf, type HttpHub, records, startHttp } from '../doubles/http-hub.ts';
import {
  type ArchiveHub,
  digest,
  emptyHub,
  heldMeeting,
  meetingId,
  meetingState,
  recordingIds,
  writePackage,
} from '../support/archived-meeting.ts';
import { unzip } from '../support/zip-file.ts';

let held: ArchiveHub;
let http: HttpHub;
let state: Meeting;
const [first] = recordingIds;
beforeAll(async () => {
  held = await heldMeeting();
  state = meetingState();
  http = await startHttp({
    packages: held.packages,
    store: held.store,
    records: { ...records, state: async () => state },
  });
});
afterAll(async () => {
  await http.close();
  await held.close();
});

const ask = (path: string, who = 'administrator', init: RequestInit = {}) =>
  fetch(`${http.url}/api/${path}`, { ...init, headers: { authorization: `Bearer ${who}` } });

it('PACKAGE-4: a package goes over the line from one hub to another', async () => {
  const response = await ask(`archive/${first}/export`);
  expect(response.headers.get('content-type')).toBe('application/zip');
  const disposition = response.headers.get('content-disposition') ?? '';
  expect(decodeURIComponent(disposition.split("UTF-8''")[1] ?? '')).toBe(
    'Hội nghị giao ban quý IV 2026 - 2027-01-15.zip',
  );
  const bytes = Buffer.from(await response.arrayBuffer());
  const content = await unzip(bytes);
  const attendance =
    [...content].find(([path]) => path.endsWith('data/attendance.csv'))?.[1].toString() ?? '';
  expect(attendance).toContain('Name of chair');

  const other = await emptyHub();
  const second = await startHttp({ packages: other.packages });
  const send = (body: Buffer, who = 'administrator') =>
    fetch(`${second.url}/api/archive-import`, {
      method: 'POST',
      headers: { authorization: `Bearer ${who}`, 'content-type': 'application/zip' },
      body: new Uint8Array(body),
    });
  expect(await codeOf(await send(bytes, 'secretary'))).toEqual([403, 'not-permitted']);
  const refused = (await (await send(bytes.subarray(0, -1_000))).json()) as ImportReply;
  expect(refused).toEqual({ ok: false, faults: [{ code: 'not-a-package', path: '' }] });
  expect(await (await send(Buffer.alloc(0))).json()).toEqual(refused);
  const taken = (await (await send(bytes)).json()) as ImportReply;
  expect(taken).toMatchObject({ ok: true, meeting: meetingId, own: false });
  expect(await other.packages.verify(recordingIds[0]!)).toMatchObject({ ok: true });
  await second.close();
  await other.close();
});

it('PACKAGE-4: is for who may export the whole meeting, once it has ended and nothing of it is under way', async () => {
  const exported = async (who: string) => codeOf(await ask(`archive/${first}/export`, who));
  // An operator sees the recordings of the unit and below, and takes nothing home; others see nothing of it.
  expect(await exported('operator')).toEqual([404, 'not-found']);
  expect(await exported('delegate')).toEqual([403, 'not-permitted']);
  const row = await held.store.recordings.byId(recordingIds[0]!);
  if (row === null) throw new Error('the recording is there');
  // A secretary of a district's own part has no right to the log of all.
  await held.store.recordings.put({ ...row, unit: '11.103' as typeof row.unit });
  expect(await exported('secretary')).toEqual([403, 'not-permitted']);
  await held.store.recordings.put(row);
  state = { ...state, phase: { kind: 'live', openedAt: 1, adjournedAt: null, rest: null } };
  expect(await exported('administrator')).toEqual([409, 'not-closed']);
  state = meetingState();
  await held.store.recordings.put({ ...row, id: 'm1.r77' as typeof row.id, state: 'composing' });
  expect(await exported('administrator')).toEqual([409, 'out-of-order']);
  await held.store.recordings.put({ ...row, id: 'm1.r77' as typeof row.id, state: 'failed' });
});

it('PACKAGE-4: ends when its caller goes away, and holds nothing in memory meanwhile', async () => {
  const large = await heldMeeting();
  const [id] = recordingIds;
  const film = Buffer.alloc(60_000_000, 'film');
  await writePackage(large.folderOf(id!), { film: 'small' });
  await writeFile(join(large.folderOf(id!), 'recording.mp4'), film);
  const manifest = join(large.folderOf(id!), 'manifest-sha256.txt');
  await writeFile(manifest, `${digest(film)}  recording.mp4\n`);
  const row = await large.store.recordings.byId(id!);
  if (row !== null) await large.store.recordings.put({ ...row, sha256: digest(film) });
  await large.packages.finished(id!);
  const second = await startHttp({
    packages: large.packages,
    store: large.store,
    records: { ...records, state: async () => meetingState() },
  });
  const before = process.memoryUsage().arrayBuffers;
  const begin = async () => {
    const abort = new AbortController();
    const response = await fetch(`${second.url}/api/archive/${id}/export`, {
      headers: { authorization: 'Bearer administrator' },
      signal: abort.signal,
    });
    return { response, abort };
  };
  const both = [await begin(), await begin()];
  for (const { response } of both) expect((await response.body?.getReader().read())?.done).toBe(false);
  const third = await begin();
  expect(await codeOf(third.response)).toEqual([503, 'overloaded']);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(30_000_000);
  for (const { abort } of both) abort.abort();
  await expect
    .poll(async () => {
      const next = await begin();
      next.abort.abort();
      return next.response.status;
    })
    .toBe(200);
  await second.close();
  await large.close();
});

it('gives the public key to whoever the archive is open to', async () => {
  const response = await ask('archive-key', 'secretary');
  expect(await response.text()).toBe(held.key.publicKey);
  expect((await ask('archive-key', 'delegate')).status).toBe(403);
});
