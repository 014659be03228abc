import { actingFor, chairedUnits, chairsOf, deputiesOf } from './authority.ts';
import { isManned } from './desk.ts';
import { hallAbove, isAtHand, isHall } from './hall.ts';
import type { ParticipantId, UnitId } from './id.ts';
import type { FloorRequest, Meeting, SpeechClock } from './meeting.ts';
import { participantOf } from './participant.ts';
import { voteEndsAt } from './vote.ts';

/** When the time of a floor is up, epoch milliseconds; null without a limit and while its clock stands still. */
export function endsAt(clock: SpeechClock): number | null {
  if (clock.limitMs === null || clock.pausedAt !== null) return null;
  return clock.at + clock.limitMs + clock.pausedMs;
}

/** When a speaker is warned: `warnBeforeMs` before the end, at most a quarter of the limit before it (TIME-1). */
export function warnsAt(meeting: Meeting, clock: SpeechClock): number | null {
  const end = endsAt(clock);
  if (end === null || clock.limitMs === null) return null;
  return end - Math.min(meeting.settings.warnBeforeMs, clock.limitMs / 4);
}

/** Milliseconds spoken so far, pauses left out. */
export function spokenMs(clock: SpeechClock, now: number): number {
  return Math.max(0, (clock.pausedAt ?? now) - clock.at - clock.pausedMs);
}

/**
 * Since when a unit has been without any of its chairs; null while one is there or before one ever was. A chair who
 * sits in another hall, having been called back from a sidebar, is away as one whose line is lost; one who was removed
 * went then.
 */
export function chairGoneSince(meeting: Meeting, unit: UnitId): number | null {
  const chairs = chairsOf(meeting, unit);
  if (chairs.some((chair) => isAtHand(meeting, chair, unit))) return null;
  const gone = chairs
    .map((chair) => participantOf(meeting, chair)?.presence)
    .filter((presence) => presence && ['present', 'dropped', 'left', 'denied'].includes(presence.kind))
    .map((presence) => (presence && 'since' in presence ? presence.since : 0));
  return gone.length === 0 ? null : Math.max(...gone);
}

/** The deputy of a unit who would act now: the first named one that is there, in the hall of that unit. */
export function deputyAtHand(meeting: Meeting, unit: UnitId): ParticipantId | null {
  return deputiesOf(meeting, unit).find((deputy) => isAtHand(meeting, deputy, unit)) ?? null;
}

/** When a deputy of the unit may begin to act; null when nothing calls for it. */
export function deputyStartsAt(meeting: Meeting, unit: UnitId): number | null {
  if (meeting.phase.kind !== 'live' || actingFor(meeting, unit) !== null) return null;
  // Where the main hall has ended there is nothing left to conduct.
  if (meeting.phase.adjournedAt !== null && hallAbove(meeting, unit) === meeting.unit) return null;
  if (deputyAtHand(meeting, unit) === null) return null;
  const since = chairGoneSince(meeting, unit);
  return since === null ? null : since + meeting.settings.chairGraceMs;
}

/** When a request passes upward because nobody who conducts is at its desk; null: never (DESK-4). */
export function climbsAt(meeting: Meeting, request: FloorRequest): number | null {
  const { desk } = request;
  if (meeting.phase.kind !== 'live' || isHall(meeting, desk) || isManned(meeting, desk)) return null;
  const since = Math.max(request.deskSince, chairGoneSince(meeting, desk) ?? 0);
  return since + meeting.settings.climbAfterMs;
}

/** Of the requests below the halls' own desks those that came to each first: the others climb no earlier. */
function firstAtEachDesk(meeting: Meeting): readonly FloorRequest[] {
  const firstByDesk = new Map<UnitId, FloorRequest>();
  for (const request of meeting.queue) {
    const first = firstByDesk.get(request.desk);
    if (!first || request.deskSince < first.deskSince) firstByDesk.set(request.desk, request);
  }
  return [...firstByDesk.values()];
}

function clockDeadline(meeting: Meeting, clock: SpeechClock): number | null {
  switch (clock.clock) {
    case 'running':
      return warnsAt(meeting, clock);
    case 'warned':
      return endsAt(clock);
    case 'up':
      return null;
  }
}

/** When the session must send the next `clock.tick`; null when time changes nothing. */
export function nextDeadline(meeting: Meeting): number | null {
  const deadlines = [
    ...chairedUnits(meeting).map((unit) => deputyStartsAt(meeting, unit)),
    ...[...meeting.grants, ...meeting.delegations].map((clock) => clockDeadline(meeting, clock)),
    ...meeting.votes.map(voteEndsAt),
    ...firstAtEachDesk(meeting).map((request) => climbsAt(meeting, request)),
  ].filter((deadline) => deadline !== null);
  return deadlines.length === 0 ? null : Math.min(...deadlines);
}
