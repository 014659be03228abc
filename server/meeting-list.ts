import { mayArrange } from '../core/convening-right.ts';
import { mayReadDocuments } from '../core/document-right.ts';
import type { ParticipantId } from '../core/id.ts';
import { logRight } from '../core/log-right.ts';
import type { Meeting, Phase } from '../core/meeting.ts';
import type { Role } from '../core/role.ts';
import type { MeetingListItem } from '../protocol/http.ts';
import { convenerOf } from './convening.ts';
import { type Hub, isTold } from './hub.ts';
import type { Principal } from './ports.ts';

function mainRole(meeting: Meeting, participant: ParticipantId): Role | null {
  return meeting.roles.find((grant) => grant.participant === participant)?.role ?? null;
}

function rowOf(meeting: Meeting, by: Principal): MeetingListItem {
  const seats = Object.values(meeting.participantById);
  const { id, title, unit, scheduledAt, plannedMs, phase } = meeting;
  return {
    id,
    title,
    unit,
    unitName: meeting.unitById[unit]?.name ?? '',
    scheduledAt,
    plannedMs,
    phase,
    moved: meeting.reschedulings.at(-1) ?? null,
    mayArrange: mayArrange(convenerOf(by), meeting),
    readsLog: logRight(meeting, by.account).kind !== 'none',
    documents: mayReadDocuments(meeting, convenerOf(by), false) ? meeting.documents.length : null,
    role: mainRole(meeting, by.account.participant),
    invited: seats.length,
    present: seats.filter(({ presence }) => presence.kind === 'present').length,
  };
}

const order: Readonly<Record<Phase['kind'], number>> = {
  live: 0,
  trial: 1,
  scheduled: 1,
  postponed: 2,
  cancelled: 2,
  closed: 3,
};

/** The meetings that this identity was invited to or came to: live first, then by time; then what is over. */
export function listMeetings(
  hub: Pick<Hub, 'meetings'>,
  by: Principal,
  now: number,
): readonly MeetingListItem[] {
  const { participant } = by.account;
  return hub
    .meetings()
    .map((live) => live.state())
    .filter((meeting) => Object.hasOwn(meeting.participantById, participant))
    .filter((meeting) => isTold(meeting, now))
    .map((meeting) => rowOf(meeting, by))
    .sort((a, b) => order[a.phase.kind] - order[b.phase.kind] || a.scheduledAt - b.scheduledAt);
}
