import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { RecordingId } from '../core/id.ts';
import type { PackageRow } from './archive-ports.ts';
import { lostKeyFaults } from './lost-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'diemcau-key-'));
afterAll(() => rmSync(folder, { recursive: true }));
const there = join(folder, 'there.pem');
writeFileSync(there, '');
const gone = join(folder, 'gone.pem');
const row = (sealedAt: number | null): PackageRow => ({
  recording: 'r-1' as RecordingId,
  sealedAt,
  origin: sealedAt === null ? 'of another hub' : null,
  checkedAt: null,
  sound: true,
});

it.each<[string, string, readonly PackageRow[], readonly string[]]>([
  ['the key is there', there, [row(1)], []],
  ['nothing was signed yet', gone, [], []],
  ['all that is there was signed by another hub', gone, [row(null)], []],
  ['packages were signed by a key that is gone', gone, [row(null), row(1)], ['eventLog.keyFile']],
])('PACKAGE-10: %s', async (_, keyFile, rows, keys) => {
  const config = { eventLog: { keyFile, headsFolder: folder } };
  const faults = await lostKeyFaults(config, { packages: { all: async () => rows } });
  expect(faults.map(({ key }) => key)).toEqual(keys);
  for (const { problem, expected } of faults)
    for (const language of ['vi', 'en'] as const) {
      expect(problem[language]).toContain(gone);
      expect(expected[language]).toContain(`openssl genpkey -algorithm ed25519 -out ${gone}`);
    }
});
