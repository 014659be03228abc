import { constants, copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import { type RecordedDocument, recordedDocument } from '../../protocol/meeting-record.ts';
import { packageFiles } from '../../protocol/recording-package.ts';
import type { HeldDocument } from '../archive-ports.ts';
import { digestOf, isFile, settleFolder } from './folder.ts';
import { isFull } from './incoming-file.ts';

const listing = z.looseObject({ documents: z.array(recordedDocument).optional() });

/** The documents that a package names; none of one of before there were any, and where they cannot be read. */
export async function listedDocuments(folder: string): Promise<readonly RecordedDocument[]> {
  try {
    const text = await readFile(join(folder, packageFiles.meeting), 'utf8');
    return listing.parse(JSON.parse(text)).documents ?? [];
  } catch {
    return [];
  }
}

/** Those of them whose files are there. */
export async function heldDocuments(folder: string): Promise<readonly HeldDocument[]> {
  const listed = await listedDocuments(folder);
  const there = await Promise.all(listed.map(({ path }) => isFile(join(folder, path))));
  return listed
    .filter((_, index) => there[index])
    .map(({ id, path, fileName, mediaType }) => ({ id, fileName, mediaType, file: join(folder, path) }));
}

type Bringing = {
  /** What the package vouches for already. */
  readonly known: ReadonlyMap<string, string>;
  /** Where a document's file lies in the hub's books, by its SHA-256. */
  readonly sourceOf: (sha256: string) => string;
  readonly logger: Logger;
};

/**
 * Lays the files of a package's documents into its folder; they are on the disk when this resolves. Digests by path of
 * those that were brought. One that is gone, or is not what the log says, is told and left out: the rest of the package
 * is no less worth signing. Rejects where the disk has no room for one: that may be there later.
 */
export async function bringDocuments(
  folder: string,
  { known, sourceOf, logger }: Bringing,
): Promise<ReadonlyMap<string, string>> {
  const brought = new Map<string, string>();
  for (const { id, path, sha256 } of await listedDocuments(folder)) {
    if (known.has(path)) continue;
    const file = join(folder, path);
    try {
      await mkdir(dirname(file), { recursive: true });
      await copyFile(sourceOf(sha256), file, constants.COPYFILE_FICLONE);
      if ((await digestOf(file)) !== sha256) throw new Error('it is not what the log says');
      await settleFolder(file);
      brought.set(path, sha256);
    } catch (error) {
      if (isFull(error)) {
        await rm(file, { force: true });
        throw error;
      }
      logger.error({ document: id, err: error }, 'a document is missing from its package');
      await rm(file, { force: true });
    }
  }
  if (brought.size > 0) await settleFolder(join(folder, packageFiles.documents));
  return brought;
}
