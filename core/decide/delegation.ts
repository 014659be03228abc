import type { CommandOf } from '../command.ts';
import { type Decision, refuse, type Wish } from './context.ts';

export function delegateFloor(_wish: Wish, _command: CommandOf<'floor.delegate'>, _now: number): Decision {
  return refuse('not-permitted');
}
