import { may } from '../authority.ts';
import type { MeetingEvent } from '../event.ts';
import { hallOf } from '../hall.ts';
import type { FloorRequestId, UnitId } from '../id.ts';
import type { FloorGrant, Meeting } from '../meeting.ts';
import { grantsOf } from '../queue.ts';
import { advance } from './advance.ts';
import { accept, type Decision, refuse, type Wish } from './context.ts';
import { endGrants } from './floor-ending.ts';
import { type Giving, give } from './floor-giving.ts';

/** What is shown in a hall: one content at most (CONTENT-2). */
export function shownIn(meeting: Meeting, hall: UnitId): readonly FloorGrant[] {
  return grantsOf(meeting, 'content').filter((grant) => grant.hall === hall);
}

/** Shows this instead of what was shown in the hall. */
export function show(
  meeting: Meeting,
  { hall, giving }: { readonly hall: UnitId; readonly giving: Omit<Giving, 'floor' | 'limitMs'> },
): readonly MeetingEvent[] {
  const before = endGrants(meeting, shownIn(meeting, hall), 'next');
  const after = advance(meeting, before, giving.at);
  return [...before, ...give(after, { ...giving, floor: 'content', limitMs: null })];
}

/** Takes the content floor at once. Taken already: only who conducts the floor replaces what is shown (CONTENT-2). */
export function takeContent(
  { meeting, self, participant }: Wish,
  at: number,
  under: FloorRequestId | null,
): Decision {
  const hall = hallOf(meeting, self);
  if (shownIn(meeting, hall).length > 0 && !may(meeting, self, 'floor.conduct', hall))
    return refuse('floor-taken');
  const giving = { to: participant, at, kind: 'presentation', authority: hall, under, taken: true } as const;
  return accept(...show(meeting, { hall, giving }));
}
