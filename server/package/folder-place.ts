import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CopyPlace } from './copies.ts';
import { digestOf, isFile, type Pace, partBytes, recordingFolder, settleFolder } from './folder.ts';

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
 * A folder as a second place: another disk, or a share. It must be there: a share that is not mounted is not taken for
 * an empty one.
 */
export function folderPlace({ name, path }: { readonly name: string; readonly path: string }): CopyPlace {
  return {
    name,
    copy: async (recording, file, pace, signal) => {
      if (!(await stat(path)).isDirectory()) throw new Error(`${path} is no folder`);
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
      if (!(await stat(path)).isDirectory()) throw new Error(`${path} is no folder`);
      await rm(recordingFolder(path, recording), { recursive: true, force: true });
    },
  };
}
