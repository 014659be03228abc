import { actingFor, chairsOf } from './authority.ts';
import type { Entry, EventType, MeetingEvent } from './event.ts';
import { hallOf } from './hall.ts';
import type { AgendaItemId, FloorRequestId, NoticeId, ParticipantId, UnitId } from './id.ts';
import type { AgendaItem, Card, Meeting, Recording } from './meeting.ts';
import { participantOf } from './participant.ts';
import { nameLine, type RecordedTurn, type RecordedWriting } from './recorded-meeting.ts';
import { isPaused } from './recording.ts';
import { stageOf } from './stage.ts';
import { createStretches, type Stretch } from './stretch.ts';
import { lineage } from './unit.ts';

type Turn = Omit<RecordedTurn, keyof Stretch>;
type Writing = Omit<RecordedWriting, 'atMs'> & { readonly id: FloorRequestId | NoticeId };

/** After which events somebody else may hold the floor or conduct, others sit in the hall, another item stand. */
const turning = /^(floor|role|deputy|sidebar|recording|meeting)\./;
const seating = /^(sidebar|recording)\./;
const itemizing = /^(agenda|recording|meeting)\./;

const isOpen = (recording: Recording): boolean => recording.state === 'recording' && !isPaused(recording);

function turnsNow(meeting: Meeting, hall: UnitId): ReadonlyMap<string, Turn> {
  const { speakers, chair } = stageOf(meeting, hall);
  if (speakers.length > 0)
    return new Map(speakers.map(({ id, holder }) => [id, { card: holder, conducting: false }]));
  return new Map(chair === null ? [] : [[`chair ${chair.participant}`, { card: chair, conducting: true }]]);
}

function isThere(meeting: Meeting, id: ParticipantId, hall: UnitId): boolean {
  const seat = participantOf(meeting, id);
  if (seat?.presence.kind !== 'present' || seat.card.kind === 'recorder') return false;
  return hallOf(meeting, id) === hall;
}

function seatsNow(meeting: Meeting, hall: UnitId): ReadonlyMap<ParticipantId, Card> {
  const there = Object.values(meeting.participantById).filter(({ card }) =>
    isThere(meeting, card.participant, hall),
  );
  return new Map(there.map(({ card }) => [card.participant, card]));
}

function itemNow({ agenda, agendaItem }: Meeting): ReadonlyMap<AgendaItemId, AgendaItem> {
  return new Map(agenda.filter(({ id }) => id === agendaItem).map((item) => [item.id, item]));
}

/** Whoever may conduct the hall: when one of them comes or goes, another one may. */
function leadersOf(meeting: Meeting, hall: UnitId): ReadonlySet<ParticipantId | undefined> {
  return new Set([...chairsOf(meeting, hall), actingFor(meeting, hall)?.participant]);
}

/** What the event puts in writing for the hall; null: nothing. */
function writingOf(meeting: Meeting, hall: UnitId, event: MeetingEvent): Writing | null {
  if (event.type === 'opinion.written') {
    const { id, author, topic, text } = event.opinion;
    if (hallOf(meeting, author.participant) !== hall) return null;
    const words = [topic, text ?? ''].filter((part) => part !== '').join(': ');
    return { id, kind: 'opinion', author: nameLine(author), text: words };
  }
  if (event.type !== 'notice.sent') return null;
  const { id, unit, from, text } = event.notice;
  return lineage(meeting.unitById, hall).includes(unit) ? { id, kind: 'notice', author: from, text } : null;
}

/** Whom an event about one participant concerns; null: it is another. */
function comerOf(event: MeetingEvent): ParticipantId | null {
  if (event.type === 'participant.added') return event.participant.card.participant;
  return isOfParticipant(event) ? event.participant : null;
}

type ParticipantEvent = Extract<
  MeetingEvent,
  { type: Exclude<Extract<EventType, `participant.${string}`>, 'participant.added'> }
>;
function isOfParticipant(event: MeetingEvent): event is ParticipantEvent {
  return event.type.startsWith('participant.') && event.type !== 'participant.added';
}

/** What happens in the recording, as it happens. `at` is epoch milliseconds. */
export function createRecordedTrack() {
  const turns = createStretches<string, Turn>();
  const items = createStretches<AgendaItemId, AgendaItem>();
  const seats = createStretches<ParticipantId, Card>();
  const writingById = new Map<Writing['id'], Writing & { readonly at: number }>();
  let leaders: ReadonlySet<ParticipantId | undefined> = new Set();

  const moved = (meeting: Meeting, hall: UnitId, { id, at }: { id: ParticipantId; at: number }): void => {
    const card = participantOf(meeting, id)?.card;
    if (card !== undefined && isThere(meeting, id, hall)) seats.begin(id, card, at);
    else seats.end(id, at);
    if (leaders.has(id)) turns.set(turnsNow(meeting, hall), at);
  };

  const turned = (meeting: Meeting, recording: Recording, { event: { type }, at }: Entry): void => {
    const { hall } = recording;
    const now = <K, T>(read: () => ReadonlyMap<K, T>) => (isOpen(recording) ? read() : new Map<K, T>());
    if (turning.test(type)) {
      leaders = leadersOf(meeting, hall);
      turns.set(
        now(() => turnsNow(meeting, hall)),
        at,
      );
    }
    if (seating.test(type))
      seats.set(
        now(() => seatsNow(meeting, hall)),
        at,
      );
    if (itemizing.test(type))
      items.set(
        now(() => itemNow(meeting)),
        at,
      );
  };

  return {
    follow(meeting: Meeting, recording: Recording, entry: Entry): void {
      turned(meeting, recording, entry);
      if (!isOpen(recording)) return;
      const { event, at } = entry;
      const writing = writingOf(meeting, recording.hall, event);
      if (writing !== null) writingById.set(writing.id, { ...writing, at });
      const comer = comerOf(event);
      if (comer !== null) moved(meeting, recording.hall, { id: comer, at });
    },
    turns: (start: number, now: number): readonly RecordedTurn[] =>
      turns.since(start, now).map(({ value, ...stretch }) => ({ ...stretch, ...value })),
    items: (start: number, now: number) => items.since(start, now),
    seats: (start: number, now: number) => seats.since(start, now),
    writings: (start: number): readonly RecordedWriting[] =>
      [...writingById.values()]
        .map(({ id: _, at, ...writing }) => ({ ...writing, atMs: at - start }))
        .sort((one, other) => one.atMs - other.atMs),
  };
}
