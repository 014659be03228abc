import { describe, expect, it } from 'vitest';
import { type ArchiveViewer, mayOpenArchive, mayWatchRecording } from './archive-right.ts';
import type { LevelId, UnitId } from './id.ts';
import { type Role, roles } from './role.ts';
import type { UnitById } from './unit.ts';

const unit = (id: string) => id as UnitId;
const place = (id: string, parent: string | null) => ({
  id: unit(id),
  name: id,
  level: 'any' as LevelId,
  parent: parent === null ? null : unit(parent),
});
const unitById: UnitById = Object.fromEntries(
  [
    place('TW', null),
    place('11', 'TW'),
    place('11.103', '11'),
    place('11.103.1', '11.103'),
    place('12', 'TW'),
  ].map((one) => [one.id, one]),
);
const viewer = (role: Role, at: string, more: Partial<ArchiveViewer> = {}): ArchiveViewer => ({
  kind: 'person',
  administrator: false,
  standingRoles: [{ role, unit: unit(at) }],
  ...more,
});

describe('the right to the archive', () => {
  it('ARCHIVE-1: only chairs, deputies, secretaries and operators open it, of all roles', () => {
    expect(roles.filter((role) => mayOpenArchive(viewer(role, 'TW')))).toEqual([
      'chair',
      'deputy',
      'secretary',
      'operator',
    ]);
  });

  it('ARCHIVE-1: a site never opens it, whatever it is said to hold', () => {
    const site = viewer('chair', 'TW', { kind: 'site', administrator: true });
    expect(mayOpenArchive(site)).toBe(false);
    expect(mayWatchRecording(site, unitById, unit('TW'))).toBe(false);
  });

  it('ARCHIVE-2: a role covers its subtree, neither the unit above nor one beside', () => {
    const chair = viewer('chair', '11');
    const seen = ['TW', '11', '11.103', '11.103.1', '12'].filter((id) =>
      mayWatchRecording(chair, unitById, unit(id)),
    );
    expect(seen).toEqual(['11', '11.103', '11.103.1']);
  });

  it('ARCHIVE-2: a delegate watches nothing, not even of the own unit', () => {
    expect(mayWatchRecording(viewer('delegate', '11'), unitById, unit('11'))).toBe(false);
  });

  it('ARCHIVE-2: an administrator watches everything, also of a unit that left the tree', () => {
    const administrator = viewer('observer', '12', { administrator: true });
    expect(mayWatchRecording(administrator, unitById, unit('11.103.1'))).toBe(true);
    expect(mayWatchRecording(administrator, unitById, unit('gone'))).toBe(true);
  });

  it('ARCHIVE-2: of a unit that left the tree, a role over that very unit still counts', () => {
    expect(mayWatchRecording(viewer('secretary', 'gone'), unitById, unit('gone'))).toBe(true);
    expect(mayWatchRecording(viewer('secretary', 'TW'), unitById, unit('gone'))).toBe(false);
  });
});
