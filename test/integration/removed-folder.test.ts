import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RecordingId } from '../../core/id.ts';
import type { CataloguePage } from '../../protocol/archive.ts';
import { exportOf, heldMeeting, meetingId, recordingIds } from '../support/archived-meeting.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';

const [one = '' as RecordingId, two = '' as RecordingId] = recordingIds;
let hub: HubProcess;
let token = '';
let aside = '';

const folderOf = (recording: RecordingId) => join(hub.dataFolder, 'archive', recording);
const filmOf = (recording: RecordingId) => `film of ${recording}`;

const ask = (path: string, init: RequestInit = {}) =>
  fetch(new URL(`/api/${path}`, hub.origin), {
    ...init,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...init.headers },
  });
const post = (path: string, body: unknown) => ask(path, { method: 'POST', body: JSON.stringify(body) });
/** Its status, and the code of a refusal. */
const codeOf = async (response: Response) => {
  const said = await response.json();
  return [response.status, said.refusal?.code ?? null];
};

async function signIn(): Promise<void> {
  const response = await fetch(new URL('/api/session', hub.origin), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: hub.origin },
    body: JSON.stringify({ username: 'quantri', password: 'diemcau' }),
  });
  token = (await response.json()).token;
}

beforeAll(async () => {
  const [started, held] = await Promise.all([startHub(), heldMeeting()]);
  hub = started;
  aside = await mkdtemp(join(tmpdir(), 'diemcau-aside-'));
  await signIn();
  const taken = await ask('archive-import', {
    method: 'POST',
    headers: { 'content-type': 'application/zip' },
    body: new Uint8Array(await exportOf(held)),
  });
  expect(await taken.json()).toMatchObject({ ok: true, meeting: meetingId });
  await held.close();
  await cp(folderOf(one), join(aside, one), { recursive: true });
});
afterAll(async () => {
  await hub?.dispose();
  await rm(aside, { recursive: true, force: true });
});

/** Everything that one may ask of a recording's folder is answered, each in one word. */
async function expectGone(recording: RecordingId): Promise<void> {
  const files = ['video', 'download', 'sound', 'excerpt?from=0&to=500', 'speakers.vtt', 'chapters'];
  for (const part of files)
    expect([part, ...(await codeOf(await ask(`archive/${recording}/${part}`)))]).toEqual([
      part,
      404,
      'not-found',
    ]);
  for (const range of ['bytes=0-3', 'bytes=-1', 'bytes=999999-'])
    expect([
      range,
      ...(await codeOf(await ask(`archive/${recording}/video`, { headers: { range } }))),
    ]).toEqual([range, 404, 'not-found']);
  expect(await (await post(`archive/${recording}/verify`, {})).json()).toMatchObject({ ok: false });
  expect(
    await codeOf(await post(`archive/${recording}/compose`, { height: 720, layout: 'speaker' })),
  ).toEqual([409, 'package-damaged']);
  expect(await codeOf(await ask(`archive/${recording}/export`))).toEqual([409, 'package-damaged']);
  for (const part of ['', '/beside', '/dossier'])
    expect([part, (await ask(`archive/${recording}${part}`)).status]).toEqual([part, 200]);
}

async function expectSound(recording: RecordingId): Promise<void> {
  const film = filmOf(recording);
  expect(await (await ask(`archive/${recording}/video`)).text()).toBe(film);
  const part = await ask(`archive/${recording}/video`, { headers: { range: 'bytes=1-4' } });
  expect([part.status, await part.text()]).toEqual([206, film.slice(1, 5)]);
  expect((await ask(`archive/${recording}/video`, { headers: { range: 'bytes=999-' } })).status).toBe(416);
  expect(await (await post(`archive/${recording}/verify`, {})).json()).toMatchObject({ ok: true });
}

async function expectListed(): Promise<void> {
  const page: CataloguePage = await (await ask('archive')).json();
  expect(page.lines.map(({ id }) => id).toSorted()).toEqual([one, two]);
}

it('ARCHIVE-8: a folder removed by hand while the hub runs is told of clearly, and all is well once it is put back', async () => {
  await expectSound(one);
  await rm(folderOf(one), { recursive: true });
  await expectGone(one);
  await expectSound(two);
  await expectListed();
  await cp(join(aside, one), folderOf(one), { recursive: true });
  await expectSound(one);
});

it('DOSSIER-7: a meeting whose recording is damaged, or gone, is not handed over', async () => {
  const order = { to: 'Lưu trữ lịch sử', receiver: 'Bình', receiverPosition: '', note: '' };
  const handOver = async () =>
    codeOf(await post(`archive/${two}/dossier`, { type: 'custody.handOver', ...order }));
  await writeFile(join(folderOf(one), 'recording.mp4'), 'damaged');
  await post(`archive/${one}/verify`, {});
  expect(await handOver()).toEqual([409, 'package-damaged']);
  await rm(folderOf(one), { recursive: true });
  await cp(join(aside, one), folderOf(one), { recursive: true });
  await expectSound(one);
  await rm(folderOf(one), { recursive: true });
  expect(await handOver()).toEqual([409, 'package-damaged']);
  await cp(join(aside, one), folderOf(one), { recursive: true });
});

it('ARCHIVE-8: so is one that was removed while the hub was away', async () => {
  await hub.stop();
  await rm(folderOf(two), { recursive: true });
  hub = await hub.restart();
  await signIn();
  await expectGone(two);
  await expectSound(one);
  await expectListed();
  const log = await readFile(join(hub.dataFolder, 'hub.log'), 'utf8');
  expect(log).not.toContain('"level":60');
});
