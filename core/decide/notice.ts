import type { CommandOf } from '../command.ts';
import { type Decision, refuse, type Wish } from './context.ts';

export function sendNotice(_wish: Wish, _command: CommandOf<'notice.send'>, _now: number): Decision {
  return refuse('not-permitted');
}

export function withdrawNotice(_wish: Wish, _command: CommandOf<'notice.withdraw'>, _now: number): Decision {
  return refuse('not-permitted');
}

export function postToChannel(_wish: Wish, _command: CommandOf<'channel.post'>, _now: number): Decision {
  return refuse('not-permitted');
}
