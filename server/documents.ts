import type { HubConfig } from '../config/schema.ts';
import type { Actor } from '../core/actor.ts';
import { mayWatchRecording } from '../core/archive-right.ts';
import type { DocumentCommand } from '../core/command.ts';
import type { MeetingDocument } from '../core/document.ts';
import {
  documentManager,
  documentObstacle,
  mayReadDocuments,
  mayReadWithdrawn,
} from '../core/document-right.ts';
import type { AgendaItemId, DocumentId, MeetingId, ParticipantId } from '../core/id.ts';
import type { Meeting } from '../core/meeting.ts';
import type { RefusalCode } from '../core/refusal.ts';
import { recordsById } from '../core/unit-record.ts';
import type { DocumentChangeBody, DocumentsReply } from '../protocol/documents.ts';
import { actorOf, convenerOf } from './convening.ts';
import type { Hub } from './hub.ts';
import type { MeetingRecords } from './meeting-records.ts';
import type { DocumentFiles, IncomingBody, Outcome, Principal, ReceivedDocument, Store } from './ports.ts';

export type DocumentsNeeds = {
  readonly hub: Pick<Hub, 'meeting'>;
  readonly records: Pick<MeetingRecords, 'meeting'>;
  readonly store: Pick<Store, 'units' | 'log'>;
  readonly files: DocumentFiles;
  readonly limits: HubConfig['documents'];
};

/** What somebody wants to add beside the bytes; `item` left out: of the meeting as a whole. */
export type NewDocument = {
  readonly title: string;
  readonly fileName: string;
  readonly item?: AgendaItemId | undefined;
};
export type DocumentFile = { readonly document: MeetingDocument; readonly path: string };

/** The documents of meetings, for who may read or manage them (the DOCUMENT rules). */
export type Documents = {
  list(by: Principal, meeting: MeetingId): Promise<Outcome<DocumentsReply>>;
  file(by: Principal, meeting: MeetingId, document: DocumentId): Promise<Outcome<DocumentFile>>;
  add(
    by: Principal,
    to: { readonly meeting: MeetingId; readonly about: NewDocument },
    body: IncomingBody,
  ): Promise<Outcome<{ readonly seq: number }>>;
  change(
    by: Principal,
    at: { readonly meeting: MeetingId; readonly document: DocumentId },
    wish: DocumentChangeBody,
  ): Promise<Outcome<{ readonly seq: number }>>;
  withdraw(
    by: Principal,
    at: { readonly meeting: MeetingId; readonly document: DocumentId },
  ): Promise<Outcome<{ readonly seq: number }>>;
};

/** As the screens count it. */
export const megabyte = 2 ** 20;

const no = (code: RefusalCode) => ({ ok: false, refusal: { code } }) as const;

/** Every document that the log names, in order, also those that were taken away. */
async function everAdded(
  log: Pick<Store['log'], 'read'>,
  meeting: MeetingId,
): Promise<readonly MeetingDocument[]> {
  const entries = await log.read(meeting, 0);
  return entries.flatMap(({ event }) => (event.type === 'document.added' ? [event.document] : []));
}

/** Whether the meeting's log names a document of that hash, also one that was taken away since. */
export async function namesDocument(
  log: Pick<Store['log'], 'read'>,
  meeting: MeetingId,
  sha256: string,
): Promise<boolean> {
  return (await everAdded(log, meeting)).some((each) => each.sha256 === sha256);
}

/** Documents that one account may bring at once: it does not take the places of all others. */
const mostOfOne = 4;

/** Does the work, or refuses it while so many of the same participant's are under way. */
function createShares(most: number) {
  const underWay = new Map<ParticipantId, number>();
  return async <T>(of: ParticipantId, work: () => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const now = underWay.get(of) ?? 0;
    if (now >= most) return no('overloaded');
    underWay.set(of, now + 1);
    return work().finally(() => {
      const left = (underWay.get(of) ?? 1) - 1;
      if (left === 0) underWay.delete(of);
      else underWay.set(of, left);
    });
  };
}

