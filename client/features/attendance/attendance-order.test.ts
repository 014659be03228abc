import { describe, expect, it } from 'vitest';
import type { Attendance } from '../../../core/attendance.ts';
import { attendanceReport } from '../../../core/attendance-report.ts';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { ids, meetingOf } from '../meeting/fixture.ts';
import { orderDelegates, orderSites } from './attendance-order.ts';

function withAttendance(meeting: Meeting, id: ParticipantId, change: Partial<Attendance>): Meeting {
  const known = meeting.participantById[id]!;
  const attendance = { ...known.attendance, ...change };
  return {
    ...meeting,
    participantById: { ...meeting.participantById, [id]: { ...known, attendance } },
  };
}
const idsOf = (rows: readonly { readonly card: { readonly participant: ParticipantId } }[]) =>
  rows.map(({ card }) => card.participant);

describe('orderSites', () => {
  const entered = withAttendance(meetingOf(), ids.province, { expected: 40, present: 38 });
  it('puts those whose heads are not entered first, in the order of the tree', () => {
    expect(idsOf(orderSites(attendanceReport(entered).sites, ''))).toEqual([
      ids.namPo,
      ids.namTin,
      ids.muongCha,
      ids.province,
    ]);
  });
  it('finds by name without diacritics', () => {
    expect(idsOf(orderSites(attendanceReport(entered).sites, 'nam tin'))).toEqual([ids.namTin]);
  });
});

describe('orderDelegates', () => {
  it('puts those not yet called first', () => {
    const called = withAttendance(meetingOf(), ids.chair, { state: 'online' });
    const order = idsOf(orderDelegates(attendanceReport(called).delegates, ''));
    expect(order.at(-1)).toBe(ids.chair);
    expect(order).toHaveLength(3);
  });
});
