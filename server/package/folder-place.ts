import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CopyPlace } from './copies.ts';
import {
  digestOf,
  isFile,
  type Pace,
  partBytes,
  recordingFolder,
  settleFolder,
  writeWhole,
} from './folder.ts';

/** The file by which a place is known: a share's folder stays there, empty, where the share is not mounted. */
export const placeMark = 'diemcau-copies.txt';

const markText = `Điểm Cầu giữ bản sao của các bản ghi trong thư mục này. Không xóa tệp này: thiếu nó, hệ thống coi là ổ đĩa chưa được gắn.
Điểm Cầu keeps copies of recordings in this folder. Do not delete this file: without it the share counts as not mounted.
`;

/** What a copy is called until it is whole. */
const unfinished = (path: string): string => `${path}.part`;

async function write(source: string, target: string, pace: Pace): Promise<void> {
  const handle = await open(target, 'w', 0o640);
  try {
    for await (const part of createReadStream(source, { highWaterMark: partBytes })) {
      await handle.writeFile(part);
      await pace(part.length);
    }
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

/**
 * A folder as a second place: another disk, or a share. It must be there, and bear its mark: a share that is not
 * mounted is not taken for an empty one.
 */
export function folderPlace({ name, path }: { readonly name: string; readonly path: string }): CopyPlace {
  const isMarked = (): Promise<boolean> => isFile(join(path, placeMark));
  const expectMark = async (): Promise<void> => {
    if (!(await isMarked()))
      throw new Error(
        `${path} has no ${placeMark}: is the share mounted? Only for a new, empty place make that file by hand`,
      );
  };
  return {
    name,
    open: async (held) => {
      if (await isMarked()) return;
      const there = new Set<string>(await readdir(path));
      const known = await held();
      // Places of before there were marks are known by what lies in them.
      if (known.length > 0 && !known.some((recording) => there.has(recording))) return expectMark();
      await writeWhole(join(path, placeMark), markText);
      await settleFolder(path);
    },
    there: async () => new Set<string>(await readdir(path)),
    copy: async (recording, file, pace, signal) => {
      await expectMark();
      const target = join(recordingFolder(path, recording), file.path);
      if ((await isFile(target)) && (await digestOf(target, pace)) === file.digest) return;
      signal.throwIfAborted();
      await mkdir(dirname(target), { recursive: true });
      await write(file.source, unfinished(target), pace);
      if ((await digestOf(unfinished(target), pace)) !== file.digest) {
        await rm(unfinished(target));
        throw new Error(`${file.path}: what was read back is not what the manifest says`);
      }
      await rename(unfinished(target), target);
      await settleFolder(dirname(target));
    },
    remove: async (recording) => {
      await expectMark();
      await rm(recordingFolder(path, recording), { recursive: true, force: true });
    },
  };
}
