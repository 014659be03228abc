import { constants, copyFile, type FileHandle, mkdir, open, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { settleFile } from './composition/package.ts';

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/**
 * Whether an open file is no longer found under its path: somebody has removed or moved it, or a folder above it. A
 * disk that does not say counts as if it were there: that is a trouble of its own.
 */
export async function isRemoved(file: FileHandle, path: string): Promise<boolean> {
  try {
    const [held, found] = await Promise.all([file.stat(), stat(path)]);
    return held.ino !== found.ino || held.dev !== found.dev;
  } catch (error) {
    return isMissing(error);
  }
}

/** All that an open file holds, even one that nothing names any more, as a new file. Folders are made as needed. */
async function copyHeld(file: FileHandle, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await copyFile(`/proc/self/fd/${file.fd}`, path, constants.COPYFILE_FICLONE);
  await settleFile(path);
}

/** Puts what an open file holds back under its path. What somebody else laid there meanwhile gives way. */
export async function putBack(file: FileHandle, path: string): Promise<void> {
  await copyHeld(file, `${path}.new`);
  await rename(`${path}.new`, path);
  await settleFile(dirname(path));
}

/** The same, and opens it there for appending. */
export async function putBackOpen(file: FileHandle, path: string): Promise<FileHandle> {
  await putBack(file, path);
  const again = await open(path, 'a+');
  await file.close();
  return again;
}
