import { randomInt } from 'node:crypto';
import { type HubProcess, startHub } from '../test/support/hub-process.ts';

/**
 * Media ports below those that Linux hands out by itself: hundreds of clients have just used many of these, and each
 * worker needs the port after the one before.
 */
const firstPort = 30_000;
const portsOfOneHub = 16;
const places = 160;
const attempts = 5;

async function start(environment: Readonly<Record<string, string>>): Promise<HubProcess> {
  for (let attempt = 1; ; attempt += 1) {
    const basePort = firstPort + portsOfOneHub * randomInt(places);
    try {
      return await startHub({ ...environment, DIEMCAU_MEDIA_BASE_PORT: String(basePort) });
    } catch (error) {
      const taken = error instanceof Error && error.message.includes('address already in use');
      if (!taken || attempt === attempts) throw error;
    }
  }
}

/** Ends a hub at once and removes what it left: nobody waits for its good order when a bench is given up. */
async function endHub(hub: HubProcess): Promise<void> {
  await hub.kill();
  await hub.dispose();
}

/** A real hub of its own, gone at the end of the bench. */
export async function openHub(
  cleanup: AsyncDisposableStack,
  environment: Readonly<Record<string, string>> = {},
): Promise<HubProcess> {
  const hub = await start(environment);
  cleanup.defer(() => endHub(hub));
  return hub;
}
