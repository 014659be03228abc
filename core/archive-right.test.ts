import { describe, expect, it } from 'vitest';
import {
  type ArchiveViewer,
  archiveRights,
  mayOpenArchive,
  mayWatchRecording,
  rightsOver,
  rightsOverFile,
  unitsOffered,
} from './archive-right.ts';
import type { LevelId, UnitId } from './id.ts';
import { type Role, roles } from './role.ts';
import type { UnitRecordById } from './unit-record.ts';

const unit = (id: string) => id as UnitId;
const place = (id: string, parent: string | null, successor: string | null = null, closedAt = 0) => ({
  id: unit(id),
  name: id,
  level: 'any' as LevelId,
  parent: parent === null ? null : unit(parent),
  closedAt: closedAt === 0 ? null : closedAt,
  successor: successor === null ? null : unit(successor),
  formerNames: [],
});
const unitById: UnitRecordById = Object.fromEntries(
  [
    place('TW', null),
    place('11', 'TW'),
    place('11.103', '11'),
    place('11.103.1', '11.103'),
    place('12', 'TW'),
    place('12.1', '12'),
    // Closed: a district that went into nothing, one of its communes that went to another province, and on from there.
    place('11.9', '11', null, 5),
    place('11.9.1', '11.9', '12.2', 5),
    place('12.2', '12', '12.1', 6),
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

  const seenBy = (role: Role, at: string) =>
    Object.values(unitById)
      .map(({ id }) => id)
      .filter((id) => id.length > 2 && mayWatchRecording(viewer(role, at), unitById, id));

  it('ARCHIVE-3: whoever conducts the unit that another was merged into sees the recordings of both', () => {
    expect(seenBy('chair', '12.1')).toEqual(['12.1', '11.9.1', '12.2']);
    expect(seenBy('secretary', '12')).toEqual(['12.1', '11.9.1', '12.2']);
    expect(seenBy('delegate', '12.1')).toEqual([]);
  });

  it('ARCHIVE-3: of a unit that went into nothing, whoever conducts the one above it', () => {
    expect(seenBy('chair', '11')).toEqual(['11.103', '11.103.1', '11.9']);
    expect(seenBy('chair', '11.103')).toEqual(['11.103', '11.103.1']);
    expect(seenBy('chair', '11.9.1')).toEqual(['11.9.1']);
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

  it('ARCHIVE-11: one is offered the units one sees recordings of, and those above as far as one’s role reaches', () => {
    const offered = (at: string, ...seen: string[]) =>
      unitsOffered(viewer('operator', at), unitById, seen.map(unit));
    expect(offered('11', '11.103.1')).toEqual(['11.103.1', '11.103', '11']);
    expect(offered('11.103', '11.103.1')).toEqual(['11.103.1', '11.103']);
    expect(offered('TW', '11.9.1', '12')).toEqual(['11.9.1', '12', '12.2', '12.1', 'TW']);
    expect(offered('gone', 'gone')).toEqual(['gone']);
    expect(offered('TW')).toEqual([]);
  });

  it('ARCHIVE-4: each role has its own rights, together where several cover the unit, and none where none does', () => {
    const rights = (role: Role, at = '11') => rightsOver(viewer(role, at), unitById, unit('11'));
    expect(rights('chair')).toEqual(archiveRights);
    expect(rights('secretary')).toEqual(archiveRights.filter((right) => right !== 'allow-links'));
    expect(rights('deputy')).toEqual(['see', 'download']);
    expect(rights('operator')).toEqual(['see']);
    expect(rights('delegate')).toEqual([]);
    expect(rights('chair', '12')).toEqual([]);
    expect(rightsOver(viewer('delegate', '12', { administrator: true }), unitById, unit('11'))).toEqual(
      archiveRights,
    );
    const both = viewer('operator', 'TW', {
      standingRoles: [
        { role: 'operator', unit: unit('TW') },
        { role: 'deputy', unit: unit('11') },
      ],
    });
    expect(rightsOver(both, unitById, unit('11'))).toEqual(['see', 'download']);
    expect(rightsOver(both, unitById, unit('12'))).toEqual(['see']);
  });

  it('ARCHIVE-4: what touches the whole file of a meeting needs the right over who convened it too', () => {
    const units = { keptBy: unit('11'), convenedBy: unit('TW') };
    expect(rightsOverFile(viewer('chair', '11'), unitById, units)).toEqual(['see', 'download']);
    expect(rightsOverFile(viewer('chair', 'TW'), unitById, units)).toEqual(archiveRights);
    const own = { keptBy: unit('11'), convenedBy: unit('11') };
    expect(rightsOverFile(viewer('chair', '11'), unitById, own)).toEqual(archiveRights);
    const others = { keptBy: unit('12'), convenedBy: unit('11') };
    expect(rightsOverFile(viewer('chair', '11'), unitById, others)).toEqual([]);
  });
});
