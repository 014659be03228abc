// npm test: makes the checkout ready, then checks everything: style and imports, types, and all tests.
// `npm test -- <arguments>` passes arguments on to vitest. The last line says how much passed and failed.

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { reportFailure } from './setup/failure.mjs';
import { node24, root, stateFolder } from './setup/place.mjs';
import { setUp } from './setup/setup.mjs';
import { environmentOf } from './setup/tools.mjs';
import { countTests } from './test-count.mjs';

const resultFile = join(stateFolder, 'test-results.json');
const bin = join(root, 'node_modules', '.bin');

const leave = () => process.exit(130);
process.on('SIGINT', leave);
process.on('SIGTERM', leave);

/**
 * Runs a check with its output on the screen, and says how long it took.
 * @param {string} title
 * @param {string[]} args of Node 24
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<boolean>} whether it passed
 */
async function check(title, args, environment) {
  const startedAt = Date.now();
  console.log(`\n▸ ${title}`);
  const child = spawn(node24, args, { cwd: root, env: environment, stdio: 'inherit' });
  const stop = () => child.kill('SIGTERM');
  process.on('exit', stop);
  const passed = await new Promise((resolve) => child.once('exit', (code) => resolve(code === 0)));
  process.off('exit', stop);
  console.log(`${passed ? '✓' : '✗'} ${title}  (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
  return passed;
}

async function runEverything() {
  const tools = await setUp({ forTests: true });
  const environment = {
    ...process.env,
    ...environmentOf(tools),
    PATH: [bin, process.env.PATH ?? ''].join(delimiter),
  };
  const count = { passed: 0, failed: 0 };
  const checks = /** @type {const} */ ([
    ['Style', [join(bin, 'biome'), 'check', '.']],
    ['Imports', [join(root, 'scripts', 'house', 'check-imports.mjs')]],
    // In one thread: in several, each makes the same types for itself.
    ['Types', [join(bin, 'tsc'), '--build', '--singleThreaded']],
  ]);
  for (const [title, args] of checks) {
    count[(await check(title, [...args], environment)) ? 'passed' : 'failed'] += 1;
  }
  mkdirSync(stateFolder, { recursive: true });
  rmSync(resultFile, { force: true });
  const vitest = [join(bin, 'vitest'), 'run', '--reporter=default', '--reporter=json'];
  const passed = await check(
    'Tests',
    [...vitest, `--outputFile.json=${resultFile}`, ...process.argv.slice(2)],
    environment,
  );
  const tests = countTests(existsSync(resultFile) ? readFileSync(resultFile, 'utf8') : null, passed);
  return { passed: count.passed + tests.passed, failed: count.failed + tests.failed };
}

let count = { passed: 0, failed: 1 };
try {
  count = await runEverything();
} catch (error) {
  reportFailure(error);
}
console.log(`\n${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed === 0 ? 0 : 1;
