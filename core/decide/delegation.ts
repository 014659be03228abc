import { chairsOf } from '../authority.ts';
import type { CommandOf } from '../command.ts';
import { isManned, type Mandate, mandateOver } from '../desk.ts';
import { hallAbove, hallOf } from '../hall.ts';
import type { UnitId } from '../id.ts';
import type { Delegation, Meeting } from '../meeting.ts';
import { delegationById } from '../queue.ts';
import type { RefusalCode } from '../refusal.ts';
import { takesKind, usualKind } from '../turn.ts';
import { covers, unitOf } from '../unit.ts';
import { accept, type Decision, nextFloorId, refuse, standstill, type Wish } from './context.ts';

/** The delegation and those that it was passed on under. */
function chainOf(meeting: Meeting, under: Delegation | null): readonly Delegation[] {
  if (under === null) return [];
  const above = under.under === null ? null : delegationById(meeting, under.under);
  return [under, ...chainOf(meeting, above)];
}

/** Whether the floor is with the unit, or with one above or below it, already, but for those it is passed on under. */
function isWithIt(meeting: Meeting, unit: UnitId, { authority, under }: Mandate): boolean {
  if (unit === authority || unit === under?.unit) return true;
  const chain = chainOf(meeting, under);
  return meeting.delegations.some(
    (each) =>
      each.hall === hallAbove(meeting, unit) &&
      !chain.includes(each) &&
      (covers(meeting.unitById, each.unit, unit) || covers(meeting.unitById, unit, each.unit)),
  );
}

/** Why the floor is not given to this unit in this hall by that right (FLOOR-15); null: it is. */
function unreceived(meeting: Meeting, unit: UnitId, mandate: Mandate): RefusalCode | null {
  if (isWithIt(meeting, unit, mandate)) return 'already-delegated';
  if (chairsOf(meeting, unit).length === 0) return 'no-chair';
  if (!isManned(meeting, unit)) return 'not-present';
  const tops = meeting.delegations.filter(
    (each) => each.hall === hallAbove(meeting, unit) && each.under === null,
  );
  return mandate.under === null && tops.length >= meeting.settings.maxSpeakers ? 'floor-full' : null;
}

/** Gives the speech floor to a unit, whose own chair picks who of its subtree speaks, or passes it on (FLOOR-15). */
export function delegateFloor(
  { meeting, self }: Wish,
  command: CommandOf<'floor.delegate'>,
  now: number,
): Decision {
  const { limitMs } = command;
  const hall = hallOf(meeting, self);
  const still = standstill(meeting, hall);
  if (still !== null) return refuse(still);
  const unit = unitOf(meeting.unitById, command.unit);
  if (!unit) return refuse('not-found');
  if (hallAbove(meeting, unit.id) !== hall) return refuse('elsewhere');
  const mandate = mandateOver(meeting, self, unit.id);
  if (typeof mandate === 'string') return refuse(mandate);
  const refused = unreceived(meeting, unit.id, mandate);
  if (refused !== null) return refuse(refused);
  const { authority, under } = mandate;
  const kind = command.kind ?? under?.kind ?? usualKind(meeting, hall);
  if (!takesKind(meeting, kind, hall)) return refuse('kind-not-taken');
  const delegation: Delegation = {
    id: nextFloorId(meeting, 0),
    unit: unit.id,
    unitName: unit.name,
    level: unit.level,
    kind,
    hall,
    authority,
    under: under?.id ?? null,
    at: now,
    limitMs,
    pausedAt: null,
    pausedMs: 0,
    clock: 'running',
  };
  return accept({ type: 'floor.delegated', delegation });
}
