import { readFile } from 'node:fs/promises';

/** UDP ports bound on this machine, as Linux lists them. Empty where it does not. */
export async function boundUdpPorts(): Promise<ReadonlySet<number>> {
  const tables = await Promise.all(
    ['/proc/net/udp', '/proc/net/udp6'].map((path) => readFile(path, 'utf8').catch(() => '')),
  );
  const ports = tables.flatMap((table) =>
    [...table.matchAll(/^\s*\d+: [0-9A-F]+:([0-9A-F]{4}) /gm)].map(([, hex]) =>
      Number.parseInt(hex ?? '', 16),
    ),
  );
  return new Set(ports);
}
