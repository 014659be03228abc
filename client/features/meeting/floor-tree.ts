import type { FloorRequestId, UnitId } from '../../../core/id.ts';
import type { Delegation, FloorGrant, Meeting } from '../../../core/meeting.ts';
import { isUndecided } from './floor-time.ts';

/** A floor that runs in a hall: somebody's, or a unit's with what it passed on below it. */
export type FloorRow = { readonly depth: number } & (
  | { readonly kind: 'grant'; readonly grant: FloorGrant }
  | { readonly kind: 'delegation'; readonly delegation: Delegation; readonly undecided: boolean }
);

/** Who holds the floors of a hall, each unit before those it passed the floor on to; what is presented comes last. */
export function floorTree(meeting: Meeting, hall: UnitId): readonly FloorRow[] {
  const grants = meeting.grants.filter((grant) => grant.hall === hall);
  const delegations = meeting.delegations.filter((delegation) => delegation.hall === hall);
  const passedOn = (under: FloorRequestId | null, depth: number): readonly FloorRow[] => [
    ...delegations
      .filter((delegation) => delegation.under === under)
      .flatMap((delegation): readonly FloorRow[] => [
        { kind: 'delegation', depth, delegation, undecided: isUndecided(meeting, delegation) },
        ...passedOn(delegation.id, depth + 1),
      ]),
    ...grants
      .filter((grant) => grant.floor === 'speech' && grant.under === under)
      .map((grant): FloorRow => ({ kind: 'grant', depth, grant })),
  ];
  const contents = grants.filter((grant) => grant.floor === 'content');
  return [...passedOn(null, 0), ...contents.map((grant): FloorRow => ({ kind: 'grant', depth: 0, grant }))];
}

export function clockOf(row: FloorRow): FloorGrant | Delegation {
  return row.kind === 'grant' ? row.grant : row.delegation;
}
