import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** What set-up found on this machine; see scripts/setup/tools.mjs. */
const toolsFile = fileURLToPath(new URL('node_modules/.cache/diemcau/tools.json', import.meta.url));
const tools: Record<string, string> = existsSync(toolsFile)
  ? JSON.parse(readFileSync(toolsFile, 'utf8'))
  : {};

const environmentByTool = {
  worker: 'MEDIASOUP_WORKER_BIN',
  ffmpeg: 'FFMPEG_BIN',
  chromium: 'CHROMIUM_BIN',
} as const;

// A variable that is set by hand wins, so that another binary can be tried without a new set-up.
const env: Record<string, string> = {};
for (const [tool, variable] of Object.entries(environmentByTool)) {
  const path = process.env[variable] ?? tools[tool];
  if (path !== undefined) {
    env[variable] = path;
  }
}

const sources = ['core', 'protocol', 'config', 'server', 'recorder', 'client', 'scripts', 'bench'];

/** They lie beside their code too, but start workers, processes or downloads: not of the fast part. */
const withProcesses = [
  'scripts/**/*.test.ts',
  'server/media/{contract,media}.test.ts',
  'server/http/line-test.test.ts',
  'server/admin-command.test.ts',
  'bench/process-usage.test.ts',
  'test/house.test.ts',
];

export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks', // better-sqlite3 and child processes want a process, not a thread
    maxWorkers: 2,
    env,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [...sources.map((folder) => `${folder}/**/*.test.{ts,tsx}`), 'test/*.test.ts'],
          exclude: withProcesses,
          // One process for many files: a third of the time went into loading the same modules again. That no test
          // leans on another's state shows when they are shuffled: `vitest run --project unit --sequence.shuffle`.
          isolate: false,
          testTimeout: 10_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts', ...withProcesses],
          testTimeout: 30_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          testTimeout: 90_000,
          hookTimeout: 60_000,
          maxWorkers: 3, // they kill, wait and look: the machine is idle most of the time
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Real browsers and a hub in each: half of their time is waiting, so two share the machine.
          maxWorkers: 2,
          // A second, as it is otherwise, is less than a loaded machine takes to draw a screen again.
          expect: { poll: { timeout: 15_000 } },
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
