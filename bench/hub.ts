import { type HubProcess, startHub } from '../test/support/hub-process.ts';

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
  const hub = await startHub(environment);
  cleanup.defer(() => endHub(hub));
  return hub;
}
