import { join } from 'node:path';
import type { Logger } from 'pino';
import { readPublicKey, type SigningKey, type VerifyingKey } from '../../config/signing-key.ts';
import type { MeetingId, RecordingId } from '../../core/id.ts';
import { packageFiles } from '../../protocol/recording-package.ts';
import type { PackageRow, Packages } from '../archive-ports.ts';
import type { Clock, RecordingRow, Recordings } from '../ports.ts';
import { bringDocuments } from './documents.ts';
import { settleFolder, writeWhole } from './folder.ts';
import { type Manifest, readManifest, signatureOf } from './verify.ts';

/** Signs the manifest of a recording's folder. Rejects when there is none, or it cannot be written beside it. */
export async function sealPackage(folder: string, key: SigningKey): Promise<void> {
  const manifest = await readManifest(folder);
  if (manifest === null) throw new Error(`${folder} has no manifest`);
  await writeWhole(join(folder, packageFiles.key), key.publicKey);
  await writeWhole(join(folder, packageFiles.signature), key.sign(manifest.bytes));
  await settleFolder(folder);
}

/** What is known of a package that nobody has told anything of. */
export function newPackageRow(recording: RecordingId): PackageRow {
  return { recording, sealedAt: null, origin: null, checkedAt: null, sound: true };
}

/**
 * By whose keys a package may be signed: this hub's, or, as long as this hub has not signed it anew, that of the hub it
 * came from.
 */
export function keysFor(row: PackageRow | undefined, own: VerifyingKey): readonly VerifyingKey[] {
  if (row === undefined || row.origin === null || row.sealedAt !== null) return [own];
  const origin = readPublicKey(row.origin);
  return origin === null ? [] : [origin];
}

/** Adds files to a folder's manifest, in the order in which the recorder lists them. */
async function listAlso(folder: string, known: Manifest, added: ReadonlyMap<string, string>): Promise<void> {
  const all = [...known.digestByPath, ...added].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const lines = all.map(([path, digest]) => `${digest}  ${path}\n`);
  await writeWhole(join(folder, packageFiles.manifest), lines.join(''));
}

type Needs = {
  readonly folderOf: (id: RecordingId) => string;
  readonly key: SigningKey;
  readonly recordings: Pick<Recordings, 'all' | 'byId'>;
  readonly packages: Packages;
  /** Where a document's file lies in the hub's books; it need not be there. */
  readonly documentFile: (meeting: MeetingId, sha256: string) => string;
  readonly clock: Clock;
  readonly logger: Logger;
};

export type Sealing = {
  /** A recording's film is made, or made anew: its documents are brought, and its package is signed. Never rejects. */
  seal(id: RecordingId): Promise<void>;
  /** Signs what was finished while the hub was away. Never rejects. */
  start(): Promise<void>;
};

/** Has finished packages signed: only those whose film is the one that the recorder said it made (PACKAGE-2). */
export function createSealing(needs: Needs): Sealing {
  const { folderOf, key, recordings, packages, documentFile, clock, logger } = needs;
  const rowOf = async (id: RecordingId): Promise<PackageRow> =>
    (await packages.of([id]))[0] ?? newPackageRow(id);

  const sealRow = async (row: RecordingRow): Promise<void> => {
    const folder = folderOf(row.id);
    const manifest = await readManifest(folder);
    const film = manifest?.digestByPath.get(packageFiles.video);
    if (manifest === null || film === undefined || film !== row.sha256) {
      logger.error({ recording: row.id }, 'the package is not the one that was reported; it is not signed');
      return;
    }
    const brought = await bringDocuments(folder, {
      known: manifest.digestByPath,
      sourceOf: (sha256) => documentFile(row.meeting, sha256),
      logger: logger.child({ recording: row.id }),
    });
    if (brought.size > 0) await listAlso(folder, manifest, brought);
    await sealPackage(folder, key);
    await packages.put({ ...(await rowOf(row.id)), sealedAt: clock.now() });
    logger.info({ recording: row.id }, 'package signed');
  };

  const sealLate = async (row: RecordingRow): Promise<void> => {
    const known = await rowOf(row.id);
    if (known.sealedAt !== null || known.origin !== null) return;
    const folder = folderOf(row.id);
    const manifest = await readManifest(folder);
    if (manifest === null) {
      logger.error({ recording: row.id }, 'the package of a finished recording is gone');
      return;
    }
    const signature = await signatureOf(folder, manifest.bytes, [key]);
    if (signature === 'genuine') await packages.put({ ...known, sealedAt: clock.now() });
    else if (signature === 'missing') await sealRow(row);
    else logger.error({ recording: row.id }, 'the package is signed by another key');
  };

  const carefully = async (recording: RecordingId | null, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      // The next start tries again; until then the check says that the signature is missing.
      logger.error({ recording, err: error }, 'a package could not be signed');
    }
  };

  return {
    seal: (id) =>
      carefully(id, async () => {
        const row = await recordings.byId(id);
        if (row !== null) await sealRow(row);
      }),
    start: () =>
      carefully(null, async () => {
        for (const row of await recordings.all())
          if (row.state === 'ready') await carefully(row.id, () => sealLate(row));
      }),
  };
}
