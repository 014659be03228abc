import type { types } from 'mediasoup';
import { z } from 'zod';
import { rtpCapabilitiesSchema } from '../server/media/client-parameters.ts';
import { openBrowser } from '../test/support/browser.ts';
import { openHub } from './hub.ts';
import { openAtList, pressJoin } from './page.ts';

const prepare = z.tuple([z.literal('media.prepare'), z.object({ rtpCapabilities: rtpCapabilitiesSchema })]);

/** What a frame of Socket.IO tells of a page's capabilities; null for every other frame, and while it knows none yet. */
function capabilitiesIn(frame: string): types.RtpCapabilities | null {
  const [, json] = /^42\d*(\[.*\])$/s.exec(frame) ?? [];
  if (json === undefined) return null;
  const request = prepare.safeParse(JSON.parse(json));
  return request.success && request.data[1].rtpCapabilities.codecs ? request.data[1].rtpCapabilities : null;
}

/** What a real page in a real Chromium tells a real hub that it can receive. Hub and browser are gone afterwards. */
export async function chromiumCapabilities(): Promise<types.RtpCapabilities> {
  await using cleanup = new AsyncDisposableStack();
  const hub = await openHub(cleanup);
  const browser = await openBrowser();
  cleanup.defer(() => browser.close());
  const { page } = await openAtList(browser, hub.origin, { username: 'chutri', devices: { camera: false } });
  const { promise, resolve, reject } = Promise.withResolvers<types.RtpCapabilities>();
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const found = capabilitiesIn(payload.toString());
      if (found) resolve(found);
    }),
  );
  const timer = setTimeout(() => reject(new Error('the page did not say what it can receive')), 30_000);
  await pressJoin(page);
  return await promise.finally(() => clearTimeout(timer));
}
