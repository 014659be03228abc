import { fileURLToPath } from 'node:url';
import { demoUnitFile } from '../config/demo.ts';
import { readUnitFile } from '../config/unit-file.ts';
import type { UnitId } from '../core/id.ts';
import type { Unit } from '../core/unit.ts';
import { levelId, participantId, unitId } from '../protocol/id.ts';
import { hashSecret, newSecret } from '../server/auth/secret.ts';
import { createStore } from '../server/store/store.ts';
import { unitTree } from '../server/unit-tree.ts';

/** A site that was paired once: what its screen keeps. */
export type PairedSite = { readonly unit: UnitId; readonly credential: string };

/** As many communes as it takes, below one district of the demo's. */
function furtherUnits(count: number): readonly Unit[] {
  return Array.from({ length: count }, (_, index) => ({
    id: unitId.parse(`11.103.9${String(index).padStart(4, '0')}`),
    name: `Xã thử tải ${index + 1}`,
    level: levelId.parse('commune'),
    parent: unitId.parse('11.103'),
  }));
}

/**
 * Writes the database that a hub in demo mode then finds: its own units and as many more as are asked for, each with a
 * paired device. The hub adds its accounts and a meeting of all units.
 */
export async function prepareLargeMeeting(file: string, sites: number): Promise<readonly PairedSite[]> {
  const read = readUnitFile(fileURLToPath(new URL(`../${demoUnitFile}`, import.meta.url)));
  if (!read.ok) throw new Error(read.faults.map(({ en }) => en).join('; '));
  const tree = unitTree(read.file);
  const units = [...tree.units, ...furtherUnits(Math.max(0, sites - tree.units.length))];
  const paired = units.slice(0, sites).map(({ id }) => ({ unit: id, credential: newSecret() }));
  const store = await createStore({ file });
  try {
    await store.units.replace(tree.levels, units);
    for (const [index, { unit, credential }] of paired.entries())
      await store.devices.put({
        id: `device-${index}`,
        unit,
        credentialHash: hashSecret(credential),
        pairedAt: Date.now(),
        pairedBy: participantId.parse('person:kythuat'),
        lastSeenAt: null,
        revokedAt: null,
      });
  } finally {
    await store.close();
  }
  return paired;
}
