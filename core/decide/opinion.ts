import type { CommandOf } from '../command.ts';
import { type Decision, refuse, type Wish } from './context.ts';

export function collectOpinions(_wish: Wish, _command: CommandOf<'opinion.collect'>, _now: number): Decision {
  return refuse('not-permitted');
}

export function writeOpinion(_wish: Wish, _command: CommandOf<'opinion.write'>, _now: number): Decision {
  return refuse('not-permitted');
}
