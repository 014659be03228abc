import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { packageFiles } from '../protocol/recording-package.ts';
import { composeFolder } from '../recorder/composition/compose.ts';
import { findPrograms } from '../recorder/programs.ts';
import { fabricateSpokenMeeting, framesOf } from '../test/recording/spoken-meeting.ts';
import type { Bench } from './bench.ts';

const logger = pino({ level: 'silent' });
const frames = fileURLToPath(new URL('../test-results/spoken-meeting', import.meta.url));

/**
 * A meeting of thirty minutes with ten speakers (espeak-ng speaks Vietnamese) is composed, and frames are taken after
 * each change of what is seen, for somebody to look at: a film's worth is not a number.
 */
export const spokenMeeting: Bench = {
  name: 'spoken-meeting',
  title: 'The film of a meeting of thirty minutes with ten speakers',
  limitMs: 3_600_000,
  async run({ quick, folder, cleanup, say }) {
    const place = join(await folder(), 'recording');
    const programs = await findPrograms(process.env);
    const stopping = new AbortController();
    cleanup.defer(() => stopping.abort());
    say('making the recording');
    const { durationMs, changesMs } = await fabricateSpokenMeeting(place, quick ? 1 : 30);
    say('composing');
    const begun = performance.now();
    await composeFolder({ folder: place, programs, signal: stopping.signal, logger });
    const tookMs = performance.now() - begun;
    // As it changes, once names have come in, and once they have gone again.
    const moments = changesMs.flatMap((at) => [at + 400, at + 2_500, at + 9_000]);
    await framesOf(join(place, packageFiles.video), moments, frames);
    const chapters: readonly unknown[] = JSON.parse(
      await readFile(join(place, packageFiles.chapters), 'utf8'),
    );
    return {
      figures: [
        { what: 'composed', unit: '× real time', samples: [durationMs / tookMs] },
        { what: 'chapters', unit: '', samples: [chapters.length] },
      ],
      conditions: { minutes: durationMs / 60_000, scenes: changesMs.length, frames: moments.length },
    };
  },
};
