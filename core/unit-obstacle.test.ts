import { expect, it } from 'vitest';
import type { UnitId } from './id.ts';
import { obstaclesTo } from './unit-obstacle.ts';

const [a, b] = ['a' as UnitId, 'b' as UnitId];
const holdings = {
  meetings: [{ unit: a, title: 'Giao ban' }],
  devices: [{ unit: a, name: 'Xã A' }],
  accounts: [
    { unit: a, username: 'chutri' },
    { unit: b, username: 'thuky' },
  ],
};

it('UNIT-5: a unit is not closed while a meeting, a device or an account hangs on it, and each is named', () => {
  expect(obstaclesTo([{ kind: 'closed', unit: a }], holdings)).toEqual([
    { unit: a, kind: 'meeting', what: 'Giao ban' },
    { unit: a, kind: 'device', what: 'Xã A' },
    { unit: a, kind: 'account', what: 'chutri' },
  ]);
});

it('UNIT-5: accounts do not stand in the way of a merger; meetings and devices do', () => {
  expect(obstaclesTo([{ kind: 'merged', unit: a, into: b }], holdings).map(({ kind }) => kind)).toEqual([
    'meeting',
    'device',
  ]);
  expect(obstaclesTo([{ kind: 'merged', unit: b, into: a }], holdings)).toEqual([]);
});

it('UNIT-5: nothing stands in the way of a new name or place', () => {
  expect(
    obstaclesTo(
      [
        { kind: 'renamed', unit: a, from: 'A', to: 'B' },
        { kind: 'moved', unit: a, from: null, to: b },
      ],
      holdings,
    ),
  ).toEqual([]);
});
