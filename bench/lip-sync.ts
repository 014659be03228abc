import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pino from 'pino';
import { composeFolder } from '../recorder/composition/compose.ts';
import { findPrograms } from '../recorder/programs.ts';
import { edgesOfLight, edgesOfSound } from '../test/recording/film.ts';
import { openBrowser, openPerson } from '../test/support/browser.ts';
import { drawnFlashes, flashAndBeepIn, flashEveryS } from '../test/support/flash-and-beep.ts';
import { startHub } from '../test/support/hub-process.ts';
import { press } from '../test/support/meeting-page.ts';
import type { Bench } from './bench.ts';

const logger = pino({ level: 'silent' });
const minute = 60_000;

/** How far each flash lies before its beep, in milliseconds; those without a partner are left out. */
function offsets(light: readonly number[], sound: readonly number[]): readonly number[] {
  return light.flatMap((at) => {
    const nearest = sound.reduce(
      (best, each) => (Math.abs(each - at) < Math.abs(best - at) ? each : best),
      Infinity,
    );
    return Math.abs(nearest - at) < (flashEveryS * 1000) / 2 ? [nearest - at] : [];
  });
}

/**
 * A real browser that flashes and beeps is recorded for a long time (`LIP_SYNC_MINUTES`, 60 if not said otherwise); the
 * film's flashes are held against its beeps. `LIP_SYNC_KEEP` names a folder in which the recording is kept.
 */
export const lipSync: Bench = {
  name: 'lip-sync',
  title: 'Picture and sound of a long recording, from a real browser to the film',
  limitMs: 240 * minute,
  async run({ quick, cleanup, say }) {
    const minutes = quick ? 0.5 : Number(process.env.LIP_SYNC_MINUTES ?? '60');
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
    // What the page itself drew late was apart before it was recorded.
    const lateMs = (await drawnFlashes(page)).filter(({ at }) => at >= begun).map((flash) => flash.lateMs);
    const root = join(hub.dataFolder, 'archive');
    const [name = ''] = await readdir(root);
    const folder = join(root, name);
    await browser.close();
    say('composing');
    await hub.stop();
    const programs = await findPrograms(process.env);
    const signal = new AbortController().signal;
    const { durationMs } = await composeFolder({ folder, programs, signal, logger });
    // For whoever wants to look at what was recorded.
    const keep = process.env.LIP_SYNC_KEEP;
    if (keep !== undefined) await cp(folder, keep, { recursive: true });
    const film = join(folder, 'recording.mp4');
    // The title hides the first three seconds.
    const length = durationMs / 1000;
    const found = offsets(await edgesOfLight(film, length), await edgesOfSound(film, length)).slice(3, -2);
    const tenth = Math.max(1, Math.floor(found.length / 10));
    const share = (from: number) => found.slice(from, from + tenth);
    return {
      figures: [
        { what: 'beep after flash, all', unit: 'ms', samples: found },
        { what: '  in the first tenth', unit: 'ms', samples: share(0) },
        { what: '  in the middle', unit: 'ms', samples: share(Math.floor((found.length - tenth) / 2)) },
        { what: '  in the last tenth', unit: 'ms', samples: share(found.length - tenth) },
        { what: '  largest distance', unit: 'ms', samples: [Math.max(...found.map(Math.abs))] },
        { what: '  drawn late by the page itself', unit: 'ms', samples: lateMs },
      ],
      conditions: {
        minutes: Math.round(durationMs / minute),
        flashes: found.length,
        'a flash every': `${flashEveryS} s`,
      },
    };
  },
};
