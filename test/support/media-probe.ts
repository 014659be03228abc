import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';

/*
 * What really arrives in a page: frames on its video elements, and sound energy in its peer connections. Nothing is
 * stubbed; the connections are only remembered as they are made, so that their statistics can be read.
 */

declare global {
  interface Window {
    peerConnections: RTCPeerConnection[];
  }
}

/** Before the page's first script: remembers every peer connection it makes. */
export async function rememberConnections(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.peerConnections = [];
    const Native = window.RTCPeerConnection;
    window.RTCPeerConnection = new Proxy(Native, {
      construct(target, args: ConstructorParameters<typeof RTCPeerConnection>) {
        const connection = new target(...args);
        window.peerConnections.push(connection);
        return connection;
      },
    });
  });
}

/** Frames that the video with this accessible name has shown so far; 0 while there is none. */
export function framesShown(page: Page, name: string): Promise<number> {
  return page.evaluate((label) => {
    const videos = [...document.querySelectorAll('video')].filter((video) => video.ariaLabel === label);
    return Math.max(0, ...videos.map((video) => video.getVideoPlaybackQuality().totalVideoFrames));
  }, name);
}

/** Energy of all sound received so far (RTCInboundRtpStreamStats.totalAudioEnergy, summed): grows only with sound. */
export function soundReceived(page: Page): Promise<number> {
  return page.evaluate(async () => {
    let energy = 0;
    for (const connection of window.peerConnections) {
      if (connection.connectionState === 'closed') continue;
      for (const report of (await connection.getStats()).values()) {
        if (report.type === 'inbound-rtp' && report.kind === 'audio') energy += report.totalAudioEnergy ?? 0;
      }
    }
    return energy;
  });
}

/** The same, for each stream of sound by itself: every voice comes in a stream of its own. */
function soundByStream(page: Page): Promise<Readonly<Record<string, number>>> {
  return page.evaluate(async () => {
    const energyById: Record<string, number> = {};
    for (const [index, connection] of window.peerConnections.entries()) {
      if (connection.connectionState === 'closed') continue;
      for (const report of (await connection.getStats()).values())
        if (report.type === 'inbound-rtp' && report.kind === 'audio')
          energyById[`${index} ${report.id}`] = report.totalAudioEnergy ?? 0;
    }
    return energyById;
  });
}

/** RTP packets this page has sent so far of a kind. */
export function packetsSent(page: Page, kind: 'audio' | 'video'): Promise<number> {
  return page.evaluate(async (wanted) => {
    let packets = 0;
    for (const connection of window.peerConnections) {
      if (connection.connectionState === 'closed') continue;
      for (const report of (await connection.getStats()).values()) {
        if (report.type === 'outbound-rtp' && report.kind === wanted) packets += report.packetsSent ?? 0;
      }
    }
    return packets;
  }, kind);
}

/** Between two looks. Statistics asked for without a pause took a third of the machine from what they measured. */
const lookEveryMs = 100;

async function waitUntil(what: string, condition: () => Promise<boolean>, withinMs: number): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`waited ${withinMs} ms in vain: ${what}`);
    await pause(lookEveryMs);
  }
}

/** Resolves once the named picture has shown some ten further frames. */
export async function seesMoving(page: Page, name: string, withinMs = 20_000): Promise<void> {
  let first: number | null = null;
  await waitUntil(
    `the picture of ${name} moves`,
    async () => {
      const frames = await framesShown(page, name);
      // An element made anew counts from nothing again.
      if (first === null || frames < first) first = frames;
      return frames >= first + 10;
    },
    withinMs,
  );
}

/** Resolves once sound has arrived: Chromium's fake microphone beeps each second. */
export async function hears(page: Page, withinMs = 15_000): Promise<void> {
  const before = await soundReceived(page);
  await waitUntil('sound arrives', async () => (await soundReceived(page)) > before + 1e-4, withinMs);
}

/** A beep brings an energy of about 0.1, and its fading tail 0.005 at most (read every 50 ms over 12 beeps). */
const beepEnergy = 0.02;
/** Without so much energy for so long a beep is over: it lasts a fraction of its second. */
const betweenBeepsMs = 300;

/** Resolves once so many beeps have begun one after the other, a second apart: sound that lasts. */
export async function hearsBeeps(page: Page, count: number, withinMs = 20_000): Promise<void> {
  let energy = await soundReceived(page);
  let lastRise = 0;
  let beeps = 0;
  await waitUntil(
    `${count} beeps`,
    async () => {
      const now = await soundReceived(page);
      if (now <= energy + beepEnergy) return false;
      energy = now;
      if (Date.now() - lastRise > betweenBeepsMs) beeps += 1;
      lastRise = Date.now();
      return beeps >= count;
    },
    withinMs,
  );
}

/**
 * Resolves once, for a whole window of `windowMs`, exactly so many voices were heard, neither more nor fewer: the fake
 * microphones beep each second, so that whoever may be heard is heard within it.
 */
export async function hearsVoices(
  page: Page,
  count: number,
  { windowMs = 2_500, withinMs = 25_000 } = {},
): Promise<void> {
  let energyById = await soundByStream(page);
  const lastById = new Map<string, number>();
  const began = Date.now();
  await waitUntil(
    `${count} voices`,
    async () => {
      const now = await soundByStream(page);
      for (const [id, energy] of Object.entries(now))
        if (energy > (energyById[id] ?? 0) + 1e-4) lastById.set(id, Date.now());
      energyById = now;
      const since = Date.now() - windowMs;
      return began <= since && [...lastById.values()].filter((at) => at > since).length === count;
    },
    withinMs,
  );
}

/**
 * Resolves once `silentMs` have gone by without any sound; rejects if it never becomes silent. The fake microphone
 * beeps each second, so two seconds without energy are silence.
 */
export async function hearsNothing(page: Page, silentMs = 2_500, withinMs = 15_000): Promise<void> {
  let energy = await soundReceived(page);
  let since = Date.now();
  await waitUntil(
    'silence',
    async () => {
      const now = await soundReceived(page);
      if (now > energy + 1e-4) {
        energy = now;
        since = Date.now();
      }
      return Date.now() - since > silentMs;
    },
    withinMs,
  );
}

/** Resolves once the page has sent no packet at all for a second and a half. */
export async function sendsNothing(page: Page, withinMs = 15_000): Promise<void> {
  const sent = async () => (await packetsSent(page, 'video')) + (await packetsSent(page, 'audio'));
  let packets = await sent();
  let since = Date.now();
  await waitUntil(
    'nothing is sent any more',
    async () => {
      const now = await sent();
      if (now !== packets) since = Date.now();
      packets = now;
      return Date.now() - since > 1_500;
    },
    withinMs,
  );
}
