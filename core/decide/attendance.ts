import type { CommandOf } from '../command.ts';
import { type Decision, refuse, type Wish } from './context.ts';

export function countHeads(_wish: Wish, _command: CommandOf<'attendance.count'>, _now: number): Decision {
  return refuse('not-permitted');
}

export function markAttendance(_wish: Wish, _command: CommandOf<'attendance.mark'>, _now: number): Decision {
  return refuse('not-permitted');
}

export function nameSubstitute(
  _wish: Wish,
  _command: CommandOf<'attendance.substitute'>,
  _now: number,
): Decision {
  return refuse('not-permitted');
}

export function consentToSubstitute(
  _wish: Wish,
  _command: CommandOf<'attendance.consent'>,
  _now: number,
): Decision {
  return refuse('not-permitted');
}
