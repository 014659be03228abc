import type { UnitId } from './id.ts';
import type { Card } from './meeting.ts';

export const attendanceStates = ['uncalled', 'inPerson', 'online', 'absent'] as const;
/** Chưa điểm danh, có mặt trực tiếp, có mặt trực tuyến, vắng mặt (practice.md). */
export type AttendanceState = (typeof attendanceStates)[number];

/** Cử người dự thay: who comes in a delegate's place, with the chair's consent. */
export type Substitute = {
  readonly name: string;
  readonly position: string;
  readonly consent: 'asked' | 'given' | 'refused';
};

/** Who is there, beyond the line: heads in a site's room, and a delegate's state. */
export type Attendance = {
  readonly state: AttendanceState;
  /** Why absent; may be empty. */
  readonly reason: string;
  /** Heads expected and present in a site's room; null until they are entered. */
  readonly expected: number | null;
  readonly present: number | null;
  /** When any of it was last entered. */
  readonly at: number | null;
  readonly substitute: Substitute | null;
};

export const noAttendance: Attendance = {
  state: 'uncalled',
  reason: '',
  expected: null,
  present: null,
  at: null,
  substitute: null,
};

/** Điểm danh, under way in a unit's subtree: each is called in order, and the current one is named to everyone. */
export type RollCall = { readonly unit: UnitId; readonly current: Card; readonly since: number };
