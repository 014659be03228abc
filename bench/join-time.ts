import type { Browser } from 'playwright-core';
import { openBrowser } from '../test/support/browser.ts';
import { chairName } from '../test/support/demo-people.ts';
import { press } from '../test/support/meeting-page.ts';
import type { Bench, Figure } from './bench.ts';
import { openHub } from './hub.ts';
import { firstFrame, lastClick, nameOnStage, openAtList, pressJoin } from './page.ts';

/** The chair in a meeting that is open, its picture on. */
export async function openMeeting(browser: Browser, origin: string) {
  const chair = await openAtList(browser, origin, { username: 'chutri', devices: { camera: true } });
  await pressJoin(chair.page);
  await press(chair.page, 'Khai mạc');
  await chair.page.getByText('Đang họp', { exact: true }).waitFor();
  return chair;
}

type Run = { readonly nameMs: number; readonly frameMs: number };

function figuresOf(words: string, runs: readonly Run[]): readonly Figure[] {
  return [
    { what: `${words}: its first decoded frame`, unit: 'ms', samples: runs.map(({ frameMs }) => frameMs) },
    { what: '  its name stands on the stage', unit: 'ms', samples: runs.map(({ nameMs }) => nameMs) },
  ];
}

/** A browser context of its own each time: nothing kept, nothing connected. */
async function join(browser: Browser, origin: string): Promise<Run> {
  const { page, context } = await openAtList(browser, origin, {
    username: 'thuky',
    devices: { camera: true },
  });
  try {
    await pressJoin(page);
    const [nameAt, frameAt] = await Promise.all([nameOnStage(page, chairName), firstFrame(page, chairName)]);
    const clickedAt = await lastClick(page, 'Vào họp');
    return { nameMs: nameAt - clickedAt, frameMs: frameAt - clickedAt };
  } finally {
    await context.close();
  }
}

export const joinTime: Bench = {
  name: 'join-time',
  title: 'From the click on Vào họp to the first picture of the chair',
  limitMs: 400_000,
  async run({ quick, cleanup, say }) {
    const hub = await openHub(cleanup);
    const browser = await openBrowser();
    cleanup.defer(() => browser.close());
    await openMeeting(browser, hub.origin);
    // The first one meets a Chromium and a hub whose code is not compiled yet.
    const warm = await join(browser, hub.origin);
    const joinTimes = async (words: string) => {
      const runs: Run[] = [];
      for (let run = 1; run <= (quick ? 2 : 15); run += 1) {
        say(`${words}, run ${run}`);
        runs.push(await join(browser, hub.origin));
      }
      return runs;
    };
    const alone = await joinTimes('nobody else watches');
    const { page } = await openAtList(browser, hub.origin, {
      username: 'kythuat',
      devices: { camera: false },
    });
    await pressJoin(page);
    await firstFrame(page, chairName);
    const watched = await joinTimes('somebody watches already');
    return {
      figures: [
        ...figuresOf('somebody watches the chair already', watched),
        ...figuresOf('nobody watched the chair before', alone),
        { what: 'the very first join of a fresh hub: frame', unit: 'ms', samples: [warm.frameMs] },
      ],
      conditions: {
        who: 'the secretary, on a device that was checked before (one click), camera and microphone opened as well; a fresh browser context each time',
        watched:
          'the operator, on a page of its own; while nobody watches the chair, its camera sends nothing',
        browsers: 'all in one headless Chromium, real WebRTC over loopback, no GPU',
        picture:
          '320×180 at 15 frames/s, one layer: software encoding of 720p in three layers takes most of a core',
        measured:
          'in the page: click event to requestVideoFrameCallback, and to the animation frame that paints the name',
      },
    };
  },
};
