import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command.mjs';
import { SetupFailure } from './failure.mjs';
import { fingerprint } from './fingerprint.mjs';
import { node24, root } from './place.mjs';

/** Inside the build's output, which vite empties first: an interrupted build leaves no stamp. */
const stampFile = join(root, 'client', 'dist', '.stamp');

const wantedStamp = () =>
  fingerprint(
    root,
    ['client', 'core', 'protocol', 'package-lock.json'],
    (path) => path !== join(root, 'client', 'dist') && !/\.test\.tsx?$/.test(path),
  );

/** Whether client/dist was built from the sources as they are. */
export function screensBuilt() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wantedStamp();
}

/**
 * Builds the client into client/dist.
 * @param {(text: string) => void} note
 * @throws {SetupFailure}
 */
export async function buildScreens(note) {
  // Taken before the build: what is changed during it is built the next time.
  const stamp = wantedStamp();
  note('building');
  const { ok, logFile, tail } = await run(
    node24,
    [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', 'client'],
    { log: 'client-build', folder: root },
  );
  if (!ok) {
    throw new SetupFailure(`The screens could not be built:\n\n${tail}`, `The whole log: ${logFile}`);
  }
  writeFileSync(stampFile, stamp);
}
