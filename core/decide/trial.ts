import type { CommandOf } from '../command.ts';
import { type Decision, refuse, type Wish } from './context.ts';

export function openTrial(_wish: Wish, _command: CommandOf<'trial.open'>, _now: number): Decision {
  return refuse('not-permitted');
}

export function closeTrial(_wish: Wish, _command: CommandOf<'trial.close'>, _now: number): Decision {
  return refuse('not-permitted');
}

export function reportTrial(_wish: Wish, _command: CommandOf<'trial.report'>, _now: number): Decision {
  return refuse('not-permitted');
}
