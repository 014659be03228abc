import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { SigningKey } from '../../config/signing-key.ts';
import type { DossierEntry } from '../../core/dossier/event.ts';
import type { MeetingId, RecordingId } from '../../core/id.ts';
import type { Meeting } from '../../core/meeting.ts';
import type { ImportReply, PackageFault } from '../../protocol/archive.ts';
import { meetingId, recordingId } from '../../protocol/id.ts';
import { bagFiles } from '../../protocol/recording-package.ts';
import type { Clock, MeetingRow, Outcome, RecordingRow, Store } from '../ports.ts';
import { isMissing, roomAt, settleFolder, writeWhole } from './folder.ts';
import { type CheckedBag, checkBag } from './import-check.ts';
import { type IncomingFile, writeIncoming } from './incoming-file.ts';
import { newPackageRow } from './seal.ts';
import { openZip, type SafeEntry, unpackZip } from './zip-reader.ts';

/** A package that has come in: `take` checks it and takes it in, or tells what is wrong with it. */
export type ReceivedPackage = { take(): Promise<ImportReply> };

export type ImportNeeds = {
  /** Where recordings are kept: packages are unpacked beside them, so that they are moved and not copied. */
  readonly root: string;
  readonly store: Pick<Store, 'importMeeting' | 'log' | 'recordings'>;
  readonly key: Pick<SigningKey, 'fingerprint'>;
  /** Largest package, in bytes, packed and unpacked. */
  readonly mostBytes: number;
  /** Most files in a package; 100,000 if not said otherwise: a day's meeting of 400 sites has some thousands. */
  readonly mostFiles?: number;
  /** Bytes that may be written; measured on the disk if not said otherwise. */
  readonly room?: () => Promise<number>;
  /** Told of each recording that has come in. */
  readonly index: (recording: RecordingId) => Promise<void>;
  readonly clock: Clock;
  readonly logger: Logger;
};

/** Where packages stand until they are taken in; no recording's id begins with a dot. */
const stagingName = '.imports';
const journalName = 'moving.json';

/** What is being moved: by this an import that a crash cut short is ended. */
const journal = z.strictObject({ meeting: meetingId, recordings: z.array(recordingId) });

const fail = (code: PackageFault['code'], path = ''): ImportReply => ({
  ok: false,
  faults: [{ code, path }],
});
const fails = (faults: readonly PackageFault[]): ImportReply => ({ ok: false, faults });

/** Most faults that are told of one package: a list that is wrong throughout would be as long as the package. */
const mostFaults = 200;

/** The files by their path within the package's one folder, and what lies beside it. */
function withinFolder(files: readonly SafeEntry[]): {
  readonly files: readonly SafeEntry[];
  readonly faults: readonly PackageFault[];
} {
  const declared = files.find(({ path }) => /^[^/]+\/bagit\.txt$/.test(path));
  if (declared === undefined) return { files: [], faults: [{ code: 'not-a-package', path: '' }] };
  const folder = declared.path.slice(0, -bagFiles.declaration.length);
  const inside = files.filter(({ path }) => path.startsWith(folder));
  const beside = files.filter(({ path }) => !path.startsWith(folder));
  return {
    files: inside.map(({ path, entry }) => ({ path: path.slice(folder.length), entry })),
    faults: beside.map(({ path }) => ({ code: 'added', path })),
  };
}

/** The line of the list of meetings that a state becomes. */
function meetingRowOf(meeting: Meeting): MeetingRow {
  const { id, title, unit, scheduledAt, plannedMs, phase, reschedulings } = meeting;
  return { id, title, unit, scheduledAt, plannedMs, phase, moved: reschedulings.at(-1) ?? null };
}

function recordingRowsOf({ about }: CheckedBag): readonly RecordingRow[] {
  return about.recordings.map(({ unit, ...told }) => ({
    ...told,
    meeting: about.id,
    unit: unit.id,
    unitName: unit.name,
    state: 'ready',
    reason: null,
  }));
}

/** Of what was ordered about the meeting's file nothing is taken over but the minutes: they are the meeting's own. */
function fileOf({ minutes }: CheckedBag, now: number): readonly DossierEntry[] {
  if (minutes === null) return [];
  const { edition: version, minutes: written, writtenBy, writtenAt, approvedBy, approvedAt } = minutes;
  const approved = { version, minutes: written, by: writtenBy, at: writtenAt, approvedBy, approvedAt };
  return [{ seq: 1, at: now, by: { kind: 'hub' }, event: { type: 'minutes.taken', approved } }];
}

/** The store found entries that are not written as a hub writes them. */
const isBrokenChain = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'broken-chain';

