import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readUnitFile } from '../config/unit-file.ts';
import { found } from '../core/apply.ts';
import { createMeeting } from '../core/create.ts';
import { stageOf } from '../core/stage.ts';
import { covers, lineage, type UnitById } from '../core/unit.ts';
import { unitId } from '../protocol/id.ts';
import { inviteSite } from '../server/meeting-draft.ts';
import { unitTree } from '../server/unit-tree.ts';
import {
  cardOf,
  delegate,
  delegationTo,
  draft,
  grant,
  isOpen,
  join,
  play,
  request,
  requestBy,
  system,
} from './doubles/meeting.ts';

/** The same rules run the tree of before July 2025 and that of since then: levels are data. */

function treeIn(name: string) {
  const read = readUnitFile(fileURLToPath(new URL(`../config/${name}`, import.meta.url)));
  if (!read.ok) throw new Error('the unit file is broken');
  return unitTree(read.file);
}

describe.each([
  ['units-3-levels.json', 3],
  ['units-4-levels.json', 4],
])('a meeting of %s', (name, depth) => {
  const { levels, units } = treeIn(name);
  const unitById: UnitById = Object.fromEntries(units.map((unit) => [unit.id, unit]));
  const province = unitId.parse('11');
  const commune = units.find(
    ({ id, parent }) =>
      covers(unitById, province, id) && parent !== null && lineage(unitById, id).length === depth,
  );
  if (!commune) throw new Error('no commune');
  const [, ...above] = lineage(unitById, commune.id);
  const root = above.at(-1) ?? commune.id;
  // A chair for each level above the commune, from the top down.
  const chairs = above
    .toReversed()
    .map((unit) => ({ unit, card: { ...cardOf('person', `chair-${unit}`, unit), unit } }));
  const room = inviteSite(commune);
  const creation = createMeeting({
    ...draft({ unit: root, levels, units, agenda: [] }),
    invited: [...chairs.map(({ unit, card }) => ({ card, roles: [{ role: 'chair' as const, unit }] })), room],
    settings: { requestRoute: 'climb' },
  });
  if (!creation.ok) throw new Error(creation.refusal.code);
  const [top, ...lower] = chairs;
  if (!top) throw new Error('no chair');
  const live = play(
    found(creation.event, 1),
    ...[...chairs.map(({ card }) => card), room.card].map((card) => [system('hub'), join(card)] as const),
    [top.card.participant, { type: 'meeting.open' }],
  );

  it('gives the floor down through every level, and takes it back from the top', () => {
    const called = lower.reduce(
      (meeting, { unit }, index) =>
        play(meeting, [chairs[index]?.card.participant ?? top.card.participant, delegate(unit)]),
      live,
    );
    const last = chairs.at(-1)?.card.participant ?? top.card.participant;
    const speaking = play(called, [last, grant(room.card.participant)]);
    expect(speaking.delegations).toHaveLength(depth - 2);
    expect(stageOf(speaking, root).speakers.map(({ holder }) => holder.participant)).toEqual([
      room.card.participant,
    ]);
    const back = play(speaking, [
      top.card.participant,
      { type: 'floor.revoke', grant: delegationTo(speaking, province).id },
    ]);
    expect([back.delegations, back.grants, isOpen(back, room.card.participant)]).toEqual([[], [], false]);
  });

  it('lets a request climb through every level', () => {
    const asked = play(live, [room.card.participant, request()]);
    const desks = [requestBy(asked, room.card.participant).desk];
    let meeting = asked;
    for (const { card } of chairs.slice(1).toReversed()) {
      const { id } = requestBy(meeting, room.card.participant);
      meeting = play(meeting, [card.participant, { type: 'floor.forward', request: id }]);
      desks.push(requestBy(meeting, room.card.participant).desk);
    }
    expect(desks).toEqual(above);
  });
});
