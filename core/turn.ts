import type { ParticipantId } from './id.ts';
import type { AgendaItem, Meeting } from './meeting.ts';
import type { SpeechKind } from './speech.ts';

/** The current agenda item; null between items and in a meeting without agenda. */
export function currentItem(meeting: Meeting): AgendaItem | null {
  return meeting.agenda.find(({ id }) => id === meeting.agendaItem) ?? null;
}

/** The limit of a kind of speech now, in milliseconds: the current agenda item's own, else the meeting's (KIND-1). */
export function limitOf(meeting: Meeting, kind: SpeechKind): number {
  return currentItem(meeting)?.limitMsByKind[kind] ?? meeting.settings.limitMsByKind[kind];
}

/** Which turn of this participant on the current agenda item the next one would be, from 1 (KIND-3). */
export function turnOf(meeting: Meeting, participant: ParticipantId): number {
  const spoken = meeting.speeches.filter(
    ({ speaker, item }) => speaker.participant === participant && item === meeting.agendaItem,
  );
  return spoken.length + 1;
}
