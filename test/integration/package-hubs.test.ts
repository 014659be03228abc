import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { demoPassword } from '../../config/demo.ts';
import type { ArchiveItem, ImportReply, VerifyReply } from '../../protocol/archive.ts';
import type { SessionReply } from '../../protocol/http.ts';
import { recordingFolder } from '../../server/package/folder.ts';
import { placeMark } from '../../server/package/folder-place.ts';
import { createStore } from '../../server/store/store.ts';
import { meetingId, recordingIds, writeMeeting } from '../support/archived-meeting.ts';
import { type HubProcess, startHub } from '../support/hub-process.ts';

async function signIn({ origin }: HubProcess) {
  const response = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ username: 'quantri', password: demoPassword }),
  });
  const { token } = (await response.json()) as SessionReply;
  return (path: string, init: RequestInit = {}) =>
    fetch(`${origin}/api/${path}`, { ...init, headers: { authorization: `Bearer ${token}`, origin } });
}

it('PACKAGE-2, PACKAGE-4, PACKAGE-6, PACKAGE-8: one hub signs and copies what it finds, and another takes it in', async () => {
  const second = await mkdtemp(join(tmpdir(), 'diemcau-second-'));
  const first = await startHub();
  onTestFinished(() => first.dispose());
  await first.stop();
  const store = await createStore({ file: join(first.dataFolder, 'hub.sqlite') });
  await writeMeeting(store, (recording) => recordingFolder(join(first.dataFolder, 'archive'), recording));
  await store.close();
  const [again, other] = await Promise.all([
    first.restart(),
    startHub({ DIEMCAU_ARCHIVE_COPIES: `kho 2=${second}` }),
  ]);
  onTestFinished(async () => {
    await again.stop();
    await other.dispose();
    await rm(second, { recursive: true });
  });

  const ask = await signIn(again);
  const verified = async () => {
    const response = await ask(`archive/${recordingIds[0]}/verify`, { method: 'POST' });
    return ((await response.json()) as VerifyReply).signature;
  };
  await expect.poll(verified).toBe('genuine');
  const exported = await ask(`archive/${recordingIds[0]}/export`);
  expect(exported.status).toBe(200);
  const bytes = await exported.arrayBuffer();

  const askOther = await signIn(other);
  const reply = await askOther('archive-import', { method: 'POST', body: bytes });
  expect((await reply.json()) as ImportReply).toMatchObject({ ok: true, meeting: meetingId, own: false });
  const item = async () => (await (await askOther(`archive/${recordingIds[0]}`)).json()) as ArchiveItem;
  expect(await item()).toMatchObject({ state: 'ready', unitName: 'unit TW', checked: { ok: true } });
  const log = await askOther(`meetings/${meetingId}/log/verify`, { method: 'POST' });
  expect(await log.json()).toMatchObject({ ok: true, fault: null });
  await expect
    .poll(async () => (await item()).copies, { timeout: 10_000 })
    .toMatchObject([{ place: 'kho 2', state: 'verified' }]);
  expect((await readdir(second)).toSorted()).toEqual([...recordingIds, placeMark].toSorted());
  const health = (await (await fetch(`${other.origin}/healthz`)).json()) as {
    parts: Record<string, unknown>;
  };
  expect(health.parts).toHaveProperty('archive');
});
