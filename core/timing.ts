import { chairsOf, deputiesOf } from './authority.ts';
import type { ParticipantId } from './id.ts';
import type { FloorGrant, Meeting } from './meeting.ts';
import { participantOf } from './participant.ts';

/** When a speaker's time is up, epoch milliseconds; null without a limit. */
export function endsAt(grant: FloorGrant): number | null {
  return grant.limitMs === null ? null : grant.at + grant.limitMs;
}

/** When a speaker is warned: `warnBeforeMs` before the end, at most a quarter of the limit before it (TIME-1). */
export function warnsAt(meeting: Meeting, grant: FloorGrant): number | null {
  const end = endsAt(grant);
  if (end === null || grant.limitMs === null) return null;
  return end - Math.min(meeting.settings.warnBeforeMs, grant.limitMs / 4);
}

/** Since when the meeting has been without any of its chairs; null while one is there or before one ever was. */
export function chairGoneSince(meeting: Meeting): number | null {
  const presences = chairsOf(meeting).map((chair) => participantOf(meeting, chair)?.presence);
  if (presences.some((presence) => presence?.kind === 'present')) return null;
  const gone = presences.filter((presence) => presence?.kind === 'dropped' || presence?.kind === 'left');
  return gone.length === 0 ? null : Math.max(...gone.map((presence) => presence?.since ?? 0));
}

/** The deputy who would act now: the first named one that is present. */
export function deputyAtHand(meeting: Meeting): ParticipantId | null {
  return (
    deputiesOf(meeting).find((deputy) => participantOf(meeting, deputy)?.presence.kind === 'present') ?? null
  );
}

/** When a deputy may begin to act; null when nothing calls for it. */
export function deputyStartsAt(meeting: Meeting): number | null {
  if (meeting.phase.kind !== 'live' || meeting.acting !== null || deputyAtHand(meeting) === null) return null;
  const since = chairGoneSince(meeting);
  return since === null ? null : since + meeting.settings.chairGraceMs;
}

function grantDeadline(meeting: Meeting, grant: FloorGrant): number | null {
  switch (grant.clock) {
    case 'running':
      return warnsAt(meeting, grant);
    case 'warned':
      return endsAt(grant);
    case 'up':
      return null;
  }
}

/** When the session must send the next `clock.tick`; null when time changes nothing. */
export function nextDeadline(meeting: Meeting): number | null {
  const deadlines = [
    deputyStartsAt(meeting),
    ...meeting.grants.map((grant) => grantDeadline(meeting, grant)),
  ].filter((deadline) => deadline !== null);
  return deadlines.length === 0 ? null : Math.min(...deadlines);
}
