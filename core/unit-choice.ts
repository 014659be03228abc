import type { UnitId } from './id.ts';
import { lineage, type Unit, type UnitById } from './unit.ts';

/**
 * Which units are meant, by subtree with exceptions: all of a province but one district, only the provinces, one
 * commune alone. A unit stands in at most one of the lists; what stands in none follows the nearest one above that
 * does, and is left out when none does. Four lists say for whom each speaks: itself, or whatever is below it.
 */
export type UnitChoice = {
  /** The unit and everything below it. */
  readonly all: readonly UnitId[];
  /** The unit, and nothing below it. */
  readonly alone: readonly UnitId[];
  /** Everything below the unit, and not the unit. */
  readonly below: readonly UnitId[];
  /** Neither the unit nor anything below it. */
  readonly none: readonly UnitId[];
};

export const noUnits: UnitChoice = { all: [], alone: [], below: [], none: [] };

type Mark = keyof UnitChoice;
const marks: readonly Mark[] = ['all', 'alone', 'below', 'none'];

/** What a mark says of the unit itself, and of what is below it. */
const meaning: Readonly<Record<Mark, { readonly self: boolean; readonly under: boolean }>> = {
  all: { self: true, under: true },
  alone: { self: true, under: false },
  below: { self: false, under: true },
  none: { self: false, under: false },
};

function markFor(self: boolean, under: boolean): Mark {
  return self ? (under ? 'all' : 'alone') : under ? 'below' : 'none';
}

function markByUnit(choice: UnitChoice): ReadonlyMap<UnitId, Mark> {
  return new Map(marks.flatMap((mark) => choice[mark].map((unit) => [unit, mark] as const)));
}

/** The units that a choice names and the tree does not have. */
export function strangersIn(unitById: UnitById, choice: UnitChoice): readonly UnitId[] {
  return marks.flatMap((mark) => choice[mark]).filter((unit) => !Object.hasOwn(unitById, unit));
}

/** The chosen ones among these units (CONVENE-5). */
export function chosenUnits(units: readonly Unit[], choice: UnitChoice): ReadonlySet<UnitId> {
  const unitById: UnitById = Object.fromEntries(units.map((unit) => [unit.id, unit]));
  const marked = markByUnit(choice);
  const chosen = units.filter(({ id }) => {
    const own = marked.get(id);
    if (own !== undefined) return meaning[own].self;
    const above = lineage(unitById, id).find((unit) => marked.has(unit));
    const mark = above === undefined ? undefined : marked.get(above);
    return mark !== undefined && meaning[mark].under;
  });
  return new Set(chosen.map(({ id }) => id));
}

type Forest = {
  /** Every unit, each after the one above it. */
  readonly downwards: readonly UnitId[];
  readonly childrenOf: ReadonlyMap<UnitId, readonly UnitId[]>;
};

function forestOf(units: readonly Unit[]): Forest {
  const known = new Set(units.map(({ id }) => id));
  const childrenOf = new Map<UnitId, UnitId[]>();
  const pending: UnitId[] = [];
  for (const { id, parent } of units) {
    const siblings = parent !== null && known.has(parent) ? childrenOf.get(parent) : pending;
    if (siblings) siblings.push(id);
    else if (parent !== null) childrenOf.set(parent, [id]);
  }
  const downwards: UnitId[] = [];
  for (let unit = pending.pop(); unit !== undefined; unit = pending.pop()) {
    downwards.push(unit);
    pending.push(...(childrenOf.get(unit) ?? []));
  }
  return { downwards, childrenOf };
}

/** How many marks are needed where what stands above says: left out, or taken. */
type Cost = { readonly whenOut: number; readonly whenIn: number };

const nothing: Cost = { whenOut: 0, whenIn: 0 };

/** Of what is below each unit, without the unit itself. */
function costsBelow(
  { downwards, childrenOf }: Forest,
  chosen: ReadonlySet<UnitId>,
): ReadonlyMap<UnitId, Cost> {
  const whole = new Map<UnitId, Cost>();
  const under = new Map<UnitId, Cost>();
  for (const unit of downwards.toReversed()) {
    const { whenOut, whenIn } = (childrenOf.get(unit) ?? []).reduce<Cost>((total, child) => {
      const cost = whole.get(child) ?? nothing;
      return { whenOut: total.whenOut + cost.whenOut, whenIn: total.whenIn + cost.whenIn };
    }, nothing);
    const marked = 1 + Math.min(whenOut, whenIn);
    const self = chosen.has(unit);
    under.set(unit, { whenOut, whenIn });
    whole.set(unit, {
      whenOut: self ? marked : Math.min(whenOut, marked),
      whenIn: self ? Math.min(whenIn, marked) : marked,
    });
  }
  return under;
}

/** Where both take as many words, what is below goes with the unit: that then also holds for units founded later. */
function passesOn(self: boolean, { whenOut, whenIn }: Cost): boolean {
  return whenIn === whenOut ? self : whenIn < whenOut;
}

/** The shortest choice that means exactly these of the units: what a screen sends after its boxes were ticked. */
export function choiceOf(units: readonly Unit[], chosen: ReadonlySet<UnitId>): UnitChoice {
  const forest = forestOf(units);
  const under = costsBelow(forest, chosen);
  const found: Record<Mark, UnitId[]> = { all: [], alone: [], below: [], none: [] };
  /** What the units above say of each; nothing above says: left out. */
  const saidOf = new Map<UnitId, boolean>();
  for (const unit of forest.downwards) {
    const said = saidOf.get(unit) ?? false;
    const self = chosen.has(unit);
    const cost = under.get(unit) ?? nothing;
    const marks =
      self !== said || 1 + Math.min(cost.whenOut, cost.whenIn) < (said ? cost.whenIn : cost.whenOut);
    const passed = marks ? passesOn(self, cost) : said;
    if (marks) found[markFor(self, passed)].push(unit);
    for (const child of forest.childrenOf.get(unit) ?? []) saidOf.set(child, passed);
  }
  return found;
}
