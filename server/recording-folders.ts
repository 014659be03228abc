import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordingId } from '../core/id.ts';
import { packageFiles } from '../protocol/recording-package.ts';

/** Where the packages of recordings lie when there are two recorders. */
export type RecordingFolders = {
  /**
   * The folder that holds the finished package, else the first recorder's. Of one recorder no disk is asked; of two,
   * the second's only while the first has no package, and what was found once is remembered.
   */
  folderOf(id: RecordingId): string;
  /** Every folder in which something of the recording may lie: whoever disposes of it disposes of all of them. */
  foldersOf(id: RecordingId): readonly string[];
};

/**
 * @param places each recorder's folder of a recording, the first recorder's first
 * @param isFinished whether a folder holds a finished package; by its manifest if not said otherwise
 */
export function createRecordingFolders(
  places: readonly ((id: RecordingId) => string)[],
  isFinished: (folder: string) => boolean = (folder) => existsSync(join(folder, packageFiles.manifest)),
): RecordingFolders {
  const found = new Map<RecordingId, string>();
  const foldersOf = (id: RecordingId) => places.map((place) => place(id));
  return {
    foldersOf,
    folderOf(id) {
      const folders = foldersOf(id);
      const first = folders[0] ?? '';
      if (folders.length === 1) return first;
      const folder = found.get(id) ?? folders.find(isFinished);
      if (folder !== undefined) found.set(id, folder);
      return folder ?? first;
    },
  };
}
