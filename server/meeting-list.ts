import type { ParticipantId } from '../core/id.ts';
import type { Meeting } from '../core/meeting.ts';
import type { Role } from '../core/role.ts';
import type { MeetingListItem } from '../protocol/http.ts';
import { closedForMs, type Hub } from './hub.ts';
import type { Principal } from './ports.ts';

function mainRole(meeting: Meeting, participant: ParticipantId): Role | null {
  return meeting.roles.find((grant) => grant.participant === participant)?.role ?? null;
}

function rowOf(meeting: Meeting, participant: ParticipantId): MeetingListItem {
  const invited = Object.values(meeting.participantById);
  return {
    id: meeting.id,
    title: meeting.title,
    unit: meeting.unit,
    unitName: meeting.unitById[meeting.unit]?.name ?? '',
    scheduledAt: meeting.scheduledAt,
    phase: meeting.phase,
    role: mainRole(meeting, participant),
    invited: invited.length,
    present: invited.filter(({ presence }) => presence.kind === 'present').length,
  };
}

const order = { live: 0, scheduled: 1, closed: 2 } as const;

/** The meetings that this identity was invited to or came to: live first, then by time; closed ones for the day. */
export function listMeetings(hub: Hub, principal: Principal, now: number): readonly MeetingListItem[] {
  const { participant } = principal.account;
  return hub
    .meetings()
    .map((live) => live.state())
    .filter((meeting) => meeting.participantById[participant] !== undefined)
    .filter(({ phase }) => phase.kind !== 'closed' || now - phase.closedAt < closedForMs)
    .map((meeting) => rowOf(meeting, participant))
    .sort((a, b) => order[a.phase.kind] - order[b.phase.kind] || a.scheduledAt - b.scheduledAt);
}
