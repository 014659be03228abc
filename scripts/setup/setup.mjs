import { foundChromium } from './chromium.mjs';
import {
  installDebianPackages,
  mayInstallDebianPackages,
  missingDebianPackages,
} from './debian-packages.mjs';
import { SetupFailure } from './failure.mjs';
import { fetchStaticFfmpeg, foundFfmpeg } from './ffmpeg.mjs';
import { takeLock } from './lock.mjs';
import { foundWorker } from './media-worker.mjs';
import { buildPackages, buildWorker } from './media-worker-build.mjs';
import { downloadWorker } from './media-worker-download.mjs';
import { installNodePackages, nodePackagesInstalled } from './node-packages.mjs';
import { buildScreens, screensBuilt } from './screens.mjs';
import { step } from './step.mjs';
import { writeTools } from './tools.mjs';

/** @typedef {import('./tools.mjs').Tools} Tools */
/** @typedef {{ forTests: boolean }} Purpose tests also need a browser */

/**
 * Every tool there is, or null when something has still to be made.
 * @param {Purpose} purpose
 * @returns {Tools | null}
 */
function foundTools({ forTests }) {
  const worker = foundWorker();
  const ffmpeg = foundFfmpeg();
  const chromium = foundChromium();
  if (worker === null || ffmpeg === null || (forTests && chromium === null)) {
    return null;
  }
  return { worker, ffmpeg, ...(chromium === null ? {} : { chromium }) };
}

/** @param {Purpose} purpose */
function isReady(purpose) {
  return nodePackagesInstalled() && screensBuilt() && foundTools(purpose) !== null;
}

/** Tries for a worker that need not be built. */
async function fetchWorker() {
  await step('Media worker', async (note) => ({
    outcome: (await downloadWorker(note)) ?? 'no ready-made binary within reach: one is built here',
    value: undefined,
  }));
}

/** @param {Purpose} purpose */
async function installSystemPackages({ forTests }) {
  const wanted = [
    ...(foundWorker() === null ? buildPackages : []),
    ...(foundFfmpeg() === null ? ['ffmpeg'] : []),
    ...(forTests && foundChromium() === null ? ['chromium'] : []),
  ];
  const missing = wanted.length === 0 ? [] : missingDebianPackages(wanted);
  if (missing.length > 0) {
    await step('System packages', async (note) => {
      note(missing.join(' '));
      await installDebianPackages(missing, note);
      return { outcome: `installed ${missing.join(' ')}`, value: undefined };
    });
  }
}

/**
 * Makes everything that is missing, in the order in which one thing needs another. What the system lacks is
 * gathered first, so that an administrator is asked for it once.
 * @param {Purpose} purpose
 */
async function makeWhatIsMissing(purpose) {
  if (!nodePackagesInstalled()) {
    await step('Node packages', async (note) => {
      await installNodePackages(note);
      return { outcome: 'installed', value: undefined };
    });
  }
  if (foundWorker() === null) {
    await fetchWorker();
  }
  if (foundFfmpeg() === null && !mayInstallDebianPackages()) {
    await step('ffmpeg', async (note) => {
      await fetchStaticFfmpeg(note);
      return { outcome: foundFfmpeg() ?? 'no ready-made binary within reach', value: undefined };
    });
  }
  await installSystemPackages(purpose);
  if (foundWorker() === null) {
    await step('Media worker', async (note) => ({
      outcome: `built: ${await buildWorker(note)}`,
      value: undefined,
    }));
  }
  if (!screensBuilt()) {
    await step('Screens', async (note) => {
      await buildScreens(note);
      return { outcome: 'built', value: undefined };
    });
  }
}

/**
 * Makes this checkout ready to run: instantly when nothing is missing, otherwise step by step.
 * @param {Purpose} purpose
 * @returns {Promise<Tools>}
 * @throws {SetupFailure}
 */
export async function setUp(purpose) {
  const startedAt = Date.now();
  if (!isReady(purpose)) {
    const release = await takeLock((pid) =>
      console.log(`  … another set-up is at work (process ${pid}); waiting for it`),
    );
    try {
      await makeWhatIsMissing(purpose);
    } finally {
      release();
    }
  }
  const tools = foundTools(purpose);
  if (tools === null) {
    throw new SetupFailure(
      'A program that was just installed cannot be found on the path.',
      'Name it by MEDIASOUP_WORKER_BIN, FFMPEG_BIN or CHROMIUM_BIN and start again.',
    );
  }
  writeTools(tools);
  console.log(`  ✓ Set-up is complete  (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
  return tools;
}
