import type { Same } from '../same.ts';
import type { devices as source } from '../vi/devices.ts';

export const devices: Same<typeof source> = {
  title: 'Site devices',
  intro: 'Room screens paired with a unit; they join by themselves without a password.',
  unit: 'Site',
  pairedAt: 'Paired',
  pairedBy: 'Paired by',
  lastSeen: 'Last seen',
  neverSeen: 'Not seen yet',
  revoke: 'Revoke',
  revokeNamed: 'Revoke the device of {{unit}}',
  revokeTitle: 'Revoke the device of {{unit}}?',
  revokeText: 'The device is cut off at once and must be paired again before it can join.',
  revoked: 'The device of {{unit}} was revoked',
  empty: 'No device is paired yet',
  emptyHint: 'Open {{address}} on the room’s screen, then enter the code it shows here.',
  failed: 'The list of devices could not be loaded',
  notPermitted: 'Only operators and administrators manage site devices.',
  search: 'Search a site',
  noMatch: 'No site matches “{{query}}”',
};
