import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { installDebianPackages, missingDebianPackages } from './debian-packages.mjs';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'debian-'));
  vi.stubEnv('PATH', folder);
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

function command(name: string, script: string) {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
}

it('asks dpkg what is not installed, and takes an unpacked or removed package for missing', () => {
  command('dpkg-query', 'printf "cmake installed\\ng++ unpacked\\nffmpeg config-files\\n"; exit 1');
  expect(missingDebianPackages(['cmake', 'g++', 'ffmpeg', 'unheard-of'])).toEqual([
    'g++',
    'ffmpeg',
    'unheard-of',
  ]);
});

it('tells who is not root the one command to run', async () => {
  command('apt-get', 'exit 1');
  vi.spyOn(process, 'getuid').mockReturnValue(1_000);
  await expect(installDebianPackages(['cmake', 'ffmpeg'], () => {})).rejects.toMatchObject({
    message: expect.stringContaining('cmake ffmpeg'),
    remedy: expect.stringContaining(
      'sudo apt-get update && sudo apt-get install -y --no-install-recommends cmake ffmpeg',
    ),
  });
});

it('says on another system what it needs and how to name it by hand', async () => {
  vi.spyOn(process, 'getuid').mockReturnValue(0);
  await expect(installDebianPackages(['ffmpeg'], () => {})).rejects.toMatchObject({
    message: expect.stringContaining('no apt-get'),
    remedy: expect.stringContaining('FFMPEG_BIN'),
  });
});
