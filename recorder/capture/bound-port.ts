import { readFile } from 'node:fs/promises';

/**
 * UDP ports bound on this machine, as Linux lists them, and how many bytes (with what the system keeps beside them)
 * wait at each to be read. Empty where it does not.
 */
export async function boundUdpPorts(): Promise<ReadonlyMap<number, number>> {
  const tables = await Promise.all(
    ['/proc/net/udp', '/proc/net/udp6'].map((path) => readFile(path, 'utf8').catch(() => '')),
  );
  const bound = new Map<number, number>();
  // sl, local address, remote address, state, tx_queue:rx_queue
  const line = /^\s*\d+: [0-9A-F]+:([0-9A-F]{4}) [0-9A-F]+:[0-9A-F]{4} [0-9A-F]{2} [0-9A-F]+:([0-9A-F]+) /gm;
  for (const [, port = '', waiting = ''] of tables.flatMap((table) => [...table.matchAll(line)])) {
    const number = Number.parseInt(port, 16);
    bound.set(number, Math.max(bound.get(number) ?? 0, Number.parseInt(waiting, 16)));
  }
  return bound;
}
