import type { CommandOf } from '../command.ts';
import { type Decision, refuse, type Wish } from './context.ts';

export function spotlight(_wish: Wish, _command: CommandOf<'stage.spotlight'>, _now: number): Decision {
  return refuse('not-permitted');
}
