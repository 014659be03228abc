import { type Attendance, noAttendance } from '../attendance.ts';
import type { MeetingEvent } from '../event.ts';
import type {
  AgendaItemId,
  DocumentId,
  FloorRequestId,
  NoticeId,
  ParticipantId,
  RecordingId,
  UnitId,
  VoteId,
} from '../id.ts';
import type { AgendaItem, Card } from '../meeting.ts';
import type { Role, RoleGrant } from '../role.ts';

/** A request, a grant or a delegation, by what people call it. */
export type FloorName = {
  readonly what: 'speech' | 'content' | 'unit';
  /** Of who asked for it or holds it; of the unit for a delegation. */
  readonly name: string;
  readonly participant: ParticipantId | null;
};

/** The names that a log has spoken of so far; what was never heard of answers with its own id. */
export type LogBook = {
  person(id: ParticipantId): string;
  /** The same for an id that may be nobody's seat: null. */
  personNamed(id: string): string | null;
  unitNameOf(id: ParticipantId): string;
  /** The role that weighs most of those held. */
  role(id: ParticipantId): Role | null;
  unit(id: UnitId): string;
  item(id: AgendaItemId): string;
  floor(id: FloorRequestId): FloorName;
  notice(id: NoticeId): string;
  /** What was asked. */
  vote(id: VoteId): string;
  /** A document's title. */
  document(id: DocumentId): string;
  recordingHall(id: RecordingId): string | undefined;
  attendance(id: ParticipantId): Attendance;
  remember(event: MeetingEvent): void;
};

const weighing: readonly Role[] = ['chair', 'deputy', 'secretary', 'operator'];

const sameGrant = (one: RoleGrant, other: RoleGrant): boolean =>
  one.role === other.role && one.unit === other.unit;

/** An empty book. Plain memory: nothing in it comes from anywhere but the events it was told. */
export function createLogBook(): LogBook {
  const cardById = new Map<string, Card>();
  const rolesById = new Map<ParticipantId, readonly RoleGrant[]>();
  const unitById = new Map<UnitId, string>();
  const itemById = new Map<AgendaItemId, string>();
  const floorById = new Map<FloorRequestId, FloorName>();
  const noticeById = new Map<NoticeId, string>();
  const voteById = new Map<VoteId, string>();
  const documentById = new Map<DocumentId, string>();
  const hallByRecording = new Map<RecordingId, UnitId>();
  const attendanceById = new Map<ParticipantId, Attendance>();

  const keepItems = (agenda: readonly AgendaItem[]): void => {
    for (const { id, title } of agenda) itemById.set(id, title);
  };
  const keepFloor = (id: FloorRequestId, what: FloorName['what'], card: Card): void => {
    floorById.set(id, { what, name: card.name, participant: card.participant });
  };
  const keepRole = (grant: RoleGrant, held: boolean): void => {
    const others = (rolesById.get(grant.participant) ?? []).filter((each) => !sameGrant(each, grant));
    rolesById.set(grant.participant, held ? [...others, grant] : others);
  };

  return {
    person: (id) => cardById.get(id)?.name ?? id,
    personNamed: (id) => cardById.get(id)?.name ?? null,
    unitNameOf: (id) => cardById.get(id)?.unitName ?? '',
    role: (id) => {
      const held = (rolesById.get(id) ?? []).map(({ role }) => role);
      return weighing.find((role) => held.includes(role)) ?? held[0] ?? null;
    },
    unit: (id) => unitById.get(id) ?? id,
    item: (id) => itemById.get(id) ?? id,
    floor: (id) => floorById.get(id) ?? { what: 'speech', name: id, participant: null },
    notice: (id) => noticeById.get(id) ?? '',
    vote: (id) => voteById.get(id) ?? id,
    document: (id) => documentById.get(id) ?? id,
    recordingHall: (id) => {
      const hall = hallByRecording.get(id);
      return hall === undefined ? undefined : (unitById.get(hall) ?? hall);
    },
    attendance: (id) => attendanceById.get(id) ?? noAttendance,
    remember: (event) => {
      switch (event.type) {
        case 'meeting.created':
          for (const { card } of event.participants) cardById.set(card.participant, card);
          for (const { id, name } of event.units) unitById.set(id, name);
          for (const grant of event.roles) keepRole(grant, true);
          keepItems(event.agenda);
          return;
        case 'participant.added':
          cardById.set(event.participant.card.participant, event.participant.card);
          return;
        case 'agenda.changed':
          keepItems(event.agenda);
          return;
        case 'role.granted':
          keepRole(event.grant, true);
          return;
        case 'role.revoked':
          keepRole(event.grant, false);
          return;
        case 'floor.requested':
          keepFloor(event.request.id, event.request.floor, event.request.beneficiary);
          return;
        case 'floor.granted':
          keepFloor(event.grant.id, event.grant.floor, event.grant.holder);
          return;
        case 'floor.delegated': {
          const { id, unitName } = event.delegation;
          floorById.set(id, { what: 'unit', name: unitName, participant: null });
          return;
        }
        case 'notice.sent':
          noticeById.set(event.notice.id, event.notice.text);
          return;
        case 'vote.opened':
          voteById.set(event.vote.id, event.vote.question);
          return;
        case 'document.added':
          documentById.set(event.document.id, event.document.title);
          return;
        case 'document.changed':
          documentById.set(event.document, event.title);
          return;
        case 'recording.ordered':
          hallByRecording.set(event.recording, event.hall);
          return;
        case 'attendance.recorded':
          attendanceById.set(event.participant, event.attendance);
          return;
        default:
          return;
      }
    },
  };
}
