import type { CommandOf } from '../command.ts';
import { type Decision, refuse, type Wish } from './context.ts';

export function changeAgenda(_wish: Wish, _command: CommandOf<'agenda.change'>, _now: number): Decision {
  return refuse('not-permitted');
}
