import type { CommandOf } from '../command.ts';
import { type Decision, refuse, type Wish } from './context.ts';

export function openSidebar(_wish: Wish, _command: CommandOf<'sidebar.open'>, _now: number): Decision {
  return refuse('not-permitted');
}

export function closeSidebar(_wish: Wish, _command: CommandOf<'sidebar.close'>, _now: number): Decision {
  return refuse('not-permitted');
}

export function recall(_wish: Wish, _command: CommandOf<'sidebar.recall'>, _now: number): Decision {
  return refuse('not-permitted');
}

export function rejoin(_wish: Wish, _command: CommandOf<'sidebar.rejoin'>, _now: number): Decision {
  return refuse('not-permitted');
}
