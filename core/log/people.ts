import type { Actor } from '../actor.ts';
import type { EventOf } from '../event.ts';
import type { ParticipantId } from '../id.ts';
import type { LogBook } from './book.ts';
import { type Fact, type TypesOf, whom } from './fact.ts';

export type PeopleCode =
  | 'participantAdded'
  | 'participantInvited'
  | 'participantUninvited'
  | 'participantWaited'
  | 'participantJoined'
  | 'participantAdmitted'
  | 'participantDenied'
  | 'participantDropped'
  | 'participantReturned'
  | 'participantLeft'
  | 'roleGranted'
  | 'roleRevoked'
  | 'deputyStarted'
  | 'deputyHandedOver'
  | 'deputyEnded'
  | 'microphoneOpened'
  | 'microphoneClosed'
  | 'cameraStarted'
  | 'cameraStopped'
  | AttendanceCode
  | 'rollCallCalled'
  | 'rollCallEnded';

/** Nobody let them in: the hub says that they came, or they say so themselves. */
function cameAlone(by: Actor, participant: ParticipantId): boolean {
  return by.kind === 'system' || by.id === participant;
}

export type PeopleEvent = EventOf<
  TypesOf<'participant' | 'role' | 'deputy' | 'microphone' | 'camera' | 'attendance' | 'rollCall'>
>;

export function peopleFact(book: LogBook, event: PeopleEvent, by: Actor): Fact<PeopleCode> {
  switch (event.type) {
    case 'participant.added': {
      const { name, unitName, participant } = event.participant.card;
      const code = event.participant.invited ? 'participantInvited' : 'participantAdded';
      return { code, names: { whom: name, unit: unitName }, about: [participant] };
    }
    case 'participant.uninvited':
      return { code: 'participantUninvited', ...whom(book, event.participant) };
    case 'participant.waited':
      return { code: 'participantWaited', ...whom(book, event.participant) };
    case 'participant.admitted': {
      const code = cameAlone(by, event.participant) ? 'participantJoined' : 'participantAdmitted';
      return { code, ...whom(book, event.participant) };
    }
    case 'participant.denied':
      return { code: 'participantDenied', ...whom(book, event.participant) };
    case 'participant.dropped':
      return { code: 'participantDropped', ...whom(book, event.participant) };
    case 'participant.returned':
      return { code: 'participantReturned', ...whom(book, event.participant) };
    case 'participant.left':
      return { code: 'participantLeft', ...whom(book, event.participant) };
    case 'role.granted':
    case 'role.revoked': {
      const { participant, role, unit } = event.grant;
      const code = event.type === 'role.granted' ? 'roleGranted' : 'roleRevoked';
      const names = { whom: book.person(participant), unit: book.unit(unit) };
      return { code, names, values: { role }, about: [participant] };
    }
    case 'deputy.started': {
      const { participant, why } = event.acting;
      const code = why === 'handOver' ? 'deputyHandedOver' : 'deputyStarted';
      const names = { whom: book.person(participant), unit: book.unit(event.unit) };
      return { code, names, about: [participant] };
    }
    case 'deputy.ended':
      return { code: 'deputyEnded', names: { unit: book.unit(event.unit) } };
    case 'microphone.opened':
      return { code: 'microphoneOpened', ...whom(book, event.participant) };
    case 'microphone.closed':
      return { code: 'microphoneClosed', ...whom(book, event.participant), values: { closed: event.reason } };
    case 'camera.started':
      return { code: 'cameraStarted', ...whom(book, event.participant) };
    case 'camera.stopped':
      return { code: 'cameraStopped', ...whom(book, event.participant) };
    case 'attendance.recorded':
      return attendanceFact(book, event);
    case 'rollCall.called': {
      const { name, participant } = event.current;
      return {
        code: 'rollCallCalled',
        names: { whom: name, unit: book.unit(event.unit) },
        about: [participant],
      };
    }
    case 'rollCall.ended':
      return { code: 'rollCallEnded', names: { unit: book.unit(event.unit) } };
  }
}

type AttendanceCode =
  | 'attendanceCounted'
  | 'attendanceMarked'
  | 'substituteAsked'
  | 'substituteGiven'
  | 'substituteRefused';

const substituteCodes = {
  asked: 'substituteAsked',
  given: 'substituteGiven',
  refused: 'substituteRefused',
} as const satisfies Record<string, AttendanceCode>;

/** An event holds all that is known of somebody's attendance; what the book knew before tells what is new in it. */
function attendanceFact(book: LogBook, event: EventOf<'attendance.recorded'>): Fact<AttendanceCode> {
  const { participant, attendance } = event;
  const before = book.attendance(participant);
  const about = [participant];
  const name = book.person(participant);
  const { expected, present, substitute, state, reason } = attendance;
  if (expected !== before.expected || present !== before.present)
    return { code: 'attendanceCounted', names: { whom: name }, values: { expected, present }, about };
  const named =
    substitute !== null &&
    (substitute.name !== before.substitute?.name || substitute.consent !== before.substitute.consent);
  if (named) {
    const names = { whom: name, other: substitute.name };
    return { code: substituteCodes[substitute.consent], names, text: substitute.position, about };
  }
  return {
    code: 'attendanceMarked',
    names: { whom: name },
    values: { attendance: state },
    text: reason,
    about,
  };
}
