import type { Logger } from 'pino';
import type { SigningKey } from '../../config/signing-key.ts';
import type { MeetingId, RecordingId } from '../../core/id.ts';
import type { VerifyReply } from '../../protocol/archive.ts';
import type { CopyRow, PackageRow } from '../archive-ports.ts';
import type { Clock, EventLog, LogHeads, Store } from '../ports.ts';
import { type CopyPlace, createCopies } from './copies.ts';
import { createExport, type ExportNeeds } from './export.ts';
import { createImport } from './import.ts';
import { createRound } from './round.ts';
import { createSealing, keysFor, newPackageRow } from './seal.ts';
import { readManifest, signatureOf, verifyPackage } from './verify.ts';

export type PackageOptions = {
  /** Where recordings are kept. */
  readonly root: string;
  /** A recording's own folder, there or elsewhere. */
  readonly folderOf: (id: RecordingId) => string;
  readonly key: SigningKey;
  readonly store: Pick<Store, 'packages' | 'recordings' | 'importMeeting'> & {
    readonly log: EventLog;
  };
  readonly heads: Pick<LogHeads, 'linesOf'>;
  readonly rehashDays: number;
  /** Largest package that is taken in, in bytes. */
  readonly importBytes: number;
  /** Most files of a package that is taken in, and bytes that may be written; see `ImportNeeds`. */
  readonly mostFiles?: number;
  readonly room?: () => Promise<number>;
  readonly places: readonly CopyPlace[];
  readonly meetingLive: () => boolean;
  readonly composing: (id: RecordingId) => boolean;
  /** Where a document's file lies in the hub's books; it need not be there. */
  readonly documentFile: (meeting: MeetingId, sha256: string) => string;
  readonly dossier: ExportNeeds['dossier'];
  readonly minutes: ExportNeeds['minutes'];
  /** Told of each recording that has come in from another hub. */
  readonly index: (recording: RecordingId) => Promise<void>;
  readonly software: string;
  readonly clock: Clock;
  readonly logger: Logger;
};

/** All that the hub does with packages of recordings: signs, checks, exports, imports and copies them. */
export function createPackages(options: PackageOptions) {
  const { folderOf, key, store, places, clock, logger, meetingLive, composing, documentFile } = options;
  const { packages, recordings } = store;
  const common = { folderOf, key, recordings, packages, clock, logger, meetingLive, composing };
  const sealing = createSealing({ ...common, documentFile });
  const round = createRound({ ...common, rehashDays: options.rehashDays });
  const copies = createCopies({ ...common, places, rehashDays: options.rehashDays });
  const exporting = createExport({ ...options, packages, log: store.log });
  const importing = createImport({
    ...options,
    mostBytes: options.importBytes,
    index: async (id) => {
      copies.wake();
      await options.index(id);
    },
  });
  let damaged: readonly PackageRow[] = [];
  let failed: readonly CopyRow[] = [];
  const look = async (): Promise<void> => {
    damaged = (await packages.all()).filter(({ sound }) => !sound);
    failed = (await packages.allCopies()).filter(({ state }) => state === 'failed');
  };
  const looking = setInterval(() => void look().catch(() => undefined), 30_000);
  looking.unref();

  return {
    publicKey: key.publicKey,
    export: exporting.export,
    receive: importing.receive,
    /** Hashes every file of a package again, and keeps the result. */
    async verify(id: RecordingId): Promise<VerifyReply> {
      const [row = newPackageRow(id)] = await packages.of([id]);
      const unreadable = (error: unknown): void =>
        logger.error({ recording: id, err: error }, 'a file of a package could not be read');
      const reply = await verifyPackage(folderOf(id), { keys: keysFor(row, key), unreadable });
      // While its film is being made its files do not agree, and what was disposed of is gone: that is no damage.
      const there = (await recordings.byId(id))?.state === 'ready';
      // It may have been signed anew meanwhile.
      const [now = row] = await packages.of([id]);
      if (there && !composing(id)) await packages.put({ ...now, checkedAt: clock.now(), sound: reply.ok });
      await look();
      return reply;
    },
    /** Whether a package's manifest is the one that was signed; also of one that nobody has signed yet. */
    async isGenuine(id: RecordingId): Promise<boolean> {
      const [row = newPackageRow(id)] = await packages.of([id]);
      const manifest = await readManifest(folderOf(id)).catch(() => null);
      if (manifest === null) return false;
      const signature = await signatureOf(folderOf(id), manifest.bytes, keysFor(row, key));
      return (
        signature === 'genuine' || (signature === 'missing' && row.sealedAt === null && row.origin === null)
      );
    },
    /** The recording's film is made, or made anew. Never rejects. */
    async finished(id: RecordingId): Promise<void> {
      await sealing.seal(id);
      copies.wake();
    },
    /** A recording is disposed of: its copies go, too, and nothing is known of them. Rejects when a place keeps one. */
    async remove(id: RecordingId): Promise<void> {
      await copies.remove(id);
      await packages.forget(id);
    },
    /** For /healthz. */
    health(): { readonly ok: boolean; readonly detail: string } {
      const told = `${damaged.length} damaged packages, ${failed.length} copies failed`;
      return { ok: damaged.length + failed.length === 0, detail: told };
    },
    /** Ends what a crash cut short; then signs, checks and copies in the background. */
    async start(): Promise<void> {
      await importing.start();
      await look();
      void sealing.start().then(() => {
        round.start();
        copies.start();
      });
    },
    close(): void {
      clearInterval(looking);
      round.close();
      copies.close();
    },
  };
}

export type PackageDesk = ReturnType<typeof createPackages>;
