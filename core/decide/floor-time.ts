import type { CommandOf } from '../command.ts';
import { clockedById } from '../queue.ts';
import { accept, type Decision, refuse, type Wish } from './context.ts';

/** More time; where there is no limit there is enough of it already (TIME-5). */
export function extendFloor({ meeting }: Wish, { grant, byMs }: CommandOf<'floor.extend'>): Decision {
  const clock = clockedById(meeting, grant);
  if (!clock) return refuse('not-holding');
  return clock.limitMs === null ? accept() : accept({ type: 'floor.extended', grant, byMs });
}

/** Time and warning stand still; the microphone stays as it is (TIME-6). */
export function pauseFloor({ meeting }: Wish, { grant }: CommandOf<'floor.pause'>): Decision {
  const clock = clockedById(meeting, grant);
  if (!clock) return refuse('not-holding');
  return clock.pausedAt === null ? accept({ type: 'floor.paused', grant }) : refuse('clock-stopped');
}

export function resumeFloor({ meeting }: Wish, { grant }: CommandOf<'floor.resume'>): Decision {
  const clock = clockedById(meeting, grant);
  if (!clock) return refuse('not-holding');
  return clock.pausedAt === null ? refuse('clock-running') : accept({ type: 'floor.resumed', grant });
}
