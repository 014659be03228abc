import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** Flags of a real Chromium with a fake camera and microphone, that asks nobody and calls nobody. */
const flags = [
  '--use-fake-device-for-media-stream=fps=15',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=WebRtcHideLocalIpsWithMdns,SpareRendererForSitePerProcess,WebUIOmniboxPopup,WebUIOmniboxAimPopup',
  '--auto-select-desktop-capture-source=Entire screen',
  '--auto-accept-this-tab-capture',
];

/** `more`: further flags of Chromium. */
export function openBrowser(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_BIN ?? '/usr/bin/chromium',
    headless: true,
    args: [...flags, ...more],
  });
}

export type Viewport = { readonly width: number; readonly height: number };
export const tv: Viewport = { width: 1920, height: 1080 };
export const laptop: Viewport = { width: 1366, height: 768 };
export const phone: Viewport = { width: 390, height: 844 };

/** A person's own browser: storage of its own, nothing shared with the others. */
export async function openPerson(
  browser: Browser,
  origin: string,
  viewport: Viewport = laptop,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    viewport,
    baseURL: origin,
    locale: 'vi-VN',
    permissions: ['camera', 'microphone'],
  });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  return { context, page };
}

export async function signIn(page: Page, username: string, password = 'diemcau'): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Tên đăng nhập').fill(username);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page
    .getByRole('button', { name: 'Vào họp' })
    .or(page.getByRole('link', { name: 'Vào họp' }))
    .first()
    .waitFor();
}
