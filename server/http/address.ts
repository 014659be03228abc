import { BlockList, isIP } from 'node:net';
import type { Request } from 'express';

/** The caller's address; behind a trusted proxy, the one that the proxy saw. IPv4 is never written as IPv6. */
export function addressOf(request: Request): string {
  const address = request.ip ?? request.socket.remoteAddress ?? 'unknown';
  return address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
}

const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** A set of addresses and subnets (`10.1.0.0/16`); this machine's own are always in it. */
export function createAddressSet(members: readonly string[]): { has(address: string): boolean } {
  const list = new BlockList();
  for (const member of ['127.0.0.0/8', '::1', ...members]) {
    const [address = '', prefix] = member.split('/');
    if (prefix === undefined) list.addAddress(address, family(address));
    else list.addSubnet(address, Number(prefix), family(address));
  }
  return { has: (address) => isIP(address) !== 0 && list.check(address, family(address)) };
}
