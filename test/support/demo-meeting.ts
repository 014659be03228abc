import type { Browser } from 'playwright-core';
import { afterAll } from 'vitest';
import { openBrowser, type Viewport } from './browser.ts';
import { type HubProcess, startHub } from './hub-process.ts';
import { type Attendant, attend, openSite, press } from './meeting-page.ts';

/** A real hub and real browsers around the demo's meeting; everything is closed with `dispose`. */
export type DemoMeeting = {
  hub(): HubProcess;
  browser(): Browser;
  come(username: string, viewport?: Viewport): Promise<Attendant>;
  comeSite(unit: string, viewport?: Viewport): Promise<Attendant>;
  /** The chair comes and opens. */
  open(): Promise<Attendant>;
  /** The delegate comes and waits, and the chair admits it. */
  admit(chair: Attendant, username?: string): Promise<Attendant>;
  /** kill -9 of the hub, or a stop, then a start on the same ports and data. */
  restart(
    how: 'kill' | 'stop',
  ): Promise<{ readonly whileGone: (look: () => Promise<void>) => Promise<void> }>;
  dispose(): Promise<void>;
};

/** One for all tests of a file: starting it takes as much processor as five pages. Nobody keeps anything in it. */
let running: Promise<Browser> | null = null;
afterAll(async () => (await running)?.close());

export async function startDemoMeeting(env: Readonly<Record<string, string>> = {}): Promise<DemoMeeting> {
  running ??= openBrowser();
  const [started, browser] = await Promise.all([startHub(env), running]);
  let hub = started;
  const come = (username: string, viewport?: Viewport) => attend(browser, hub.origin, username, viewport);
  return {
    hub: () => hub,
    browser: () => browser,
    come,
    comeSite: (unit, viewport) => openSite(browser, hub.origin, unit, viewport),
    open: async () => {
      const chair = await come('chutri');
      await press(chair.page, 'Khai mạc');
      await chair.page.getByText('Đang họp', { exact: true }).waitFor();
      return chair;
    },
    admit: async (chair, username = 'daibieu1') => {
      const delegate = await come(username);
      await delegate.page.getByText('Đang chờ duyệt').first().waitFor();
      await press(chair.page, 'Duyệt vào');
      await delegate.page.getByRole('button', { name: 'Đăng ký phát biểu', exact: true }).waitFor();
      return delegate;
    },
    restart: async (how) => {
      await (how === 'kill' ? hub.kill() : hub.stop());
      return {
        whileGone: async (look) => {
          await look();
          hub = await hub.restart();
        },
      };
    },
    dispose: async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
      await hub.dispose();
    },
  };
}
