import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { archiveSearch } from './archive-search.ts';
import type { Bench, Findings } from './bench.ts';
import { composition } from './composition.ts';
import { conditionsNow, load } from './conditions.ts';
import { connectedSites } from './connected-sites.ts';
import { eventLog } from './event-log.ts';
import { floorGrant } from './floor-grant.ts';
import { forwarding } from './forwarding.ts';
import { joinTime } from './join-time.ts';
import { lineEstimate } from './line-estimate.ts';
import { lipSync } from './lip-sync.ts';
import { nationalMeeting } from './national-meeting.ts';
import { recordedLimit } from './recorded-limit.ts';
import { recordedTrack } from './recorded-track.ts';
import { keep, textOf } from './report.ts';
import { spokenMeeting } from './spoken-meeting.ts';

// `npm run bench [-- <name>… [--quick]]`: runs the benches one after another, prints what they found, and keeps it as
// JSON under test-results/bench. Each is bounded in time and ends what it started, also when it fails or is stopped.

const benches: readonly Bench[] = [
  joinTime,
  floorGrant,
  forwarding,
  lineEstimate,
  connectedSites,
  eventLog,
  nationalMeeting,
  recordedTrack,
  recordedLimit,
  composition,
  spokenMeeting,
  lipSync,
  archiveSearch,
];
const resultFolder = fileURLToPath(new URL('../test-results/bench', import.meta.url));

/** Whoever stops it by hand waits no longer than this, in milliseconds. */
const leaveWithinMs = 20_000;

let current: AsyncDisposableStack | null = null;
let leaving = false;

async function leave(): Promise<void> {
  leaving = true;
  setTimeout(() => process.exit(130), leaveWithinMs);
  await current?.disposeAsync();
  process.exit(130);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void leave().catch(() => process.exit(130)));

/** Runs the bench within its limit. Whatever it started is gone when this settles. */
async function runWithin(bench: Bench, quick: boolean): Promise<Findings> {
  const cleanup = new AsyncDisposableStack();
  current = cleanup;
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new Error(`${bench.name} was given up after ${bench.limitMs / 1000} s`)),
    bench.limitMs,
  );
  try {
    const work = bench.run({
      quick,
      cleanup,
      say: (progress) => console.log(`  … ${progress}`),
      async folder() {
        const folder = await mkdtemp(join(tmpdir(), 'diemcau-bench-'));
        cleanup.defer(() => rm(folder, { recursive: true, force: true }));
        return folder;
      },
    });
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    // What fails because everything is being ended is nobody's news: `leave` has the last word.
    if (leaving) await new Promise(() => {});
    current = null;
    await cleanup.disposeAsync();
  }
}

async function measure(bench: Bench, quick: boolean): Promise<boolean> {
  console.log(`\n▸ ${bench.name}: ${bench.title}`);
  const startedAt = Date.now();
  const loadBefore = load();
  try {
    const findings = await runWithin(bench, quick);
    const { name, title } = bench;
    const [tookMs, loadAfter] = [Date.now() - startedAt, load()];
    const machine = conditionsNow();
    const report = { name, title, quick, startedAt, tookMs, loadBefore, loadAfter, machine, ...findings };
    console.log(textOf(report));
    console.log(`kept as ${await keep(report, resultFolder)}`);
    return true;
  } catch (error) {
    console.error(`✗ ${bench.name}`, error);
    return false;
  }
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no bench ${unknown.join(', ')}. There are: ${benches.map(({ name }) => name).join(', ')}`,
  );
  process.exit(64);
}
const chosen = benches.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
console.log(
  Object.entries(conditionsNow())
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n'),
);
let failed = 0;
for (const bench of chosen) failed += (await measure(bench, values.quick)) ? 0 : 1;
console.log(`\n${chosen.length - failed} measured, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
