import { expect, it } from 'vitest';
import type { ParticipantId } from '../../../core/id.ts';
import { disposalObstacle } from './disposal-obstacle.ts';

const by = { participant: 'person:an' as ParticipantId, name: 'An', position: '' };
const retention = { name: '10 năm', years: 10, until: 1000 };
const hold = { hold: 1, reason: 'Thanh tra', by, at: 0, lifted: null };
const lifted = { ...hold, lifted: { by, at: 5, reason: 'Xong' } };

it.each([
  [{ closedAt: null, retention, holds: [] }, 'notClosed'],
  [{ closedAt: 1, retention: null, holds: [] }, 'notSet'],
  [{ closedAt: 1, retention: { name: 'Vĩnh viễn', years: null, until: null }, holds: [] }, 'forever'],
  [{ closedAt: 1, retention: { ...retention, until: 1001 }, holds: [hold] }, 'running'],
  [{ closedAt: 1, retention, holds: [lifted, { ...hold, hold: 2 }] }, 'held'],
  [{ closedAt: 1, retention, holds: [lifted] }, null],
] as const)('what stands against the disposal of %j is %s', (file, obstacle) => {
  expect(disposalObstacle(file, 1000)).toBe(obstacle);
});
