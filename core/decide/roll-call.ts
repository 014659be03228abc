import type { CommandOf } from '../command.ts';
import { type Decision, refuse, type Wish } from './context.ts';

export function startRollCall(_wish: Wish, _command: CommandOf<'rollCall.start'>, _now: number): Decision {
  return refuse('not-permitted');
}

export function answerRollCall(_wish: Wish, _command: CommandOf<'rollCall.answer'>, _now: number): Decision {
  return refuse('not-permitted');
}

export function endRollCall(_wish: Wish, _command: CommandOf<'rollCall.end'>, _now: number): Decision {
  return refuse('not-permitted');
}
