import type { Browser, BrowserContext, Page } from 'playwright-core';
import { laptop, openPerson, type Viewport } from './browser.ts';
import { rememberConnections } from './media-probe.ts';

/** A person's browser in the demo's meeting. */
export type Attendant = { readonly page: Page; readonly context: BrowserContext };

/**
 * Signed in, passes the check of the devices, and joins. The sign-in is asked for without the form, which has tests of
 * its own: drawing it for everybody took a fifth of the suite's time.
 */
export async function attend(
  browser: Browser,
  origin: string,
  username: string,
  viewport: Viewport = laptop,
): Promise<Attendant> {
  const { page, context } = await openPerson(browser, origin, viewport);
  await rememberConnections(page);
  const data = { username, password: 'diemcau' };
  const signedIn = await context.request.post('/api/session', { data, headers: { origin } });
  if (!signedIn.ok()) throw new Error(`${username} cannot sign in: ${await signedIn.text()}`);
  await page.goto('/');
  await page
    .getByRole('link', { name: 'Vào họp' })
    .or(page.getByRole('button', { name: 'Vào họp' }))
    .first()
    .click();
  await page.getByRole('button', { name: 'Vào họp' }).click();
  return { page, context };
}

/** Opens a site's room screen in the demo. */
export async function openSite(
  browser: Browser,
  origin: string,
  unit: string,
  viewport: Viewport = laptop,
): Promise<Attendant> {
  const { page, context } = await openPerson(browser, origin, viewport);
  await rememberConnections(page);
  await page.goto(`/site?demo=${unit}`);
  return { page, context };
}

/** A button by its exact words, which must be there and pressable. */
export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click();
}

/** The chair closes the meeting. Films are made once no meeting needs the processor any more. */
export async function closeMeeting({ page }: Attendant): Promise<void> {
  await press(page, 'Kết thúc cuộc họp');
  await press(page, 'Xác nhận');
  await page.getByText('Đã kết thúc').first().waitFor();
}

/** Waits until a button of these exact words is there and may be pressed. */
export async function seeButton(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true, disabled: false }).first().waitFor();
}

/** Remembers what a further page of the same person receives. */
export const rememberPage = rememberConnections;

/** Turns the page into one that does not obey: whatever its own code does, its microphone keeps being sent. */
export async function disobeyMuting(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const connection of window.peerConnections) {
      for (const transceiver of connection.getTransceivers()) {
        const { sender } = transceiver;
        const { track } = sender;
        if (track?.kind !== 'audio') continue;
        Object.defineProperty(track, 'enabled', { get: () => true, set: () => undefined });
        Object.defineProperty(transceiver, 'direction', { get: () => 'sendonly', set: () => undefined });
        track.stop = () => undefined;
        sender.replaceTrack = async () => undefined;
        sender.setParameters = async () => undefined;
        connection.setLocalDescription = async () => undefined;
        connection.setRemoteDescription = async () => undefined;
      }
    }
  });
}
