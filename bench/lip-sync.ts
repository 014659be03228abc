import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pino from 'pino';
import { packageFiles } from '../protocol/recording-package.ts';
import { composeFolder } from '../recorder/composition/compose.ts';
import { findPrograms } from '../recorder/programs.ts';
import { readRecord } from '../recorder/timeline/record.ts';
import { edgesOfLight, edgesOfSound } from '../test/recording/film.ts';
import { openBrowser, openPerson } from '../test/support/browser.ts';
import {
  type DrawnFlash,
  drawnFlashes,
  flashAndBeepIn,
  flashEveryS,
} from '../test/support/flash-and-beep.ts';
import { startHub } from '../test/support/hub-process.ts';
import { press } from '../test/support/meeting-page.ts';
import type { Bench, BenchContext } from './bench.ts';

const logger = pino({ level: 'silent' });
const minute = 60_000;
/** How far apart picture and sound may be (recording.md). */
const toleranceMs = 40;

/** The drawn flashes of a recording that was kept, beside it. */
const drawnFile = 'drawn-flashes.json';

/** A flash of the film: how far its beep lies behind it, and how late its page drew it, all in milliseconds. */
type Flash = { readonly beepAfter: number; readonly lateMs: number };

function nearest(values: readonly number[], to: number): number {
  return values.reduce((best, each) => (Math.abs(each - to) < Math.abs(best - to) ? each : best), Infinity);
}

/** The film's flashes that have a partner among its beeps. The title hides the first ones. */
function flashesOf(
  light: readonly number[],
  sound: readonly number[],
  drawn: readonly DrawnFlash[],
): readonly Flash[] {
  const closeMs = (flashEveryS * 1000) / 2;
  const found = light.flatMap((at) => {
    const beepAfter = nearest(sound, at) - at;
    const own = drawn.find((flash) => Math.abs(flash.at - at) < closeMs);
    return Math.abs(beepAfter) < closeMs ? [{ beepAfter, lateMs: own?.lateMs ?? 0 }] : [];
  });
  return found.slice(3, -2);
}

/** Records a real browser that flashes and beeps. Returns the recording's folder, in which what it drew stands too. */
async function recordBrowser(minutes: number, { cleanup, say, folder }: BenchContext): Promise<string> {
  const hub = await startHub();
  cleanup.defer(() => hub.dispose());
  const browser = await openBrowser();
  cleanup.defer(() => browser.close());
  const { page, context } = await openPerson(browser, hub.origin);
  await flashAndBeepIn(page);
  const data = { username: 'chutri', password: 'diemcau' };
  await context.request.post('/api/session', { data, headers: { origin: hub.origin } });
  await page.goto('/');
  await page
    .getByRole('link', { name: 'Vào họp' })
    .or(page.getByRole('button', { name: 'Vào họp' }))
    .first()
    .click();
  await page.getByRole('button', { name: 'Vào họp' }).click();
  await press(page, 'Khai mạc');
  await page.getByText('Đang họp', { exact: true }).waitFor();
  await press(page, 'Bật mic');
  await press(page, 'Bắt đầu ghi hình');
  await page.getByText('Đang ghi hình', { exact: true }).first().waitFor();
  const begun = Date.now();
  while (Date.now() - begun < minutes * minute) {
    const left = minutes * minute - (Date.now() - begun);
    say(`${Math.round((Date.now() - begun) / minute)} of ${minutes} minutes`);
    await new Promise((resolve) => setTimeout(resolve, Math.min(left, 5 * minute)));
  }
  await press(page, 'Dừng ghi hình');
  await press(page, 'Xác nhận');
  await page.getByRole('button', { name: 'Bắt đầu ghi hình', exact: true }).waitFor();
  const drawn = await drawnFlashes(page);
  await browser.close();
  await hub.stop();
  const root = join(hub.dataFolder, 'archive');
  const [name = ''] = (await readdir(root)).filter((each) => !each.startsWith('recorder'));
  const kept = process.env.LIP_SYNC_KEEP ?? join(await folder(), 'recording');
  await cp(join(root, name), kept, { recursive: true });
  await writeFile(join(kept, drawnFile), JSON.stringify(drawn));
  return kept;
}

/** What the page drew, by the recording's own milliseconds. */
async function drawnIn(folder: string): Promise<readonly DrawnFlash[]> {
  const drawn: readonly DrawnFlash[] = JSON.parse(await readFile(join(folder, drawnFile), 'utf8'));
  const lines = (await readFile(join(folder, packageFiles.timeline), 'utf8')).trimEnd().split('\n');
  const { startedAt } = readRecord(lines.map((line) => JSON.parse(line)));
  return drawn.map(({ at, lateMs }) => ({ at: at - startedAt, lateMs }));
}

/**
 * A real browser that flashes and beeps is recorded for a long time (`LIP_SYNC_MINUTES`, 60 if not said otherwise); the
 * film's flashes are held against its beeps. `LIP_SYNC_KEEP` names a folder in which the recording is kept, and
 * `LIP_SYNC_OF` one that was kept before: only its film is made, and measured.
 */
export const lipSync: Bench = {
  name: 'lip-sync',
  title: 'Picture and sound of a long recording, from a real browser to the film',
  limitMs: 240 * minute,
  async run(context) {
    const minutes = context.quick ? 0.5 : Number(process.env.LIP_SYNC_MINUTES ?? '60');
    const folder = process.env.LIP_SYNC_OF ?? (await recordBrowser(minutes, context));
    context.say('composing');
    const programs = await findPrograms(process.env);
    const signal = new AbortController().signal;
    const { durationMs } = await composeFolder({ folder, programs, signal, logger });
    const film = join(folder, packageFiles.video);
    const [light, sound] = [
      await edgesOfLight(film, durationMs / 1000),
      await edgesOfSound(film, durationMs / 1000),
    ];
    const found = flashesOf(light, sound, await drawnIn(folder));
    const tenth = Math.max(1, Math.floor(found.length / 10));
    const asFound = found.map(({ beepAfter }) => beepAfter);
    // What the page itself drew late was apart before it was recorded.
    const asDrawn = found.map(({ beepAfter, lateMs }) => beepAfter + lateMs);
    const share = (from: number) => asDrawn.slice(from, from + tenth);
    const within = (values: readonly number[]) => values.filter((each) => Math.abs(each) <= toleranceMs);
    return {
      figures: [
        { what: 'beep after flash, all', unit: 'ms', samples: asFound },
        { what: '  drawn late by the page itself', unit: 'ms', samples: found.map(({ lateMs }) => lateMs) },
        { what: 'that taken off, all', unit: 'ms', samples: asDrawn },
        { what: '  in the first tenth', unit: 'ms', samples: share(0) },
        { what: '  in the middle', unit: 'ms', samples: share(Math.floor((found.length - tenth) / 2)) },
        { what: '  in the last tenth', unit: 'ms', samples: share(found.length - tenth) },
        { what: '  largest distance', unit: 'ms', samples: [Math.max(...asDrawn.map(Math.abs))] },
      ],
      conditions: {
        minutes: Math.round(durationMs / minute),
        flashes: found.length,
        [`within ${toleranceMs} ms`]: `${within(asFound).length}, that taken off ${within(asDrawn).length}`,
        'a flash every': `${flashEveryS} s`,
      },
    };
  },
};
