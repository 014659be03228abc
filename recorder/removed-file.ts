import { constants, copyFile, type FileHandle, mkdir, open, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
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

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    (error: unknown) => !isMissing(error),
  );

/** All that an open file holds, even one that nothing names any more, as a new file. Folders are made as needed. */
async function copyHeld(file: FileHandle, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await copyFile(`/proc/self/fd/${file.fd}`, path, constants.COPYFILE_FICLONE);
  await settleFile(path);
}

async function putThere(file: FileHandle, path: string): Promise<void> {
  await copyHeld(file, `${path}.new`);
  await rename(`${path}.new`, path);
  await settleFile(dirname(path));
}

/** Whoever removes a folder may be at it still: so long after it was put back a file must be there, in milliseconds. */
const usualStayMs = 300;
/** Who removes it again each time does not want it. */
const tries = 10;

/**
 * Puts what an open file holds back under its path, for good: nobody else will look after it. What somebody laid there
 * meanwhile gives way.
 */
export async function putBack(file: FileHandle, path: string, stayMs = usualStayMs): Promise<void> {
  for (let left = tries; left > 0; left -= 1) {
    const error: unknown = await putThere(file, path).then(
      () => null,
      (failure: unknown) => failure,
    );
    if (error !== null && (left === 1 || !isMissing(error))) throw error;
    await wait(stayMs);
    if (await isThere(path)) return;
  }
  throw new Error(`${path} is removed again and again`);
}

/** The same once, and opens it there for appending: whoever writes on looks after it. */
export async function putBackOpen(file: FileHandle, path: string): Promise<FileHandle> {
  await putThere(file, path);
  const again = await open(path, 'a+');
  await file.close();
  return again;
}
