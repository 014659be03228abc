import type { Entry, MeetingEvent } from '../event.ts';
import type { ParticipantId, UnitId } from '../id.ts';
import type { RoleGrant } from '../role.ts';

/** Who has presided so far; the log is read entry by entry, from its first. */
export type PresidingReader = {
  read(entry: Pick<Entry, 'event'>): void;
  presided(): ReadonlySet<ParticipantId>;
};

/** What of the log tells who presides: whether the main hall sits, who is there, who chairs. */
type Course = {
  unit: UnitId | null;
  sits: boolean;
  readonly there: Set<ParticipantId>;
  readonly chairs: Set<ParticipantId>;
};

function followPhase(course: Course, event: MeetingEvent): void {
  if (event.type === 'meeting.created') course.unit = event.unit;
  if (event.type === 'meeting.opened') course.sits = true;
  if (event.type === 'meeting.adjourned' || event.type === 'meeting.closed') course.sits = false;
}

function followPresence({ there }: Course, event: MeetingEvent): void {
  switch (event.type) {
    case 'participant.admitted':
    case 'participant.returned':
      there.add(event.participant);
      return;
    case 'participant.denied':
    case 'participant.uninvited':
    case 'participant.dropped':
    case 'participant.left':
      there.delete(event.participant);
  }
}

function followChairs({ unit, chairs }: Course, event: MeetingEvent): void {
  const isChair = (grant: RoleGrant) => grant.role === 'chair' && grant.unit === unit;
  if (event.type === 'meeting.created')
    for (const grant of event.roles.filter(isChair)) chairs.add(grant.participant);
  if (event.type === 'role.granted' && isChair(event.grant)) chairs.add(event.grant.participant);
  if (event.type === 'role.revoked' && isChair(event.grant)) chairs.delete(event.grant.participant);
}

/** Who presides at an entry: the chairs who are there, and who begins to act for them. */
function presidingAt({ unit, there, chairs }: Course, event: MeetingEvent): readonly ParticipantId[] {
  const present = [...chairs].filter((chair) => there.has(chair));
  const acts = event.type === 'deputy.started' && event.unit === unit;
  return acts ? [...present, event.acting.participant] : present;
}

/**
 * Chủ tọa, from the log: who was there as a chair of the meeting while its main hall sat, or acted for one, for
 * whatever part of it (MINUTES-1). The state knows only who chairs now.
 */
export function createPresidingReader(): PresidingReader {
  const course: Course = { unit: null, sits: false, there: new Set(), chairs: new Set() };
  const presided = new Set<ParticipantId>();
  return {
    read: ({ event }) => {
      followPhase(course, event);
      followPresence(course, event);
      followChairs(course, event);
      if (course.sits) for (const each of presidingAt(course, event)) presided.add(each);
    },
    presided: () => presided,
  };
}
