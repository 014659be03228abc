import { actingFor, chairedUnits, chairsOf, deputiesOf } from './authority.ts';
import type { ParticipantId, UnitId } from './id.ts';
import type { FloorRequest, Meeting, SpeechClock } from './meeting.ts';
import { participantOf } from './participant.ts';

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

/** Since when a unit has been without any of its chairs; null while one is there or before one ever was. */
export function chairGoneSince(meeting: Meeting, unit: UnitId): number | null {
  const presences = chairsOf(meeting, unit).map((chair) => participantOf(meeting, chair)?.presence);
  if (presences.some((presence) => presence?.kind === 'present')) return null;
  const gone = presences.filter((presence) => presence?.kind === 'dropped' || presence?.kind === 'left');
  return gone.length === 0 ? null : Math.max(...gone.map((presence) => presence?.since ?? 0));
}

/** The deputy of a unit who would act now: the first named one that is present. */
export function deputyAtHand(meeting: Meeting, unit: UnitId): ParticipantId | null {
  return (
    deputiesOf(meeting, unit).find((deputy) => participantOf(meeting, deputy)?.presence.kind === 'present') ??
    null
  );
}

/** When a deputy of the unit may begin to act; null when nothing calls for it. */
export function deputyStartsAt(meeting: Meeting, unit: UnitId): number | null {
  if (meeting.phase.kind !== 'live' || actingFor(meeting, unit) !== null) return null;
  if (deputyAtHand(meeting, unit) === null) return null;
  const since = chairGoneSince(meeting, unit);
  return since === null ? null : since + meeting.settings.chairGraceMs;
}

/** Whether anybody who may conduct at this desk is there: one of its chairs, or who acts for them. */
function deskIsManned(meeting: Meeting, desk: UnitId): boolean {
  const acting = actingFor(meeting, desk)?.participant;
  return [...chairsOf(meeting, desk), ...(acting === undefined ? [] : [acting])].some(
    (id) => participantOf(meeting, id)?.presence.kind === 'present',
  );
}

/** When a request passes upward because nobody is at its desk; null: never (CLIMB-3). */
export function climbsAt(meeting: Meeting, request: FloorRequest): number | null {
  if (meeting.phase.kind !== 'live' || deskIsManned(meeting, request.desk)) return null;
  if (request.desk === meeting.unit || meeting.sidebars.some(({ unit }) => unit === request.desk))
    return null;
  const since = Math.max(request.deskSince, chairGoneSince(meeting, request.desk) ?? 0);
  return since + meeting.settings.climbAfterMs;
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
    ...meeting.queue.map((request) => climbsAt(meeting, request)),
  ].filter((deadline) => deadline !== null);
  return deadlines.length === 0 ? null : Math.min(...deadlines);
}
