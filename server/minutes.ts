import type { Logger } from 'pino';
import { type ArchiveViewer, mayWatchRecording, rightsOverFile } from '../core/archive-right.ts';
import {
  decideMinutes,
  type MinutesOrder,
  type MinutesWish,
  minutesObstacle,
} from '../core/dossier/minutes.ts';
import type { MeetingId, ParticipantId, RecordingId } from '../core/id.ts';
import type { LogLine } from '../core/log-line.ts';
import { type LogRight, logRight } from '../core/log-right.ts';
import type { Meeting } from '../core/meeting.ts';
import { type MinutesFacts, minutesFacts } from '../core/minutes/facts.ts';
import type { ApprovedMinutes, MinutesBook, MinutesVersion } from '../core/minutes/minutes.ts';
import { type MinutesRight, minutesRightsOf } from '../core/minutes/right.ts';
import { signingSecretary } from '../core/minutes/secretary.ts';
import { participantOf } from '../core/participant.ts';
import { recordsById } from '../core/unit-record.ts';
import type { MinutesReply, WrittenMinutes } from '../protocol/minutes.ts';
import type { CatalogueIndex } from './catalogue-index.ts';
import type { DossierLog } from './dossier-log.ts';
import type { Outcome, Principal, RecordingRow, Store } from './ports.ts';

/** The minutes of meetings (biên bản), for who may (the MINUTES rules). */
export type MinutesService = {
  /** What the caller may do with them; null: there is no such meeting, or none that they may know of. */
  rights(by: Principal, meeting: MeetingId): Promise<readonly MinutesRight[] | null>;
  read(by: Principal, meeting: MeetingId): Promise<MinutesReply>;
  /** What the record tells, to draft them from. */
  facts(meeting: MeetingId): Promise<MinutesFacts>;
  /** Refusals: those of core `decideMinutes`. */
  order(by: Principal, meeting: MeetingId, order: MinutesOrder): Promise<Outcome<MinutesReply>>;
};

type Needs = {
  readonly store: Pick<Store, 'meetings' | 'recordings' | 'units'>;
  readonly records: {
    state(id: MeetingId, right: LogRight): Promise<Meeting>;
    lines(id: MeetingId, right: LogRight): Promise<readonly LogLine[]>;
    presided(id: MeetingId): Promise<ReadonlySet<ParticipantId>>;
  };
  readonly log: DossierLog;
  /** Has the head of the file's log signed (DOSSIER-12). Never rejects. */
  readonly sign: (meeting: MeetingId) => Promise<void>;
  /** What recordings are found by. */
  readonly index: Pick<CatalogueIndex, 'index' | 'outdate'>;
  readonly logger: Logger;
};

const whole = { kind: 'whole' } as const;

function stageOf({ phase }: Meeting): MinutesWish['meeting'] {
  return phase.kind === 'live' || phase.kind === 'closed' ? phase.kind : 'ahead';
}

function writtenOf(meeting: Meeting, { version, minutes, at, by }: MinutesVersion): WrittenMinutes {
  const { name, position } = by;
  return { version, minutes, at, by: { name, position }, secretary: signingSecretary(meeting, by) };
}

function approvedOf(meeting: Meeting, approved: ApprovedMinutes | null): MinutesReply['approved'] {
  if (approved === null) return null;
  const { approvedAt, approvedBy } = approved;
  const { name, position } = approvedBy;
  return { ...writtenOf(meeting, approved), approvedAt, approvedBy: { name, position } };
}

type Shown = Pick<MinutesReply, 'rights' | 'obstacle'> & { readonly minutes: MinutesBook };

function replyOf(meeting: Meeting, { rights, obstacle, minutes: { latest, approved } }: Shown): MinutesReply {
  const { id, title, unit, unitById, phase } = meeting;
  const writes = rights.includes('write') || rights.includes('approve');
  return {
    meeting: id,
    title,
    unit,
    unitName: unitById[unit]?.name ?? '',
    openedAt: phase.kind === 'live' || phase.kind === 'closed' ? phase.openedAt : null,
    closedAt: phase.kind === 'closed' ? phase.closedAt : null,
    rights,
    obstacle,
    latest: writes && latest !== null ? writtenOf(meeting, latest) : null,
    approved: approvedOf(meeting, approved),
  };
}

