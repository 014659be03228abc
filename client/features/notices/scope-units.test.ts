import { expect, it } from 'vitest';
import { ids, meetingOf, units } from '../meeting/fixture.ts';
import { scopeUnits } from './scope-units.ts';

it('are those of a scope’s subtree, indented from its top', () => {
  const meeting = meetingOf();
  const roles = [{ participant: ids.delegate, role: 'operator' as const, unit: units.namPo }];
  expect(scopeUnits({ ...meeting, roles }, ids.delegate, 'notice.send')).toEqual([
    { unit: units.namPo, name: 'Huyện Nậm Pồ', depth: 0 },
    { unit: units.namTin, name: 'Xã Nậm Tin', depth: 1 },
  ]);
  expect(scopeUnits(meeting, ids.delegate, 'notice.send')).toEqual([]);
});
