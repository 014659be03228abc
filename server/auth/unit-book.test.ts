import { expect, it } from 'vitest';
import type { LevelId, UnitId } from '../../core/id.ts';
import type { Unit } from '../../core/unit.ts';
import { createUnitBook } from './unit-book.ts';

const centre: Unit = { id: 'TW' as UnitId, name: 'Trung ương', level: 'central' as LevelId, parent: null };

it('knows no unit by the name of what every object inherits: it would open a site of nowhere', async () => {
  const units = { levels: async () => [], all: async () => [centre], replace: async () => undefined };
  const book = createUnitBook(units, { now: () => 0 });
  expect(await book.find(centre.id)).toEqual(centre);
  expect(await book.find('constructor' as UnitId)).toBeNull();
});
