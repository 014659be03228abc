import { chairedUnits } from '../authority.ts';
import type { MeetingEvent } from '../event.ts';
import type { UnitId } from '../id.ts';
import type { Delegation, FloorGrant, Meeting } from '../meeting.ts';
import { deputyAtHand, deputyStartsAt, endsAt, warnsAt } from '../timing.ts';
import { type Vote, voteEndsAt } from '../vote.ts';
import { advance } from './advance.ts';
import { accept, type Decision } from './context.ts';
import { climbing } from './desk.ts';
import { endGrant } from './floor-ending.ts';
import { closingVote } from './vote.ts';

/** Everything that is due at `now`. Ticking too early or twice changes nothing. */
export function tick(meeting: Meeting, now: number): Decision {
  if (meeting.phase.kind !== 'live') return accept();
  // What is passed on ends with what it stands under, so that comes first: each delegation was there before its own.
  const due = [...meeting.delegations, ...meeting.grants].flatMap((each) => speechDue(meeting, each, now));
  const deputies = chairedUnits(meeting).flatMap((unit) => deputyDue(meeting, unit, now));
  // A deputy who begins to act now is at the desk: nothing climbs past it.
  const climbs = climbing(advance(meeting, deputies, now), now);
  const votes = meeting.votes.flatMap((vote) => votesDue(meeting, vote, now));
  return accept(...withoutRepeats(due), ...deputies, ...climbs, ...votes);
}

function speechDue(meeting: Meeting, given: FloorGrant | Delegation, now: number): readonly MeetingEvent[] {
  const end = endsAt(given);
  const warning = warnsAt(meeting, given);
  if (end === null || warning === null || given.clock === 'up') return [];
  if (now >= end) {
    const up: MeetingEvent = { type: 'floor.timeUp', grant: given.id };
    return meeting.settings.whenTimeIsUp === 'close' ? [up, ...endGrant(meeting, given, 'time')] : [up];
  }
  return given.clock === 'running' && now >= warning ? [{ type: 'floor.warned', grant: given.id }] : [];
}

function votesDue(meeting: Meeting, vote: Vote, now: number): readonly MeetingEvent[] {
  const end = voteEndsAt(vote);
  return end === null || now < end ? [] : closingVote(meeting, vote, 'time');
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
