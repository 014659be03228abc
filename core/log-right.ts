import type { MeetingEvent } from './event.ts';
import { hallOf } from './hall.ts';
import type { ParticipantId, UnitId } from './id.ts';
import type { Meeting } from './meeting.ts';
import { participantOf } from './participant.ts';
import { redact } from './redact.ts';
import type { Role } from './role.ts';
import { concerns, isShown } from './view.ts';

/** Who asks for a meeting's log: what stands in the hub's books about the signed-in identity. */
export type LogReader = {
  readonly kind: 'person' | 'site';
  readonly participant: ParticipantId;
  readonly administrator: boolean;
};

/** How much of a log somebody may read. */
export type LogRight =
  | { readonly kind: 'none' }
  | { readonly kind: 'whole' }
  /** What concerns these subtrees. */
  | { readonly kind: 'part'; readonly reader: ParticipantId; readonly scopes: readonly UnitId[] };

/** Over the convening unit: those who conduct the meeting, keep its record, or keep it running. */
const wholeRoles: readonly Role[] = ['chair', 'secretary', 'operator'];
/** Over a part of the tree: those who conduct it or keep its record. */
const partRoles: readonly Role[] = ['chair', 'secretary'];

/**
 * What of the meeting's log the reader may read (LOG-5): all of it, as administrator or by a role over the convening
 * unit; what concerns their subtree, as its chair or secretary; nothing, as anybody else, and as a site.
 */
export function logRight(meeting: Meeting, reader: LogReader): LogRight {
  if (reader.kind !== 'person') return { kind: 'none' };
  if (reader.administrator) return { kind: 'whole' };
  const held = meeting.roles.filter((grant) => grant.participant === reader.participant);
  if (held.some(({ role, unit }) => unit === meeting.unit && wholeRoles.includes(role)))
    return { kind: 'whole' };
  const scopes = held.filter(({ role }) => partRoles.includes(role)).map(({ unit }) => unit);
  return scopes.length === 0 ? { kind: 'none' } : { kind: 'part', reader: reader.participant, scopes };
}

/** Whether an entry is among what the right covers (LOG-5), judged on the state just before it. */
export function readsEvent(before: Meeting, event: MeetingEvent, right: LogRight): boolean {
  switch (right.kind) {
    case 'none':
      return false;
    case 'whole':
      return true;
    case 'part': {
      const hall = hallOf(before, right.reader);
      return (
        concerns(before, event, right.reader) ||
        isShown(before, event, { kind: 'conductor', hall, scopes: right.scopes })
      );
    }
  }
}

/**
 * The meeting's state as far as the right covers it: the same part that who conducts the subtree sees while there, also
 * when they are not there or the meeting has ended. Null without a right.
 */
export function recordFor(meeting: Meeting, right: LogRight): Meeting | null {
  if (right.kind === 'none') return null;
  if (right.kind === 'whole') return meeting;
  const own = participantOf(meeting, right.reader);
  if (own === undefined) return null;
  const withOwn = (of: Meeting, presence: typeof own.presence): Meeting => ({
    ...of,
    participantById: { ...of.participantById, [right.reader]: { ...own, presence } },
  });
  // What somebody sees depends on being there; how they really stand is put back.
  return withOwn(redact(withOwn(meeting, { kind: 'present', since: 0 }), right.reader), own.presence);
}
