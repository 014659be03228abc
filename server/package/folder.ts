import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, open, readdir, rename, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordingId } from '../../core/id.ts';
import { recordingId } from '../../protocol/id.ts';
import { isListed } from '../../protocol/recording-package.ts';

/** Waited for after each part of a file that is read or written: slows down, stops for a while, or does nothing. */
export type Pace = (bytes: number) => Promise<void>;

/** Bytes read or written at once. */
export const partBytes = 1 << 20;

/** A recording's folder within the recorder's. Throws on an id that could lead out of it. */
export function recordingFolder(root: string, id: RecordingId): string {
  return join(root, recordingId.parse(id));
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** What the hub lacks, or a share that is away: it says nothing of the file. */
const passing: ReadonlySet<unknown> = new Set([
  ...['EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN', 'EINTR'],
  ...['ESTALE', 'ENOTCONN', 'ETIMEDOUT', 'EHOSTDOWN', 'EHOSTUNREACH'],
]);

/** Whether the disk did not give back what lies on it (EIO, above all), and will not the next time either. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && 'code' in error && !passing.has(error.code);
}

/** SHA-256 (hex) of a file. */
export async function digestOf(path: string, pace?: Pace): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(path, { highWaterMark: partBytes })) {
    hash.update(part);
    await pace?.(part.length);
  }
  return hash.digest('hex');
}

/** SHA-256 (hex) of a text or of bytes. */
export function digestOfText(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Whether there is a file: a link is none, what it leads to is not ours. */
export async function isFile(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null))?.isFile() ?? false;
}

/** What is in a recording's folder beside its manifest, whatever that says of it. Rejects when there is no folder. */
export async function pathsIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length))
    .filter((path) => isListed(path));
}

/** Brings a folder's knowledge of its files to the disk. */
export async function settleFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}

/** Writes a file whole or not at all; it is on the disk when this resolves, its name once the folder is settled. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await writeFile(`${path}.new`, content, { flush: true });
  await rename(`${path}.new`, path);
}

/** What may still be written where `path` lies, in bytes, so that recordings are not cut to their sound (5 % free). */
export async function roomAt(path: string): Promise<number> {
  const { bavail, blocks, bsize } = await statfs(path);
  return Math.max(0, (bavail - Math.ceil(blocks * 0.05)) * bsize);
}
