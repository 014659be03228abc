import type { UnitId } from '../../../core/id.ts';
import { climb } from './desk.ts';
import { end } from './floor.ts';
import { chairsOf, deputiesOf, hallOfUnit, isAtHand } from './standing.ts';
import { type Given, type Model, mainHall } from './state.ts';
import { closeVotes } from './vote.ts';

/* What time brings. */

/** Since when a unit is without its chairs (DEPUTY-3); null while one is there, and before one ever was. */
function goneSince(model: Model, unit: UnitId): number | null {
  const chairs = chairsOf(model, unit);
  if (chairs.some((who) => isAtHand(model, who, unit))) return null;
  const gone = chairs.flatMap((who) => {
    const person = model.people.get(who);
    const wasThere = person && person.presence !== 'absent' && person.presence !== 'waiting';
    return wasThere ? [person.since] : [];
  });
  return gone.length === 0 ? null : Math.max(...gone);
}

/** TIME-1, TIME-2. */
function tell(model: Model, given: Given): void {
  const { at, limitMs, pausedAt, pausedMs, clock } = given;
  if (limitMs === null || pausedAt !== null || clock === 'up' || !model.given.includes(given)) return;
  const left = at + limitMs + pausedMs - model.now;
  if (left <= 0) {
    given.clock = 'up';
    if (model.settings.whenTimeIsUp === 'close') end(model, given);
  } else if (left <= Math.min(model.settings.warnBeforeMs, limitMs / 4)) given.clock = 'warned';
}

/** DEPUTY-3. */
function standIn(model: Model, unit: UnitId): void {
  if (model.acting.has(unit) || (model.adjourned && hallOfUnit(model, unit) === mainHall)) return;
  const since = goneSince(model, unit);
  const who = deputiesOf(model, unit).find((deputy) => isAtHand(model, deputy, unit));
  if (since === null || who === undefined || model.now < since + model.settings.chairGraceMs) return;
  model.acting.set(unit, { who, why: 'absence' });
}

export function tick(model: Model): void {
  if (model.phase !== 'live') return;
  for (const given of model.given) tell(model, given);
  closeVotes(model, ({ at, limitMs }) => limitMs !== null && model.now >= at + limitMs);
  const chaired = model.roles.filter(({ role }) => role === 'chair').map(({ unit }) => unit);
  for (const unit of new Set(chaired)) standIn(model, unit);
  climb(model, (unit) => goneSince(model, unit));
}
