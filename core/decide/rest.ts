import type { CommandOf } from '../command.ts';
import { accept, type Decision, refuse, standstill, type Wish } from './context.ts';
import { endFloorsOf } from './floor-ending.ts';
import { closeMicrophones } from './lifecycle.ts';

/** Nghỉ giải lao of the main hall: floors and microphones of it end; sidebars go on (HALL-6). */
export function rest({ meeting }: Wish, { until }: CommandOf<'meeting.rest'>): Decision {
  const { unit } = meeting;
  const still = standstill(meeting, unit);
  if (still !== null) return refuse(still);
  const ended = endFloorsOf(meeting, unit, 'rest');
  return accept(...ended, ...closeMicrophones(meeting, [unit], ended), { type: 'meeting.rested', until });
}

export function resume({ meeting }: Wish): Decision {
  const still = standstill(meeting, meeting.unit);
  if (still === 'meeting-resting') return accept({ type: 'meeting.resumed' });
  return refuse(still ?? 'not-resting');
}
