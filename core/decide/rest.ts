import type { CommandOf } from '../command.ts';
import { type Decision, refuse, type Wish } from './context.ts';

export function rest(_wish: Wish, _command: CommandOf<'meeting.rest'>, _now: number): Decision {
  return refuse('not-permitted');
}

export function resume(_wish: Wish, _command: CommandOf<'meeting.resume'>, _now: number): Decision {
  return refuse('not-permitted');
}
