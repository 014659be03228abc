import type { Actor } from './actor.ts';
import type { Entry, EventType, MeetingEvent } from './event.ts';
import type { ParticipantId } from './id.ts';
import { createLogBook, type LogBook } from './log/book.ts';
import type { Fact, LogNames, LogValues } from './log/fact.ts';
import { type FloorCode, type FloorEvent, floorFact } from './log/floor.ts';
import { type MeetingCode, type MeetingEventOfLog, meetingFact } from './log/meeting.ts';
import { type OtherCode, otherFact } from './log/other.ts';
import { type PeopleCode, type PeopleEvent, peopleFact } from './log/people.ts';
import { type VoteCode, type VoteEventOfLog, voteFact } from './log/vote.ts';
import type { Role } from './role.ts';

export type { LogNames, LogValues } from './log/fact.ts';

/** What stands in the catalogues of words under one key each. */
export type LogCode = MeetingCode | PeopleCode | FloorCode | VoteCode | OtherCode;

/** Who did it. `role` is what they were in the meeting then, `unitName` the unit on their name plate. */
export type LogAuthor =
  | {
      readonly kind: 'person';
      readonly id: ParticipantId;
      readonly name: string;
      readonly role: Role | null;
      readonly unitName: string;
    }
  | { readonly kind: 'administrator'; readonly name: string | null }
  | { readonly kind: 'system'; readonly part: Extract<Actor, { kind: 'system' }>['part'] };

/** An entry of the log as people read it: who did what, when. */
export type LogLine = {
  readonly seq: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly type: EventType;
  readonly code: LogCode;
  readonly by: LogAuthor;
  readonly names: LogNames;
  readonly values: LogValues;
  /** What was said with it, word for word: a topic, a reason, a notice. */
  readonly text: string | null;
  /** Whom it concerns, its author included: what a search by person finds. */
  readonly about: readonly ParticipantId[];
};

function authorOf(book: LogBook, by: Actor): LogAuthor {
  switch (by.kind) {
    case 'system':
      return { kind: 'system', part: by.part };
    case 'administrator':
      return { kind: 'administrator', name: book.personNamed(by.id) };
    case 'participant':
    case 'convener':
      return {
        kind: 'person',
        id: by.id,
        name: book.person(by.id),
        role: book.role(by.id),
        unitName: book.unitNameOf(by.id),
      };
  }
}

type Noun<E extends MeetingEvent> = E['type'] extends `${infer N}.${string}` ? N : never;

const isOf =
  <E extends MeetingEvent>(nouns: Readonly<Record<Noun<E>, true>>) =>
  (event: MeetingEvent): event is E =>
    Object.hasOwn(nouns, event.type.slice(0, event.type.indexOf('.')));

// Which file of core/log words a noun; one that none of them words does not compile, below.
const isFloor = isOf<FloorEvent>({ floor: true, question: true, opinion: true });
const isMeeting = isOf<MeetingEventOfLog>({ meeting: true, trial: true, settings: true, agenda: true });
const isPeople = isOf<PeopleEvent>({
  participant: true,
  role: true,
  deputy: true,
  microphone: true,
  camera: true,
  attendance: true,
  rollCall: true,
});
const isVote = isOf<VoteEventOfLog>({ vote: true, document: true });

function factOf(book: LogBook, event: MeetingEvent, by: Actor): Fact<LogCode> {
  if (isFloor(event)) return floorFact(book, event, by);
  if (isMeeting(event)) return meetingFact(book, event);
  if (isPeople(event)) return peopleFact(book, event, by);
  if (isVote(event)) return voteFact(book, event);
  return otherFact(book, event);
}

/**
 * Reads a log from its first entry on (LOG-6): each call takes the next entry and gives its line. It remembers names
 * only, so that a line costs the same in a meeting of ten sites and of three thousand.
 */
export function createLogReader(): (entry: Entry) => LogLine {
  const book = createLogBook();
  return ({ seq, at, by, event }) => {
    const fact = factOf(book, event, by);
    book.remember(event);
    const author = authorOf(book, by);
    const about = [...(fact.about ?? []), ...(author.kind === 'person' ? [author.id] : [])];
    return {
      seq,
      at,
      type: event.type,
      code: fact.code,
      by: author,
      names: fact.names ?? {},
      values: fact.values ?? {},
      text: fact.text === undefined || fact.text === '' ? null : fact.text,
      about: [...new Set(about)],
    };
  };
}
