import type { Logger } from 'pino';
import { type ArchiveRight, type ArchiveViewer, rightsOverFile } from '../core/archive-right.ts';
import type { AccessUse } from '../core/dossier/access-use.ts';
import { type DossierBooks, decideDossier } from '../core/dossier/decide.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import type { DossierActor } from '../core/dossier/event.ts';
import type { DossierOrder } from '../core/dossier/order.ts';
import type { MeetingId, ParticipantId, RecordingId, UnitId } from '../core/id.ts';
import { recordsById, type UnitRecordById } from '../core/unit-record.ts';
import type { ArchiveItem, ArchiveNotices, DossierReply } from '../protocol/archive.ts';
import { createAccessLog } from './dossier-access.ts';
import { createDossierDisposal, type DisposalListener } from './dossier-disposal.ts';
import { createDossierLinks, type LinkBearer, type Shared } from './dossier-links.ts';
import type { DossierLog } from './dossier-log.ts';
import { createDossierNotices, type Damaged } from './dossier-notices.ts';
import type { DocumentRemoval, PackageFiles } from './dossier-ports.ts';
import { type DossierTerms, dueAt, replyOf } from './dossier-reply.ts';
import type { Clock, MeetingRow, Outcome, Principal, RecordingRow, Store } from './ports.ts';

export type DossierNeeds = {
  readonly store: Pick<Store, 'dossiers' | 'meetings' | 'recordings' | 'units' | 'accounts'>;
  /** The one that all share who write to files of meetings. */
  readonly log: DossierLog;
  readonly files: PackageFiles;
  readonly documents: DocumentRemoval;
  readonly terms: DossierTerms;
  /** Whether the recorder is making its film just now, whatever the archive's line says. */
  readonly composing: (recording: RecordingId) => boolean;
  /** Recordings that were found damaged when they were last hashed again. */
  readonly damaged: () => Promise<readonly Damaged[]>;
  /** Has the head of the file's log signed (DOSSIER-12). Never rejects. */
  readonly sign: (meeting: MeetingId) => Promise<void>;
  readonly clock: Clock;
  readonly logger: Logger;
};

/** Of a file, for lists. */
export type Standing = Pick<ArchiveItem, 'held' | 'handOverBy' | 'handOverSoon'>;

/** The files of meetings (hồ sơ cuộc họp), for who may (the DOSSIER rules). */
export type DossierService = {
  /** Carries out what was confirmed before the hub died. Rejects when the store does. */
  start(): Promise<void>;
  /** The file of the recording's meeting, as far as the caller may read it. */
  read(by: Principal, recording: RecordingRow): Promise<DossierReply>;
  /** Refusals: those of core `decideDossier`. */
  order(by: Principal, recording: RecordingRow, order: DossierOrder): Promise<Outcome<DossierReply>>;
  /** Writes an access down; what was accessed may be handed out once this resolves (DOSSIER-9). */
  accessed(
    by: Principal | LinkBearer,
    recording: Pick<RecordingRow, 'id' | 'meeting'>,
    use: AccessUse,
  ): Promise<void>;
  /** Of these meetings, all that the hub knows. */
  standings(meetings: readonly MeetingId[]): Promise<ReadonlyMap<MeetingId, Standing>>;
  notices(by: Principal): Promise<ArchiveNotices>;
  /** Null: there is no such link, or it is no longer open. */
  shared(secret: string): Promise<Shared | null>;
  /** Whether somebody still has that right over a recording that is still there, by the books of this moment. */
  mayStill(by: Principal, recording: RecordingId, right: ArchiveRight): Promise<boolean>;
  /** Whoever keeps copies elsewhere destroys them too, when told; see `DisposalListener`. To be called before `start`. */
  onDisposed(listener: DisposalListener): void;
  close(): void;
};

function actorOf(by: Principal | LinkBearer): DossierActor {
  if (!('account' in by)) return { kind: 'link', link: by.link, whom: by.whom };
  const { participant, name, position } = by.account;
  return { kind: 'person', participant, name, position };
}

const viewerOf = ({ account: { kind, administrator }, standingRoles }: Principal): ArchiveViewer => ({
  kind,
  administrator,
  standingRoles,
});

