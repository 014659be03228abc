import type { UnitId } from '../../core/id.ts';
import { covers, type Unit, type UnitById, unitOf } from '../../core/unit.ts';
import type { Clock, Units } from '../ports.ts';

/** How long the units are remembered: 3,400 rows are not read for every token. An import shows after this long. */
const rememberedMs = 5_000;

export type UnitBook = {
  find(unit: UnitId): Promise<Unit | null>;
  /** Units without a parent. */
  roots(): Promise<readonly UnitId[]>;
  /** Whether one of the scopes covers the unit. */
  coveredBy(scopes: readonly UnitId[], unit: UnitId): Promise<boolean>;
};

/** The units of the store, remembered for some seconds. One that is not found is looked for again at once. */
export function createUnitBook(units: Pick<Units, 'all'>, clock: Clock): UnitBook {
  let page: { readonly at: number; readonly unitById: UnitById } = {
    at: Number.NEGATIVE_INFINITY,
    unitById: {},
  };

  async function open(wanted: UnitId | null): Promise<UnitById> {
    const known =
      wanted === null ? Object.keys(page.unitById).length > 0 : unitOf(page.unitById, wanted) !== undefined;
    if (known && clock.now() - page.at < rememberedMs) return page.unitById;
    const all = await units.all();
    page = { at: clock.now(), unitById: Object.fromEntries(all.map((unit) => [unit.id, unit])) };
    return page.unitById;
  }

  return {
    find: async (unit) => unitOf(await open(unit), unit) ?? null,
    roots: async () =>
      Object.values(await open(null))
        .filter((unit) => unit.parent === null)
        .map((unit) => unit.id),
    async coveredBy(scopes, unit) {
      const unitById = await open(unit);
      return scopes.some((scope) => covers(unitById, scope, unit));
    },
  };
}
