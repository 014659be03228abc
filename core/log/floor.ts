import type { Actor } from '../actor.ts';
import type { EventOf } from '../event.ts';
import type { FloorRequestId } from '../id.ts';
import type { FloorGrant } from '../meeting.ts';
import type { FloorName, LogBook } from './book.ts';
import { type Fact, type TypesOf, whom } from './fact.ts';

type EndCode = 'Released' | 'Revoked';
export type FloorCode =
  | 'floorRequested'
  | 'contentRequested'
  | 'floorCancelled'
  | 'floorDenied'
  | 'floorMoved'
  | 'floorForwarded'
  | 'floorDelegated'
  | 'floorExtended'
  | 'floorPaused'
  | 'floorResumed'
  | 'floorGranted'
  | 'floorTaken'
  | 'contentTaken'
  | 'floorGrantedUnlimited'
  | 'contentGranted'
  | 'floorWarned'
  | 'floorTimeUp'
  | `floor${EndCode}`
  | `content${EndCode}`
  | `delegation${EndCode}`
  | 'questionCalled'
  | 'questionEnded'
  | 'opinionAwaited'
  | 'opinionWritten';

export type FloorEvent = EventOf<TypesOf<'floor' | 'question' | 'opinion'>>;

const endNouns = {
  speech: 'floor',
  content: 'content',
  unit: 'delegation',
} as const satisfies Record<FloorName['what'], string>;

/** The one a running floor belongs to. */
function holder(book: LogBook, id: FloorRequestId): Pick<Fact<never>, 'names' | 'about'> {
  const { name, participant } = book.floor(id);
  return { names: { whom: name }, ...(participant === null ? {} : { about: [participant] }) };
}

function ended(book: LogBook, id: FloorRequestId, how: EndCode): Fact<FloorCode> {
  return { code: `${endNouns[book.floor(id).what]}${how}`, ...holder(book, id) };
}

function granted({ floor, holder: to, kind, limitMs }: FloorGrant, by: Actor): Fact<FloorCode> {
  const names = { whom: to.name, unit: to.unitName };
  const about = [to.participant];
  const alone = by.kind === 'participant' && by.id === to.participant;
  if (floor === 'content') return { code: alone ? 'contentTaken' : 'contentGranted', names, about };
  if (alone) return { code: 'floorTaken', names, values: { kind }, about };
  if (limitMs === null) return { code: 'floorGrantedUnlimited', names, values: { kind }, about };
  return { code: 'floorGranted', names, values: { kind, durationMs: limitMs }, about };
}

function requestFact(
  book: LogBook,
  event: EventOf<'floor.requested' | 'floor.cancelled' | 'floor.denied' | 'floor.moved' | 'floor.forwarded'>,
): Fact<FloorCode> {
  switch (event.type) {
    case 'floor.requested': {
      const { beneficiary, kind, topic, floor } = event.request;
      const names = { whom: beneficiary.name };
      const about = [beneficiary.participant];
      if (floor === 'content') return { code: 'contentRequested', names, text: topic, about };
      return { code: 'floorRequested', names, values: { kind }, text: topic, about };
    }
    case 'floor.cancelled':
      return { code: 'floorCancelled', ...whom(book, event.participant) };
    case 'floor.denied':
      return { code: 'floorDenied', ...whom(book, event.participant), text: event.reason };
    case 'floor.moved':
      return { code: 'floorMoved', ...whom(book, event.participant) };
    case 'floor.forwarded':
      return {
        code: 'floorForwarded',
        names: { whom: book.person(event.participant), unit: book.unit(event.desk) },
        about: [event.participant],
      };
  }
}

function opinionFact(event: EventOf<'opinion.awaited' | 'opinion.written'>): Fact<FloorCode> {
  const { author, topic } = event.opinion;
  const code = event.type === 'opinion.awaited' ? 'opinionAwaited' : 'opinionWritten';
  return { code, names: { whom: author.name }, text: topic, about: [author.participant] };
}

export function floorFact(book: LogBook, event: FloorEvent, by: Actor): Fact<FloorCode> {
  switch (event.type) {
    case 'floor.requested':
    case 'floor.cancelled':
    case 'floor.denied':
    case 'floor.moved':
    case 'floor.forwarded':
      return requestFact(book, event);
    case 'floor.delegated': {
      const { unitName, kind, limitMs } = event.delegation;
      const values = limitMs === null ? { kind } : { kind, durationMs: limitMs };
      return { code: 'floorDelegated', names: { whom: unitName }, values };
    }
    case 'floor.granted':
      return granted(event.grant, by);
    case 'floor.extended':
      return { code: 'floorExtended', ...holder(book, event.grant), values: { durationMs: event.byMs } };
    case 'floor.paused':
      return { code: 'floorPaused', ...holder(book, event.grant) };
    case 'floor.resumed':
      return { code: 'floorResumed', ...holder(book, event.grant) };
    case 'floor.warned':
      return { code: 'floorWarned', ...holder(book, event.grant) };
    case 'floor.timeUp':
      return { code: 'floorTimeUp', ...holder(book, event.grant) };
    case 'floor.released':
      return ended(book, event.grant, 'Released');
    case 'floor.revoked':
      return { ...ended(book, event.grant, 'Revoked'), values: { revoked: event.reason } };
    case 'question.called': {
      const { asker, answerer } = event;
      return {
        code: 'questionCalled',
        names: { whom: asker.name, other: answerer.name },
        about: [asker.participant, answerer.participant],
      };
    }
    case 'question.ended':
      return { code: 'questionEnded', names: { unit: book.unit(event.hall) } };
    case 'opinion.awaited':
    case 'opinion.written':
      return opinionFact(event);
  }
}