export function createDossierService(needs: DossierNeeds): DossierService {
  const { store, log, files, documents, terms, clock, logger, sign } = needs;
  const accesses = createAccessLog(log, clock);
  const disposal = createDossierDisposal({ store, files, documents, log, logger, sign });
  const noticesFor = createDossierNotices(needs);

  const unitRecords = async (): Promise<UnitRecordById> =>
    recordsById((await store.units.register()).records);

  const rightsIn =
    (viewer: ArchiveViewer, recordById: UnitRecordById) =>
    (convenedBy: UnitId, keptBy: UnitId): readonly ArchiveRight[] =>
      rightsOverFile(viewer, recordById, { keptBy, convenedBy });

  const rightsOf = async (viewer: ArchiveViewer, recording: RecordingRow, meeting: MeetingRow | null) =>
    rightsIn(viewer, await unitRecords())(meeting?.unit ?? recording.unit, recording.unit);

  /** What somebody who did something earlier may do today; nothing once their account is disabled. */
  const rightsToday = async (
    participant: ParticipantId,
    recording: RecordingRow,
    meeting: MeetingRow | null,
  ): Promise<readonly ArchiveRight[]> => {
    const account = await store.accounts.byId(participant);
    if (account === null || account.disabledAt !== null) return [];
    const { administrator, standingRoles } = account;
    return rightsOf({ kind: 'person', administrator, standingRoles }, recording, meeting);
  };

  const links = createDossierLinks({ store, log, rightsToday, clock, logger });

  const closedAtOf = (meeting: MeetingRow | null): number | null =>
    meeting?.phase.kind === 'closed' ? meeting.phase.closedAt : null;

  const show = async (
    dossier: Dossier,
    rights: readonly ArchiveRight[],
    { recording, meeting }: { readonly recording: RecordingRow; readonly meeting: MeetingRow | null },
  ): Promise<DossierReply> => {
    const rows = await store.recordings.ofMeeting(recording.meeting);
    // The recording of a sidebar bears the name of the unit that went on alone.
    const main = rows.find(({ unit }) => unit === meeting?.unit) ?? recording;
    const head = {
      title: meeting?.title ?? recording.title,
      unitName: main.unitName,
      closedAt: closedAtOf(meeting),
      recordings: rows.map(({ id, unitName, startedAt }) => ({ id, unitName, startedAt })),
    };
    return replyOf(dossier, head, {
      rights,
      terms,
      now: clock.now(),
      linkStates: await links.states(dossier),
    });
  };

  const booksFor = async (
    order: DossierOrder,
    {
      dossier,
      recording,
      meeting,
    }: {
      readonly dossier: Dossier;
      readonly recording: RecordingRow;
      readonly meeting: MeetingRow | null;
    },
  ): Promise<DossierBooks> => {
    const rows = await store.recordings.ofMeeting(recording.meeting);
    const recordings = rows.map(({ id, state }) => ({
      id,
      state: needs.composing(id) ? ('composing' as const) : state,
    }));
    const lists = order.type === 'disposal.confirm' || order.type === 'custody.handOver';
    const asker = dossier.disposal.state === 'asked' ? dossier.disposal.by.participant : null;
    return {
      closedAt: closedAtOf(meeting),
      recordings,
      packages: lists ? await Promise.all(rows.map(({ id }) => files.describe(id))) : [],
      askerRights: asker === null ? [] : await rightsToday(asker, recording, meeting),
      classes: terms.retention,
      linkDays: terms.linkDays,
    };
  };

  const order: DossierService['order'] = (by, recording, wanted) =>
    log.inTurn(recording.meeting, async () => {
      const meeting = await store.meetings.byId(recording.meeting);
      const rights = await rightsOf(viewerOf(by), recording, meeting);
      const dossier = await log.read(recording.meeting);
      const { secret, secretHash } = links.newSecret();
      const { participant, name, position } = by.account;
      const decision = decideDossier(
        dossier,
        {
          by: { participant, name, position },
          rights,
          order: wanted,
          now: clock.now(),
          recording: recording.id,
          secretHash,
        },
        await booksFor(wanted, { dossier, recording, meeting }),
      );
      if (!decision.ok) return decision;
      const after = await log.append(recording.meeting, actorOf(by), decision.events);
      logger.info(
        { meeting: recording.meeting, order: wanted.type, by: participant },
        'ordered about a file',
      );
      if (wanted.type === 'disposal.confirm') await disposal.carryOut(recording.meeting);
      if (wanted.type === 'disposal.confirm' || wanted.type === 'custody.handOver')
        void sign(recording.meeting);
      const reply = await show(after, rights, { recording, meeting });
      return { ok: true, value: wanted.type === 'link.make' ? { ...reply, secret } : reply };
    });

  return {
    start: async () => {
      // Meetings that were closed before their row knew when.
      const closed = await store.meetings.list('closed');
      const standings = await store.dossiers.standings(closed.map(({ id }) => id));
      const known = new Set(standings.flatMap((each) => (each.closedAt === null ? [] : [each.meeting])));
      for (const row of closed) if (!known.has(row.id)) await store.meetings.put(row);
      for (const meeting of await store.dossiers.inDisposal('confirmed')) await disposal.carryOut(meeting);
    },
    read: async (by, recording) => {
      const meeting = await store.meetings.byId(recording.meeting);
      const rights = await rightsOf(viewerOf(by), recording, meeting);
      return show(await log.read(recording.meeting), rights, { recording, meeting });
    },
    order,
    accessed: (by, recording, use) => accesses.accessed(actorOf(by), recording, use),
    standings: async (meetings) => {
      const standings = await store.dossiers.standings([...new Set(meetings)]);
      return new Map(
        standings.map(({ meeting, held, closedAt, handedOverAt, disposal: state }) => {
          const disposed = state === 'confirmed' || state === 'carriedOut';
          const file = { closedAt, handedOver: handedOverAt !== null, disposed };
          return [meeting, { held, ...dueAt(file, { terms, now: clock.now() }) }];
        }),
      );
    },
    notices: async (by) => {
      const rights = rightsIn(viewerOf(by), await unitRecords());
      return noticesFor({ participant: by.account.participant, rights });
    },
    shared: links.shared,
    mayStill: async ({ account: { participant } }, id, right) => {
      const recording = await store.recordings.byId(id);
      if (recording?.state !== 'ready') return false;
      const meeting = await store.meetings.byId(recording.meeting);
      return (await rightsToday(participant, recording, meeting)).includes(right);
    },
    onDisposed: disposal.onDisposed,
    close: disposal.close,
  };
}
