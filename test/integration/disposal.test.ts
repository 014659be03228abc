import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it, vi } from 'vitest';
import { packageFiles } from '../../protocol/recording-package.ts';
import {
  asker,
  confirmer,
  meeting,
  moments,
  openService,
  openStore,
  recordings,
  row,
  writeBooks,
} from '../support/disposing-hub.ts';

const program = fileURLToPath(new URL('../support/disposing-hub.ts', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'diemcau-disposal-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const manifest = 'ab'.repeat(32);
/** Four files of 100 bytes in all beside the manifest, one of them in a folder of its own. */
function writePackages(folder: string): void {
  for (const id of recordings) {
    const place = join(folder, 'archive', id);
    mkdirSync(join(place, packageFiles.tracks), { recursive: true });
    writeFileSync(join(place, packageFiles.video), Buffer.alloc(70));
    writeFileSync(join(place, packageFiles.speakers), Buffer.alloc(10));
    writeFileSync(join(place, packageFiles.tracks, 'micro phone\n.mka'), Buffer.alloc(20));
    writeFileSync(join(place, packageFiles.manifest), manifest);
  }
  writeFileSync(join(folder, 'archive', 'another'), 'stays');
  for (const of of [meeting, 'm-2']) {
    mkdirSync(join(folder, 'documents', of), { recursive: true });
    writeFileSync(join(folder, 'documents', of, 'ab'.repeat(32)), 'Dự thảo nghị quyết');
  }
}

it.each(moments)(
  'DOSSIER-10, DOSSIER-6: a hub that dies while it disposes (%s) has it done at its next start',
  async (moment) => {
    const folder = join(root, moment);
    mkdirSync(folder);
    writePackages(folder);
    const first = await openStore(folder);
    await writeBooks(first);
    const asking = openService(first, folder);
    const main = row('r-1' as (typeof recordings)[number]);
    for (const order of [
      { type: 'retention.set', name: '5 năm' },
      { type: 'disposal.ask', reason: 'Hết thời hạn bảo quản' },
    ] as const)
      expect(await asking.order(asker, main, order)).toMatchObject({ ok: true });
    await first.close();

    const child = spawn(process.execPath, [program, folder, moment], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
    const left = readdirSync(join(folder, 'archive'));
    expect(left).toEqual(moment === 'removed' ? ['another'] : ['another', 'r-1', 'r-2']);

    const store = await openStore(folder);
    expect(await store.dossiers.inDisposal('confirmed')).toEqual([meeting]);
    expect((await store.recordings.all()).map(({ state }) => state)).toEqual(['disposed', 'disposed']);
    const told = vi.fn();
    const service = openService(store, folder);
    service.onDisposed(told);
    await service.start();
    expect(readdirSync(join(folder, 'archive'))).toEqual(['another']);
    expect(readdirSync(join(folder, 'documents'))).toEqual(['m-2']);
    await vi.waitFor(async () => expect(await store.dossiers.inDisposal('carriedOut')).toEqual([meeting]));
    expect(told.mock.calls.map(([id]) => id).toSorted()).toEqual(recordings);

    const { disposal } = await service.read(confirmer, main);
    const digest = createHash('sha256').update(manifest).digest('hex');
    const list = recordings.map((id) => `${digest}  ${id}\n`).join('');
    expect(disposal).toMatchObject({
      state: 'done',
      by: { name: 'Hà' },
      confirmedBy: { name: 'Nam' },
      reason: 'Hết thời hạn bảo quản',
      files: 8,
      bytes: 2 * (100 + manifest.length),
      manifestSha256: createHash('sha256').update(list).digest('hex'),
    });
    expect(await store.dossiers.log.firstBroken(meeting)).toBeNull();
    expect(existsSync(join(folder, 'archive', 'another'))).toBe(true);
    service.close();
    await store.close();
  },
);
