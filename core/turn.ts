import { hallOf } from './hall.ts';
import type { ParticipantId, UnitId } from './id.ts';
import type { AgendaItem, Meeting, Speech } from './meeting.ts';
import type { SpeechKind } from './speech.ts';

/**
 * The current agenda item; null between items and in a meeting without agenda. The agenda is the main hall's: a sidebar
 * has none (KIND-1).
 */
export function currentItem(meeting: Meeting, hall: UnitId = meeting.unit): AgendaItem | null {
  if (hall !== meeting.unit) return null;
  return meeting.agenda.find(({ id }) => id === meeting.agendaItem) ?? null;
}

/** The limit of a kind of speech now, in milliseconds: the current agenda item's own, else the meeting's (KIND-1). */
export function limitOf(meeting: Meeting, kind: SpeechKind, hall: UnitId = meeting.unit): number {
  return currentItem(meeting, hall)?.limitMsByKind[kind] ?? meeting.settings.limitMsByKind[kind];
}

/** Whether the current agenda item takes this kind; whoever may discuss may do so a second time (KIND-2). */
export function takesKind(meeting: Meeting, kind: SpeechKind, hall: UnitId = meeting.unit): boolean {
  const kinds = currentItem(meeting, hall)?.kinds ?? [];
  return (
    kinds.length === 0 || kinds.includes(kind) || (kind === 'secondTurn' && kinds.includes('discussion'))
  );
}

/** What a speech is of which nobody said more: a discussion, else the first kind that the agenda item names. */
export function usualKind(meeting: Meeting, hall: UnitId = meeting.unit): SpeechKind {
  const first = currentItem(meeting, hall)?.kinds[0];
  return takesKind(meeting, 'discussion', hall) ? 'discussion' : (first ?? 'discussion');
}

/**
 * The kind of a *tranh luận* that is asked for with one press: that of questioning where one is questioned, whose time is
 * shorter (practice.md), as long as the agenda item takes it.
 */
export function debateKindOf(meeting: Meeting, hall: UnitId = meeting.unit): SpeechKind {
  const [usual, other] =
    meeting.settings.discussion === 'questioning'
      ? (['questioningDebate', 'debate'] as const)
      : (['debate', 'questioningDebate'] as const);
  return !takesKind(meeting, usual, hall) && takesKind(meeting, other, hall) ? other : usual;
}

/** What a participant has said on the current agenda item of its hall. */
function spokenOn(meeting: Meeting, participant: ParticipantId): readonly Speech[] {
  const hall = hallOf(meeting, participant);
  const item = currentItem(meeting, hall)?.id ?? null;
  return meeting.speeches.filter(
    (speech) => speech.speaker.participant === participant && speech.item === item && speech.hall === hall,
  );
}

/** Which turn of this participant on the current agenda item the next one would be, from 1 (KIND-3). */
export function turnOf(meeting: Meeting, participant: ParticipantId): number {
  return spokenOn(meeting, participant).length + 1;
}

/** The kind itself, but for who discusses an agenda item once more: a second turn (KIND-3). */
export function kindOfTurn(meeting: Meeting, participant: ParticipantId, kind: SpeechKind): SpeechKind {
  if (kind !== 'discussion' || currentItem(meeting, hallOf(meeting, participant)) === null) return kind;
  const discussed = spokenOn(meeting, participant).some(
    (speech) => speech.kind === 'discussion' || speech.kind === 'secondTurn',
  );
  return discussed ? 'secondTurn' : 'discussion';
}