/** Approved minutes by the recordings that they are found in: those of the meeting's main hall (ARCHIVE-6). */
export function createApprovedMinutes({
  store,
  log,
}: {
  readonly store: Pick<Store, 'meetings'>;
  readonly log: Pick<DossierLog, 'read'>;
}): (row: Pick<RecordingRow, 'meeting' | 'unit'>) => Promise<ApprovedMinutes | null> {
  return async ({ meeting, unit }) => {
    const row = await store.meetings.byId(meeting);
    return row?.unit === unit ? (await log.read(meeting)).minutes.approved : null;
  };
}

export function createMinutesService({ store, records, log, sign, index, logger }: Needs): MinutesService {
  const rightsIn = async ({ account, standingRoles }: Principal, meeting: Meeting) => {
    const { kind, participant, administrator } = account;
    const viewer: ArchiveViewer = { kind, administrator, standingRoles };
    const [{ records: units }, rows] = await Promise.all([
      store.units.register(),
      store.recordings.ofMeeting(meeting.id),
    ]);
    const recordById = recordsById(units);
    const sees = ({ unit }: RecordingRow) =>
      rightsOverFile(viewer, recordById, { keptBy: unit, convenedBy: meeting.unit }).includes('see');
    const known = participantOf(meeting, participant) !== undefined;
    return minutesRightsOf(
      meeting,
      { ...viewer, participant },
      {
        recordById,
        presided: known && (await records.presided(meeting.id)).has(participant),
        readsLog:
          (kind === 'person' && administrator) || (known && logRight(meeting, account).kind !== 'none'),
        watches: mayWatchRecording(viewer, recordById, meeting.unit) || rows.some(sees),
      },
    );
  };

  const read: MinutesService['read'] = async (by, id) => {
    const meeting = await records.state(id, whole);
    const dossier = await log.read(id);
    return replyOf(meeting, {
      rights: await rightsIn(by, meeting),
      obstacle: minutesObstacle(dossier, stageOf(meeting)),
      minutes: dossier.minutes,
    });
  };

  /** The recordings that are found by these minutes. */
  const foundBy = async ({ id, unit }: Meeting): Promise<readonly RecordingId[]> =>
    (await store.recordings.ofMeeting(id)).filter((row) => row.unit === unit).map((row) => row.id);

  /** In the background: whoever approved does not wait until the whole log was read again. */
  const approved = async (meeting: Meeting): Promise<void> => {
    void sign(meeting.id);
    for (const recording of await foundBy(meeting)) await index.index(recording);
  };

  return {
    rights: async (by, id) => {
      if ((await store.meetings.byId(id)) === null) return null;
      const meeting = await records.state(id, whole);
      const rights = await rightsIn(by, meeting);
      const known = participantOf(meeting, by.account.participant) !== undefined;
      return rights.length > 0 || known ? rights : null;
    },
    read,
    facts: async (id) => minutesFacts(await records.state(id, whole), await records.lines(id, whole)),
    order: (by, id, order) =>
      log.inTurn(id, async () => {
        const meeting = await records.state(id, whole);
        const wish = { order, rights: await rightsIn(by, meeting), meeting: stageOf(meeting) };
        const decision = decideMinutes(await log.read(id), wish);
        if (!decision.ok) return decision;
        const approves = decision.events.some(({ type }) => type === 'minutes.approved');
        if (approves) for (const recording of await foundBy(meeting)) await index.outdate(recording);
        const { participant, name, position } = by.account;
        await log.append(id, { kind: 'person', participant, name, position }, decision.events);
        logger.info({ meeting: id, order: order.type, by: participant }, 'ordered about minutes');
        if (approves)
          approved(meeting).catch((error: unknown) =>
            logger.error({ meeting: id, err: error }, 'approved minutes are indexed at the next start'),
          );
        return { ok: true, value: await read(by, id) };
      }),
  };
}
