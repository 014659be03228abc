import type { Browser, BrowserContext, Page } from 'playwright-core';
import { laptop, openPerson, signIn } from '../test/support/browser.ts';
import { rememberConnections } from '../test/support/media-probe.ts';

/** What a page noticed, each with its time (epoch milliseconds). */
type Mark =
  /** A button or link was pressed. */
  | { readonly kind: 'click'; readonly words: string; readonly at: number }
  /** A video element showed its first decoded frame. */
  | { readonly kind: 'frame'; readonly name: string; readonly at: number }
  /** The stage's words became these; the time is that of the frame that painted them. */
  | { readonly kind: 'stage'; readonly words: string; readonly at: number };

declare global {
  interface Window {
    benchMarks: Mark[];
    /** Resolves with the time at which more sound energy had arrived than when it was called. */
    benchNextSound(): Promise<number>;
  }
}

const stageLabel = 'Khung hình chính';

/** Before the page's first script: notices clicks, first frames and what stands on the stage. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript((label) => {
    window.benchMarks = [];
    const mark = (noticed: Mark) => window.benchMarks.push(noticed);
    const wordsOf = (element: Element | null) => element?.textContent?.trim() ?? '';
    document.addEventListener(
      'click',
      ({ target }) => {
        const pressed = target instanceof Element ? target.closest('button, a') : null;
        mark({ kind: 'click', words: wordsOf(pressed), at: Date.now() });
      },
      { capture: true },
    );
    const watched = new WeakSet<HTMLVideoElement>();
    let stage = '';
    const look = () => {
      for (const video of document.querySelectorAll('video')) {
        if (watched.has(video)) continue;
        watched.add(video);
        const { ariaLabel } = video;
        video.requestVideoFrameCallback(() => mark({ kind: 'frame', name: ariaLabel ?? '', at: Date.now() }));
      }
      const words = wordsOf(document.querySelector(`[aria-label="${label}"]`));
      if (words === stage) return;
      stage = words;
      requestAnimationFrame(() => mark({ kind: 'stage', words, at: Date.now() }));
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });

    const energy = async () => {
      const open = window.peerConnections.filter(({ connectionState }) => connectionState !== 'closed');
      const stats = await Promise.all(open.map((connection) => connection.getStats()));
      return stats
        .flatMap((reports) => [...reports.values()])
        .filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio')
        .reduce((sum, { totalAudioEnergy = 0 }) => sum + totalAudioEnergy, 0);
    };
    window.benchNextSound = async () => {
      let before = await energy();
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, 10));
        const now = await energy();
        if (now > before + 1e-4) return Date.now();
        // The sum falls when a stream goes away.
        before = Math.min(before, now);
      }
    };
  }, stageLabel);
}

export type Devices = { readonly camera: boolean };

/** A person signed in at the list of meetings, on a device that was checked before: one click from the meeting. */
export async function openAtList(
  browser: Browser,
  origin: string,
  { username, devices }: { readonly username: string; readonly devices: Devices },
): Promise<{ readonly page: Page; readonly context: BrowserContext }> {
  const { page, context } = await openPerson(browser, origin, laptop);
  // A busy machine is measured, not given up.
  context.setDefaultTimeout(60_000);
  await rememberConnections(page);
  await watch(page);
  await page.addInitScript((cameraOn) => {
    const choice = { pictureHeight: 180, cameraOn, checked: true };
    localStorage.setItem('diemcau.devices', JSON.stringify(choice));
  }, devices.camera);
  await signIn(page, username);
  return { page, context };
}

export async function pressJoin(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: 'Vào họp' })
    .or(page.getByRole('button', { name: 'Vào họp' }))
    .first()
    .click();
}

/** Forgets what the page noticed so far. */
export function forgetMarks(page: Page): Promise<void> {
  return page.evaluate(() => {
    window.benchMarks = [];
  });
}

/** Resolves with the time of the last click on something of these words. */
export async function lastClick(page: Page, words: string): Promise<number> {
  const clicks = await page.evaluate(
    (wanted) => window.benchMarks.filter((mark) => mark.kind === 'click' && mark.words.includes(wanted)),
    words,
  );
  const last = clicks.at(-1);
  if (!last) throw new Error(`nobody pressed ${words}`);
  return last.at;
}

/** Resolves with the time at which the picture of this name showed its first frame. */
export async function firstFrame(page: Page, name: string, withinMs = 30_000): Promise<number> {
  const found = await page.waitForFunction(
    (wanted) => window.benchMarks.find((mark) => mark.kind === 'frame' && mark.name === wanted)?.at,
    name,
    { timeout: withinMs, polling: 50 },
  );
  return (await found.jsonValue()) ?? Number.NaN;
}

/** Resolves with the time at which this name stood on the stage. */
export async function nameOnStage(page: Page, name: string, withinMs = 30_000): Promise<number> {
  const found = await page.waitForFunction(
    (wanted) => window.benchMarks.find((mark) => mark.kind === 'stage' && mark.words.includes(wanted))?.at,
    name,
    { timeout: withinMs, polling: 50 },
  );
  return (await found.jsonValue()) ?? Number.NaN;
}
