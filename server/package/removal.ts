import { lstat, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FoundPackage } from '../../core/dossier/dossier.ts';
import type { RecordingId } from '../../core/id.ts';
import { packageFiles } from '../../protocol/recording-package.ts';
import type { Packages } from '../archive-ports.ts';
import type { PackageFiles } from '../dossier-ports.ts';
import { digestOf, isFile, isMissing, settleFolder } from './folder.ts';

/** Every file in a folder, by its path; none when there is no folder. Links are counted, and not followed. */
async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function sizesOf(folder: string): Promise<{ readonly files: number; readonly bytes: number }> {
  const paths = await filesIn(folder);
  let bytes = 0;
  for (const path of paths) bytes += (await lstat(path)).size;
  return { files: paths.length, bytes };
}

async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  try {
    // A loss of power does not bring back what was written down as destroyed.
    await settleFolder(dirname(folder));
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

type Needs = {
  /** The folder that holds the finished package. */
  readonly folderOf: (id: RecordingId) => string;
  /** Every folder in which something of the recording may lie, that one among them. */
  readonly foldersOf: (id: RecordingId) => readonly string[];
  readonly packages: Pick<Packages, 'of'>;
};

/** Packages as what is destroyed, or handed over. */
export function createPackageFiles({ folderOf, foldersOf, packages }: Needs): PackageFiles {
  return {
    describe: async (recording): Promise<FoundPackage> => {
      const [known] = await packages.of([recording]);
      const sizes = await Promise.all(foldersOf(recording).map(sizesOf));
      const manifest = join(folderOf(recording), packageFiles.manifest);
      return {
        recording,
        files: sizes.reduce((sum, { files }) => sum + files, 0),
        bytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0),
        manifestSha256: (await isFile(manifest)) ? await digestOf(manifest) : null,
        sound: known?.sound ?? true,
      };
    },
    remove: async (recording) => {
      for (const folder of foldersOf(recording)) await removeFolder(folder);
    },
  };
}
