import type { DossierActor, DossierEvent } from '../../core/dossier/event.ts';
import type { Entry } from '../../core/event.ts';
import type { MeetingId, ParticipantId, RecordingId } from '../../core/id.ts';
import { unitFaults } from '../../core/unit.ts';
import { newRecord, openUnits, type UnitRegister } from '../../core/unit-record.ts';
import type { CopyRow, PackageRow } from '../../server/archive-ports.ts';
import type { DossierStanding, DossierSummary, UnhandedRecording } from '../../server/dossier-ports.ts';
import type {
  AccountRow,
  ChainedLog,
  DeviceRow,
  MeetingRow,
  RecordingRow,
  RefreshRow,
  Store,
} from '../../server/ports.ts';
import { rolesAfter } from '../../server/store/account.ts';
import {
  type ChainEntry,
  chain,
  chainStart,
  entryOf,
  follows,
  type Link,
  textOf,
} from '../../server/store/chain.ts';
import { storeFault } from '../../server/store/fault.ts';
import { linksOf } from '../../server/store/import.ts';
import { createMemoryCatalogue } from './catalogue.ts';

export type MemoryStore = Store & {
  /** Changes one byte of a stored entry behind the log's back. */
  corrupt(meeting: MeetingId, seq: number): void;
  /** The same, of the meeting's file. */
  corruptDossier(meeting: MeetingId, seq: number): void;
};

/** Rows by key, copied on their way in and out as a database would. */
function createTable<Key extends string, Row>(keyOf: (row: Row) => Key) {
  const rowByKey = new Map<Key, Row>();
  return {
    get: (key: Key): Row | null => structuredClone(rowByKey.get(key) ?? null),
    find: (matches: (row: Row) => boolean): Row | null =>
      structuredClone([...rowByKey.values()].find(matches) ?? null),
    all: (order: (one: Row, other: Row) => number): Row[] =>
      structuredClone([...rowByKey.values()].toSorted(order)),
    put: (row: Row): void => void rowByKey.set(keyOf(row), structuredClone(row)),
    remove(matches: (row: Row) => boolean): void {
      for (const [key, row] of rowByKey) if (matches(row)) rowByKey.delete(key);
    },
  };
}

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function createMemoryLog<By, Event>() {
  const linksByMeeting = new Map<MeetingId, readonly Link[]>();
  const linksOf = (meeting: MeetingId): readonly Link[] => linksByMeeting.get(meeting) ?? [];

  function extended(
    links: readonly Link[],
    meeting: MeetingId,
    entries: readonly ChainEntry<By, Event>[],
  ): readonly Link[] {
    entries.forEach(({ seq }, index) => {
      if (seq !== links.length + 1 + index) throw storeFault('sequence', `entry ${seq} does not follow`);
    });
    return [...links, ...chain(meeting, links.at(-1)?.hash ?? chainStart, entries)];
  }

  return {
    log: {
      async append(batch) {
        const after = new Map<MeetingId, readonly Link[]>();
        for (const { meeting, entries } of batch)
          after.set(meeting, extended(after.get(meeting) ?? linksOf(meeting), meeting, entries));
        for (const [meeting, links] of after) linksByMeeting.set(meeting, links);
      },
      async read(meeting, after) {
        return linksOf(meeting)
          .filter((link) => link.seq > after)
          .map(entryOf<By, Event>);
      },
      async firstBroken(meeting) {
        const links = linksOf(meeting);
        const broken = links.find(
          (link, at) => !follows(links[at - 1] ?? { seq: 0, hash: chainStart }, link),
        );
        return broken?.seq ?? null;
      },
      async readWithHashes(meeting, after, limit) {
        return linksOf(meeting)
          .filter((link) => link.seq > after)
          .slice(0, limit)
          .map((link) => ({ seq: link.seq, text: textOf(link), hash: link.hash }));
      },
      async heads() {
        return [...linksByMeeting.values()].flatMap((links) => {
          const last = links.at(-1);
          return last === undefined
            ? []
            : [{ meeting: last.meeting, seq: last.seq, at: last.at, hash: last.hash }];
        });
      },
    } satisfies ChainedLog<ChainEntry<By, Event>>,
    adopt(meeting: MeetingId, links: readonly Link[]): void {
      linksByMeeting.set(meeting, links);
    },
    corrupt(meeting: MeetingId, seq: number): void {
      const changed = linksOf(meeting).map((link) =>
        link.seq === seq ? { ...link, at: link.at + 1 } : link,
      );
      linksByMeeting.set(meeting, changed);
    },
  };
}