export function createDocuments(needs: DocumentsNeeds): Documents {
  const { hub, records, store, files, limits } = needs;
  const atMost = createShares(mostOfOne);
  const mostBytes = limits.maxMegabytes * megabyte;
  const mostBytesOfMeeting = limits.meetingMegabytes * megabyte;

  /** A recording of a meeting is watched when the meeting is over; until then its seats and arrangers count. */
  const watches = async ({ account, standingRoles }: Principal, meeting: Meeting): Promise<boolean> => {
    if (meeting.phase.kind !== 'closed') return false;
    const viewer = { kind: account.kind, administrator: account.administrator, standingRoles };
    return mayWatchRecording(viewer, recordsById((await store.units.register()).records), meeting.unit);
  };

  /** The meeting, if `by` may read its documents: who may not is not told that there is one (DOCUMENT-5). */
  const readable = async (by: Principal, id: MeetingId): Promise<Meeting | null> => {
    const meeting = await records.meeting(id);
    if (meeting === null) return null;
    return mayReadDocuments(meeting, convenerOf(by), await watches(by, meeting)) ? meeting : null;
  };

  const withdrawn = async (by: Principal, meeting: Meeting, id: DocumentId) => {
    if (!mayReadWithdrawn(meeting, convenerOf(by), await watches(by, meeting))) return undefined;
    return (await everAdded(store.log, meeting.id)).find((document) => document.id === id);
  };

  /** The meeting and as whom `by` changes its documents, or why nothing changes. */
  const managed = async (
    by: Principal,
    id: MeetingId,
  ): Promise<Outcome<{ readonly meeting: Meeting; readonly actor: Actor }>> => {
    const meeting = await readable(by, id);
    if (meeting === null) return no('not-found');
    const as = documentManager(meeting, convenerOf(by));
    if (as === null) return no('not-permitted');
    const refused = documentObstacle(meeting, as);
    if (refused !== null) return no(refused);
    const self: Actor = { kind: 'participant', id: by.account.participant };
    return { ok: true, value: { meeting, actor: as === 'participant' ? self : actorOf(by) } };
  };

  const send = async (
    by: Principal,
    id: MeetingId,
    command: DocumentCommand,
  ): Promise<Outcome<{ readonly seq: number }>> => {
    const found = await managed(by, id);
    if (!found.ok) return found;
    const live = hub.meeting(id);
    return live ? live.send(found.value.actor, command) : no('not-found');
  };

  const keep = async (
    by: Principal,
    { meeting, about }: { readonly meeting: MeetingId; readonly about: NewDocument },
    received: ReceivedDocument,
  ): Promise<Outcome<{ readonly seq: number }>> => {
    const { sha256, bytes, mediaType } = received;
    return received.keep(meeting, async () => {
      // Another may have come in while this one did.
      const sum = (hub.meeting(meeting)?.state().documents ?? []).reduce((all, each) => all + each.bytes, 0);
      if (sum + bytes > mostBytesOfMeeting) return no('documents-full');
      const { title, fileName, item = null } = about;
      const from = by.account.name;
      const facts = { title, fileName, item, from, sha256, bytes, mediaType };
      return send(by, meeting, { type: 'document.add', ...facts });
    });
  };

  return {
    list: async (by, id) => {
      const meeting = await readable(by, id);
      if (meeting === null) return no('not-found');
      const { title, documents } = meeting;
      const agenda = meeting.agenda.map((item) => ({ id: item.id, title: item.title }));
      const as = documentManager(meeting, convenerOf(by));
      const manages = as !== null && documentObstacle(meeting, as) === null;
      return { ok: true, value: { title, agenda, documents, manages, mostBytes } };
    },
    file: async (by, id, wanted) => {
      const meeting = await readable(by, id);
      if (meeting === null) return no('not-found');
      const there = meeting.documents.find((document) => document.id === wanted);
      const document = there ?? (await withdrawn(by, meeting, wanted));
      if (!document) return no('not-found');
      return { ok: true, value: { document, path: files.pathOf(id, document.sha256) } };
    },
    add: async (by, to, body) => {
      // Before a byte is read: whoever may not sends nothing, and nothing that will be refused is taken in.
      const found = await managed(by, to.meeting);
      if (!found.ok) return found;
      const { meeting } = found.value;
      if ((body.length ?? 0) > mostBytes) return no('too-large');
      const sum = meeting.documents.reduce((all, { bytes }) => all + bytes, body.length ?? 0);
      if (sum > mostBytesOfMeeting) return no('documents-full');
      return atMost(by.account.participant, async () => {
        const received = await files.receive(to.about.fileName, body);
        return received.ok ? keep(by, to, received.value) : received;
      });
    },
    change: (by, { meeting, document }, { title, item }) =>
      send(by, meeting, { type: 'document.change', document, title, item }),
    withdraw: (by, { meeting, document }) => send(by, meeting, { type: 'document.withdraw', document }),
  };
}
