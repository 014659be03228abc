import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../test/support/browser.ts';
import { delegateName } from '../test/support/demo-people.ts';
import { hearsNothing } from '../test/support/media-probe.ts';
import { press, seeButton } from '../test/support/meeting-page.ts';
import type { Bench, Figure } from './bench.ts';
import { openHub } from './hub.ts';
import { openMeeting } from './join-time.ts';
import { firstFrame, forgetMarks, lastClick, nameOnStage, openAtList, pressJoin } from './page.ts';

const run = promisify(execFile);

/** Those who only watch and listen; the chair does so too. */
const listeners = ['thuky', 'kythuat', 'chutri.dienbien'] as const;

/**
 * What everybody's fake microphone says: ten syllables a second. Chromium's own beep comes once a second, so up to a
 * second of every measurement would be waiting for it; a steady tone would be taken for noise and suppressed.
 */
async function makeVoice(folder: string): Promise<string> {
  const file = join(folder, 'voice.wav');
  const pitch = '300+150*mod(floor(t*10)\\,5)';
  const tone = `aevalsrc='0.5*sin(2*PI*(${pitch})*t)*lt(mod(t\\,0.1)\\,0.07)':s=48000:d=30`;
  await run(process.env.FFMPEG_BIN ?? 'ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', tone, file]);
  return file;
}

async function come(browser: Browser, origin: string, username: string, camera: boolean): Promise<Page> {
  const { page } = await openAtList(browser, origin, { username, devices: { camera } });
  await pressJoin(page);
  return page;
}

type Round = {
  readonly name: readonly number[];
  readonly frame: readonly number[];
  readonly sound: readonly number[];
};

/** The delegate asks, the chair gives; times in milliseconds after the chair's click, one for each page. */
async function grant(chair: Page, delegate: Page, pages: readonly Page[]): Promise<Round> {
  await seeButton(delegate, 'Đăng ký phát biểu');
  await press(delegate, 'Đăng ký phát biểu');
  await seeButton(chair, 'Mời phát biểu');
  await Promise.all(pages.map(forgetMarks));
  const sounds = pages.map((page) => page.evaluate(() => window.benchNextSound()));
  await press(chair, 'Mời phát biểu');
  const [name, frame, sound] = await Promise.all([
    Promise.all(pages.map((page) => nameOnStage(page, delegateName))),
    Promise.all(pages.map((page) => firstFrame(page, delegateName))),
    Promise.all(sounds),
  ]);
  const begun = await lastClick(chair, 'Mời phát biểu');
  const since = (times: readonly number[]) => times.map((at) => at - begun);
  await press(chair, 'Dừng phát biểu');
  await Promise.all(pages.map((page) => hearsNothing(page, 1_000)));
  return { name: since(name), frame: since(frame), sound: since(sound) };
}

export const floorGrant: Bench = {
  name: 'floor-grant',
  title: 'From the click on Mời phát biểu until every listener sees and hears the speaker',
  limitMs: 400_000,
  async run({ quick, cleanup, folder, say }) {
    const voice = await makeVoice(await folder());
    const hub = await openHub(cleanup);
    const browser = await openBrowser([`--use-file-for-fake-audio-capture=${voice}`]);
    cleanup.defer(() => browser.close());
    const { page: chair } = await openMeeting(browser, hub.origin);
    const delegate = await come(browser, hub.origin, 'daibieu1', true);
    await delegate.getByText('Đang chờ duyệt').first().waitFor();
    await press(chair, 'Duyệt vào');
    const pages = [chair];
    for (const username of listeners) pages.push(await come(browser, hub.origin, username, false));
    const rounds: Round[] = [];
    for (let round = 0; round <= (quick ? 1 : 15); round += 1) {
      say(`round ${round}`);
      const times = await grant(chair, delegate, pages);
      // The first one meets encoders and decoders that were never started.
      if (round > 0) rounds.push(times);
    }
    const figures = (words: string, of: (round: Round) => readonly number[]): readonly Figure[] => [
      {
        what: `${words}: on all ${pages.length} screens`,
        unit: 'ms',
        samples: rounds.map((each) => Math.max(...of(each))),
      },
      { what: '  on the first', unit: 'ms', samples: rounds.map((each) => Math.min(...of(each))) },
    ];
    return {
      figures: [
        ...figures("the speaker's name", ({ name }) => name),
        ...figures("the speaker's first frame", ({ frame }) => frame),
        ...figures("the speaker's sound", ({ sound }) => sound),
      ],
      conditions: {
        listeners: `${pages.length} pages: the chair, ${listeners.join(', ')}; the speaker's page runs beside them`,
        browsers:
          'all in one headless Chromium, real WebRTC over loopback, no GPU; cameras of the chair and the speaker 320×180',
        sound:
          'ten syllables a second; energy of what was decoded, read about every 50 ms (getStats is no finer)',
        picture:
          'the first decoded frame (requestVideoFrameCallback); the camera had been stopped since nobody watched it',
      },
    };
  },
};
