import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command.mjs';
import { node24, root } from './place.mjs';
import { isExecutable, programOnPath } from './program.mjs';

const staticFolder = join(root, 'node_modules', 'ffmpeg-static');
const staticBinary = join(staticFolder, 'ffmpeg');
const releases = 'https://github.com/eugeneware/ffmpeg-static/releases/download';
/** A closed network must not cost more than this; only then is the download begun, which has time-outs of its own. */
const answerWithinMs = 3_000;

/**
 * The ffmpeg that the recorder is to use: named by hand, ffmpeg-static's own if it was ever fetched, or the
 * system's. (ffmpeg-static makes its file executable only when the download is complete.)
 * @returns {string | null}
 */
export function foundFfmpeg() {
  return process.env.FFMPEG_BIN || (isExecutable(staticBinary) ? staticBinary : programOnPath('ffmpeg'));
}

/** @param {string} origin */
async function answers(origin) {
  try {
    const release = JSON.parse(readFileSync(join(staticFolder, 'package.json'), 'utf8'))['ffmpeg-static'][
      'binary-release-tag'
    ];
    const url = `${origin}/${release}/ffmpeg-${process.platform}-${process.arch}.gz`;
    return (await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(answerWithinMs) })).ok;
  } catch {
    return false;
  }
}

/**
 * Lets ffmpeg-static fetch its binary, for whoever may not install the system's. Failing is ordinary.
 * @param {(text: string) => void} note
 * @param {string} origin
 */
export async function fetchStaticFfmpeg(note, origin = process.env.FFMPEG_BINARIES_URL ?? releases) {
  note('asking for a ready-made binary');
  if (!existsSync(staticFolder) || !(await answers(origin))) {
    return;
  }
  note('fetching a ready-made binary');
  await run(node24, ['install.js'], {
    log: 'ffmpeg-static',
    folder: staticFolder,
    environment: { ...process.env, FFMPEG_BINARIES_URL: origin },
  });
}
