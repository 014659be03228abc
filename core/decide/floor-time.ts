import type { CommandOf } from '../command.ts';
import { type Decision, refuse, type Wish } from './context.ts';

export function extendFloor(_wish: Wish, _command: CommandOf<'floor.extend'>, _now: number): Decision {
  return refuse('not-permitted');
}

export function pauseFloor(_wish: Wish, _command: CommandOf<'floor.pause'>, _now: number): Decision {
  return refuse('not-permitted');
}

export function resumeFloor(_wish: Wish, _command: CommandOf<'floor.resume'>, _now: number): Decision {
  return refuse('not-permitted');
}
