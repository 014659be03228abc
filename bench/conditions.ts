import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, tmpdir, totalmem } from 'node:os';

/** Under which conditions something was measured. */
export type Conditions = Readonly<Record<string, string | number>>;

function firstLine(command: string | undefined, args: readonly string[]): string {
  if (command === undefined || command === '') return 'none';
  try {
    return (
      execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
        .split('\n', 1)[0]
        ?.trim() ?? ''
    );
  } catch {
    return 'unknown';
  }
}

/** The installed version: some packages do not let their package.json be imported. */
function versionOf(name: string): string {
  const file = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  const { version }: { version: string } = JSON.parse(readFileSync(file, 'utf8'));
  return version;
}

/** The file system under the temporary folder: what a write to disk costs depends on it. */
function temporaryFileSystem(): string {
  const mounts = readFileSync('/proc/mounts', 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' '));
  const holds = (point = '') => tmpdir() === point || tmpdir().startsWith(point === '/' ? '/' : `${point}/`);
  const [mount] = mounts
    .filter(([, point]) => holds(point))
    .toSorted((a, b) => (b[1]?.length ?? 0) - (a[1]?.length ?? 0));
  return mount?.[2] ?? 'unknown';
}

/** Load averages of the last 1, 5 and 15 minutes, as `uptime` shows them. */
export function load(): string {
  return loadavg()
    .map((average) => average.toFixed(2))
    .join(' ');
}

/** The machine and the programs, as they are now. */
export function conditionsNow(): Conditions {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `Linux ${release()}`,
    temporaryFileSystem: temporaryFileSystem(),
    node: process.version,
    mediasoup: versionOf('mediasoup'),
    socketIo: versionOf('socket.io'),
    betterSqlite3: versionOf('better-sqlite3'),
    ffmpeg: firstLine(process.env.FFMPEG_BIN ?? 'ffmpeg', ['-version']),
    chromium: firstLine(process.env.CHROMIUM_BIN ?? '/usr/bin/chromium', ['--version']),
    commit: firstLine('git', ['describe', '--always', '--dirty']),
  };
}
