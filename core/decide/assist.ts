import type { CommandOf } from '../command.ts';
import { type Decision, refuse, type Wish } from './context.ts';

export function orderAssistance(_wish: Wish, _command: CommandOf<'assist.order'>, _now: number): Decision {
  return refuse('not-permitted');
}

export function startTalk(_wish: Wish, _command: CommandOf<'assist.talk'>, _now: number): Decision {
  return refuse('not-permitted');
}

export function endTalk(_wish: Wish, _command: CommandOf<'assist.endTalk'>, _now: number): Decision {
  return refuse('not-permitted');
}
