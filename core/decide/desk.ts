import type { CommandOf } from '../command.ts';
import { type Decision, refuse, type Wish } from './context.ts';

export function forwardRequest(_wish: Wish, _command: CommandOf<'floor.forward'>, _now: number): Decision {
  return refuse('not-permitted');
}

export function enlist(_wish: Wish, _command: CommandOf<'floor.enlist'>, _now: number): Decision {
  return refuse('not-permitted');
}
