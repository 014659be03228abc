import type { ParticipantId, UnitId } from '../../../core/id.ts';
import { deskFor, putAt } from './desk.ts';
import { endAll } from './floor.ts';
import { standstill } from './rule.ts';
import { chairsOf, deputiesOf, hallOf, hallOfUnit, isAtHand, speaksFreely } from './standing.ts';
import { heldBy, holderOf, type Model } from './state.ts';

/** Where everybody sits: what a change is judged by afterwards. */
export function seating(model: Model): ReadonlyMap<ParticipantId, UnitId> {
  return new Map([...model.people.keys()].map((who) => [who, hallOf(model, who)]));
}

/** The floors that nobody may hold any longer, whatever it was that happened (HALL-3, FLOOR-17). */
function endStray(model: Model): void {
  const stray = model.given.filter((given) => {
    const who = holderOf(given);
    const isElsewhere =
      who === null
        ? 'unit' in given.to && hallOfUnit(model, given.to.unit) !== given.hall
        : hallOf(model, who) !== given.hall;
    const isUnled =
      ('unit' in given.to && chairsOf(model, given.to.unit).length === 0) ||
      (given.authority !== given.hall && chairsOf(model, given.authority).length === 0);
    return isElsewhere || isUnled;
  });
  endAll(model, stray);
}

/** DEPUTY-2. */
function endActing(model: Model): void {
  for (const [unit, { who, why }] of [...model.acting]) {
    const isBack = chairsOf(model, unit).some((chair) => isAtHand(model, chair, unit));
    const isDeputy = deputiesOf(model, unit).includes(who);
    if (!isDeputy || !isAtHand(model, who, unit) || (why === 'absence' && isBack)) model.acting.delete(unit);
  }
}

/** FLOOR-7, MIC-1, LINE-2: an open microphone has a reason, in a hall that sits. */
function closeMicrophones(model: Model): void {
  for (const person of model.people.values()) {
    const isIn = person.presence === 'present' || person.presence === 'dropped';
    const mayOpen = speaksFreely(model, person.id) || heldBy(model, person.id, 'speech') !== undefined;
    if (!isIn || !mayOpen || standstill(model, hallOf(model, person.id)).length > 0)
      person.microphone = false;
  }
}

/** HALL-3: a request goes with who made it, and where its desk's unit went to another hall. */
function moveRequests(model: Model, before: ReadonlyMap<ParticipantId, UnitId>): void {
  for (const request of model.requests) {
    const hall = hallOf(model, request.by);
    if (before.get(request.by) !== hall || hallOfUnit(model, request.desk) !== hall)
      putAt(model, request, deskFor(model, request.by));
  }
}

/** What follows from a change, whichever it was. */
export function settle(model: Model, before: ReadonlyMap<ParticipantId, UnitId>): void {
  if (model.phase === 'closed') {
    endAll(model, model.given);
    model.requests = [];
    model.acting.clear();
    model.questions.clear();
  }
  endStray(model);
  endActing(model);
  closeMicrophones(model);
  for (const [hall, question] of model.questions) {
    const both = [question.asker, question.answerer];
    if (both.some((who) => before.get(who) === hall && hallOf(model, who) !== hall)) question.isOver = true;
  }
  moveRequests(model, before);
}
