import { expect, it } from 'vitest';
import { ids, meetingOf, units } from '../meeting/fixture.ts';
import { leftToCall } from './roll-call-left.ts';

it('counts sites and delegates of the subtree that have no state yet, and never the recorder', () => {
  const meeting = meetingOf();
  expect(leftToCall(meeting, units.province)).toBe(7);
  expect(leftToCall(meeting, units.namPo)).toBe(3);
  const known = meeting.participantById[ids.namTin]!;
  const called = { ...known, attendance: { ...known.attendance, state: 'online' as const } };
  const after = { ...meeting, participantById: { ...meeting.participantById, [ids.namTin]: called } };
  expect(leftToCall(after, units.namPo)).toBe(2);
});
