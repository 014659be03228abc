import type { CommandOf } from '../command.ts';
import { type Decision, refuse, type Wish } from './context.ts';

export function callQuestion(_wish: Wish, _command: CommandOf<'question.call'>, _now: number): Decision {
  return refuse('not-permitted');
}

export function endQuestion(_wish: Wish, _command: CommandOf<'question.end'>, _now: number): Decision {
  return refuse('not-permitted');
}