/** Takes in packages that another hub, or this one, exported: whole, or not at all. */
export function createImport(needs: ImportNeeds) {
  const { root, store, key, mostBytes, mostFiles = 100_000, index, clock, logger } = needs;
  const staging = join(root, stagingName);
  const room = needs.room ?? (() => roomAt(root));
  let running = false;

  const isHere = async ({ about }: CheckedBag): Promise<boolean> => {
    if ((await store.log.readWithHashes(about.id, 0, 1)).length > 0) return true;
    const names = await readdir(root);
    for (const { id } of about.recordings)
      if (names.includes(id) || (await store.recordings.byId(id)) !== null) return true;
    return false;
  };

  /** Folders that were moved for recordings which the books do not know are taken away again. */
  const undo = async (recordings: readonly RecordingId[]): Promise<void> => {
    for (const id of recordings)
      if ((await store.recordings.byId(id)) === null)
        await rm(join(root, id), { recursive: true, force: true });
  };

  /**
   * Moves the folders into place, then writes everything in one transaction: only then it is seen. What is wrong with
   * it, or null.
   */
  const move = async (folder: string, bag: CheckedBag): Promise<PackageFault | null> => {
    const recordings = bag.about.recordings.map(({ id }) => id);
    const journalFile = join(folder, journalName);
    await writeWhole(journalFile, JSON.stringify({ meeting: bag.about.id, recordings }));
    await settleFolder(folder);
    try {
      for (const id of recordings) await rename(join(folder, 'bag', bagFiles.recordings, id), join(root, id));
      await settleFolder(root);
      const taken = await store.importMeeting({
        row: meetingRowOf(bag.meeting),
        log: bag.log,
        recordings: recordingRowsOf(bag),
        packages: recordings.map((id) => ({
          ...newPackageRow(id),
          origin: bag.keyByRecording.get(id)?.publicKey ?? null,
          checkedAt: clock.now(),
        })),
        file: fileOf(bag, clock.now()),
      });
      if (taken) return null;
      await undo(recordings);
      return { code: 'already-here', path: '' };
    } catch (error) {
      await undo(recordings);
      if (isBrokenChain(error)) return { code: 'broken-log', path: bagFiles.log };
      throw error;
    }
  };

  const told = async (meeting: MeetingId, recordings: readonly RecordingId[]): Promise<void> => {
    for (const id of recordings)
      await index(id).catch((error: unknown) =>
        logger.error({ meeting, recording: id, err: error }, 'an imported recording could not be indexed'),
      );
  };

  const take = async (folder: string): Promise<ImportReply> => {
    const bounds = { entries: mostFiles, bytes: mostBytes, room: await room() };
    const opened = await openZip(join(folder, 'upload.zip'), bounds);
    if (opened.zip === null) return fails(opened.faults);
    const { zip } = opened;
    let bag: CheckedBag | readonly PackageFault[];
    try {
      const inside = withinFolder(opened.files);
      if (inside.faults.length > 0) return fails(inside.faults);
      const unpacked = await unpackZip(zip, inside.files, join(folder, 'bag'));
      if (unpacked.faults.length > 0) return fails(unpacked.faults);
      bag = await checkBag({ folder: join(folder, 'bag'), digestByPath: unpacked.digestByPath });
    } finally {
      zip.close();
    }
    if (!('about' in bag)) return fails(bag);
    if (await isHere(bag)) return fail('already-here');
    const unfit = await move(folder, bag);
    if (unfit !== null) return fails([unfit]);
    const { id, title, recordings } = bag.about;
    const { fingerprint } = bag.key;
    logger.info({ meeting: id, recordings: recordings.length, key: fingerprint }, 'meeting imported');
    const ids = recordings.map((each) => each.id);
    await told(id, ids);
    return {
      ok: true,
      meeting: id,
      title,
      recordings: ids,
      key: fingerprint,
      own: fingerprint === key.fingerprint,
    };
  };

  const takeOnce = async (folder: string): Promise<ImportReply> => {
    try {
      const reply = await take(folder);
      if (reply.ok) return reply;
      logger.warn({ faults: reply.faults.slice(0, mostFaults) }, 'a package was not imported');
      return { ok: false, faults: reply.faults.slice(0, mostFaults) };
    } catch (error) {
      logger.error({ err: error }, 'a package could not be imported');
      throw error;
    } finally {
      await rm(folder, { recursive: true, force: true });
      running = false;
    }
  };

  /** Ends one import that was cut short. What cannot be cleaned up keeps nobody from starting. */
  const clean = async (folder: string): Promise<void> => {
    try {
      const text = await readFile(join(folder, journalName), 'utf8').catch(() => null);
      if (text !== null) await undo(journal.parse(JSON.parse(text)).recordings);
      await rm(folder, { recursive: true, force: true });
      logger.warn({ folder, moving: text !== null }, 'an import that was cut short is cleaned up');
    } catch (error) {
      logger.error({ folder, err: error }, 'an import that was cut short cannot be cleaned up');
    }
  };

  return {
    /**
     * Takes in the bytes of a package, to a file beside the archive. Refused `overloaded` while another comes in,
     * `invalid-message` when it breaks off. What is wrong with the package itself `take` tells; it must be called.
     */
    async receive(body: IncomingFile): Promise<Outcome<ReceivedPackage>> {
      if (running) return { ok: false, refusal: { code: 'overloaded' } };
      running = true;
      const folder = join(staging, randomUUID());
      const end = async () => {
        await rm(folder, { recursive: true, force: true });
        running = false;
      };
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const unfit = await writeIncoming(body, join(folder, 'upload.zip'), { mostBytes, room });
        if (unfit === null) return { ok: true, value: { take: () => takeOnce(folder) } };
        await end();
        return { ok: true, value: { take: async () => fail(unfit) } };
      } catch (error) {
        await end();
        if (error instanceof Error && 'syscall' in error && error.syscall !== 'read') throw error;
        logger.warn({ err: error }, 'a package broke off on its way');
        return { ok: false, refusal: { code: 'invalid-message' } };
      }
    },

    /** Ends what a crash left: folders of recordings that never came into the books go, and everything unpacked. */
    async start(): Promise<void> {
      const names = await readdir(staging).catch((error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      });
      for (const name of names) await clean(join(staging, name));
    },
  };
}