const nothingOrdered: DossierSummary = { held: false, handedOverAt: null, disposal: 'none' };

/** The store in memory: same answers and refusals as the real one (`test/contract/store.ts` holds both to it). */
export function createMemoryStore(): MemoryStore {
  const { log, adopt, corrupt } = createMemoryLog<Entry['by'], Entry['event']>();
  const dossierLog = createMemoryLog<DossierActor, DossierEvent>();
  const summaries = createTable<MeetingId, DossierSummary & { readonly meeting: MeetingId }>(
    (row) => row.meeting,
  );
  const linkByHash = new Map<string, { readonly meeting: MeetingId; readonly link: number }>();
  const meetings = createTable<MeetingId, MeetingRow>((row) => row.id);
  const accounts = createTable<ParticipantId, AccountRow>((row) => row.id);
  const tokens = createTable<string, RefreshRow>((row) => row.hash);
  const devices = createTable<string, DeviceRow>((row) => row.id);
  const recordings = createTable<RecordingId, RecordingRow>((row) => row.id);
  const packages = createTable<RecordingId, PackageRow>((row) => row.recording);
  const copies = createTable<string, CopyRow>((row) => `${row.recording} ${row.place}`);
  const copiesInOrder = () =>
    copies.all((one, other) => byText(one.recording, other.recording) || byText(one.place, other.place));
  const standingOf = (meeting: MeetingId): DossierStanding[] => {
    const row = meetings.get(meeting);
    const { held, handedOverAt, disposal } = summaries.get(meeting) ?? nothingOrdered;
    if (row === null) return [];
    const closedAt = row.phase.kind === 'closed' ? row.phase.closedAt : null;
    return [{ meeting, closedAt, held, handedOverAt, disposal }];
  };
  let register: UnitRegister = { revision: 0, levels: [], records: [] };
  const writeUnits = (next: Omit<UnitRegister, 'revision'>): void => {
    if (unitFaults(next.levels, openUnits(next.records)).length > 0)
      throw storeFault('broken-units', 'broken units');
    register = structuredClone({ ...next, revision: register.revision + 1 });
  };

  return {
    log,
    corrupt,
    corruptDossier: dossierLog.corrupt,
    dossiers: {
      log: dossierLog.log,
      async record(meeting, entries, summary) {
        await dossierLog.log.append([{ meeting, entries }]);
        summaries.put({ meeting, ...summary });
        for (const { event } of entries)
          if (event.type === 'link.made') linkByHash.set(event.secretHash, { meeting, link: event.link });
      },
      standings: async (ids) => ids.flatMap(standingOf),
      async unhanded(closedUntil, after, limit) {
        const inOrder = (one: UnhandedRecording, other: UnhandedRecording) =>
          one.closedAt - other.closedAt || byText(one.recording, other.recording);
        const found = recordings
          .all(() => 0)
          .flatMap(({ id, meeting, title, unit, unitName }): UnhandedRecording[] => {
            const [standing] = standingOf(meeting);
            const row = meetings.get(meeting);
            if (!standing || !row || standing.closedAt === null || standing.handedOverAt !== null) return [];
            if (standing.disposal !== 'none' && standing.disposal !== 'asked') return [];
            const { closedAt } = standing;
            return [{ meeting, meetingUnit: row.unit, closedAt, recording: id, title, unit, unitName }];
          })
          .filter(({ closedAt }) => closedAt <= closedUntil)
          .toSorted(inOrder);
        const from = after === null ? 0 : found.findIndex((one) => inOrder(one, { ...one, ...after }) > 0);
        return from < 0 ? [] : found.slice(from, from + limit);
      },
      inDisposal: async (state) =>
        summaries
          .all((one, other) => byText(one.meeting, other.meeting))
          .filter(({ disposal }) => disposal === state)
          .map(({ meeting }) => meeting),
      byLink: async (hash) => linkByHash.get(hash) ?? null,
    },
    meetings: {
      byId: async (id) => meetings.get(id),
      put: async (row) => meetings.put(row),
      list: async (phase) =>
        meetings
          .all((one, other) => one.scheduledAt - other.scheduledAt || byText(one.id, other.id))
          .filter((row) => row.phase.kind === phase),
      ofUnit: async (unit) =>
        meetings
          .all((one, other) => other.scheduledAt - one.scheduledAt || byText(other.id, one.id))
          .filter((row) => row.unit === unit),
    },
    units: {
      levels: async () => structuredClone(register.levels),
      all: async () => structuredClone(openUnits(register.records)),
      register: async () => structuredClone(register),
      replace: async (levels, units) => writeUnits({ levels, records: units.map(newRecord) }),
      async revise(next, mergers) {
        if (next.revision !== register.revision) return false;
        writeUnits(next);
        for (const row of accounts.all(() => 0)) {
          const unit = mergers.find((one) => one.unit === row.unit)?.into ?? row.unit;
          accounts.put({ ...row, unit, standingRoles: rolesAfter(row.standingRoles, mergers) });
        }
        return true;
      },
    },
    accounts: {
      byUsername: async (username) => accounts.find((row) => row.username === username),
      byId: async (id) => accounts.get(id),
      all: async () => accounts.all((one, other) => byText(one.username, other.username)),
      async put(row) {
        if (accounts.find((other) => other.username === row.username && other.id !== row.id))
          throw storeFault('username-taken', `the user name ${row.username} is taken`);
        accounts.put(row);
      },
    },
    refreshTokens: {
      byHash: async (hash) => tokens.get(hash),
      put: async (row) => tokens.put(row),
      async rotate(hash, at) {
        const row = tokens.get(hash);
        if (!row || row.rotatedAt !== null) return false;
        tokens.put({ ...row, rotatedAt: at });
        return true;
      },
      revokeFamily: async (family) => tokens.remove((row) => row.family === family),
      revokeAccount: async (account) => tokens.remove((row) => row.account === account),
      removeExpired: async (now) => tokens.remove((row) => row.expiresAt <= now),
    },
    devices: {
      byCredentialHash: async (hash) => devices.find((row) => row.credentialHash === hash),
      byId: async (id) => devices.get(id),
      all: async () => devices.all((one, other) => one.pairedAt - other.pairedAt || byText(one.id, other.id)),
      put: async (row) => devices.put(row),
    },
    packages: {
      of: async (ids) => packages.all(() => 0).filter((row) => ids.includes(row.recording)),
      all: async () => packages.all((one, other) => byText(one.recording, other.recording)),
      put: async (row) => packages.put(row),
      copiesOf: async (ids) => copiesInOrder().filter((row) => ids.includes(row.recording)),
      allCopies: async () => copiesInOrder(),
      putCopy: async (row) => copies.put(row),
      async forget(id) {
        packages.remove((row) => row.recording === id);
        copies.remove((row) => row.recording === id);
      },
    },
    async importMeeting({ row, log: taken, ...more }) {
      const links = await linksOf(row.id, taken);
      const known = meetings.get(row.id) !== null || (await log.readWithHashes(row.id, 0, 1)).length > 0;
      if (known || more.recordings.some(({ id }) => recordings.get(id) !== null)) return false;
      adopt(row.id, links);
      meetings.put(row);
      for (const one of more.recordings) recordings.put(one);
      for (const one of more.packages) packages.put(one);
      if (more.file.length > 0) await dossierLog.log.append([{ meeting: row.id, entries: more.file }]);
      return true;
    },
    catalogue: createMemoryCatalogue(() => recordings.all(() => 0)),
    recordings: {
      byId: async (id) => recordings.get(id),
      all: async () =>
        recordings.all((one, other) => other.startedAt - one.startedAt || byText(other.id, one.id)),
      ofMeeting: async (meeting) =>
        recordings
          .all((one, other) => other.startedAt - one.startedAt || byText(other.id, one.id))
          .filter((row) => row.meeting === meeting),
      put: async (row) =>
        recordings.put(recordings.get(row.id)?.state === 'disposed' ? { ...row, state: 'disposed' } : row),
    },
    close: async () => undefined,
  };
}
