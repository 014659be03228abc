import { chairedUnits } from '../authority.ts';
import type { MeetingEvent } from '../event.ts';
import type { UnitId } from '../id.ts';
import type { FloorGrant, Meeting } from '../meeting.ts';
import { deputyAtHand, deputyStartsAt, endsAt, warnsAt } from '../timing.ts';
import { accept, type Decision } from './context.ts';
import { endGrant } from './floor-ending.ts';

/** Everything that is due at `now`. Ticking too early or twice changes nothing. */
export function tick(meeting: Meeting, now: number): Decision {
  if (meeting.phase.kind !== 'live') return accept();
  const due = meeting.grants.flatMap((grant) => speechDue(meeting, grant, now));
  const deputies = chairedUnits(meeting).flatMap((unit) => deputyDue(meeting, unit, now));
  return accept(...withoutRepeats(due), ...deputies);
}

function speechDue(meeting: Meeting, grant: FloorGrant, now: number): readonly MeetingEvent[] {
  const end = endsAt(grant);
  const warning = warnsAt(meeting, grant);
  if (end === null || warning === null || grant.clock === 'up') return [];
  if (now >= end) {
    const up: MeetingEvent = { type: 'floor.timeUp', grant: grant.id };
    return meeting.settings.whenTimeIsUp === 'close' ? [up, ...endGrant(meeting, grant, 'time')] : [up];
  }
  return grant.clock === 'running' && now >= warning ? [{ type: 'floor.warned', grant: grant.id }] : [];
}

/** A floor passed on may end with the one above it just when its own time is up or nearly: it ends once (TIME-3). */
function withoutRepeats(events: readonly MeetingEvent[]): readonly MeetingEvent[] {
  const seen = new Set<string>();
  const ended = new Set<string>();
  return events.filter((event) => {
    if (event.type === 'floor.revoked') {
      if (ended.has(event.grant)) return false;
      ended.add(event.grant);
    }
    if (event.type === 'floor.timeUp' || event.type === 'floor.warned') return !ended.has(event.grant);
    if (event.type === 'microphone.closed') {
      if (seen.has(event.participant)) return false;
      seen.add(event.participant);
    }
    return true;
  });
}

function deputyDue(meeting: Meeting, unit: UnitId, now: number): readonly MeetingEvent[] {
  const start = deputyStartsAt(meeting, unit);
  const participant = deputyAtHand(meeting, unit);
  if (start === null || participant === null || now < start) return [];
  return [{ type: 'deputy.started', unit, acting: { participant, why: 'absence', since: now } }];
}
