import { createHash } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate as breath } from 'node:timers/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { PackageFault } from '../../protocol/archive.ts';
import { isFull } from './incoming-file.ts';

/** What a ZIP may hold at most. */
export type ZipBounds = {
  readonly entries: number;
  /** Of all files, unpacked. */
  readonly bytes: number;
  /** Of all files, unpacked: what the disk has room for. */
  readonly room: number;
};

/** A file of a ZIP that may be unpacked. */
export type SafeEntry = { readonly path: string; readonly entry: Entry };

/** Longest path, and longest name in it, in bytes: what Linux takes. */
const longestPath = 1_000;
const longestName = 255;
/** Folders in folders: a package of ours has six. Every one of them is looked at for every file. */
const deepest = 12;

const kinds = { mask: 0o170000, file: 0o100000, folder: 0o040000 } as const;

/** The bits that tell what a Unix file is; 0 where the ZIP does not say. */
function kindOf({ externalFileAttributes }: Entry): number {
  return (externalFileAttributes >>> 16) & kinds.mask;
}

/** Names looked at between two breaths of the event loop. */
const lookedAtAtOnce = 500;
const decoder = new TextDecoder('utf-8', { fatal: true });

/** The entry's name, if it is UTF-8 (or ASCII). A second name in an extra field is not read: two names are one too many. */
function nameOf({ fileNameRaw }: Entry): string | null {
  try {
    return decoder.decode(fileNameRaw);
  } catch {
    return null;
  }
}

/** Whether a path stays within the folder that it is unpacked into, on any system, and can be shown. */
export function isSafePath(path: string): boolean {
  if (path === '' || Buffer.byteLength(path) > longestPath) return false;
  if (/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\\]/u.test(path) || /^[A-Za-z]:/.test(path)) return false;
  const names = path.split('/');
  if (names.length > deepest) return false;
  return names.every((name) => !['', '.', '..'].includes(name) && Buffer.byteLength(name) <= longestName);
}

/** Two names that some file system takes for one. */
const samenessOf = (path: string): string => path.normalize('NFKC').toLowerCase();

/** What of a name is told of a fault. */
const shown = (name: string): string => name.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd').slice(0, 300);

/**
 * Opens a ZIP and looks at everything it says it holds, before anything is unpacked. Without a fault, `files` are all
 * its files; it must be closed.
 */
export async function openZip(
  file: string,
  bounds: ZipBounds,
): Promise<{ zip: ZipFile | null; files: readonly SafeEntry[]; faults: readonly PackageFault[] }> {
  let zip: ZipFile;
  try {
    zip = await openPromise(file, { lazyEntries: true, autoClose: false, decodeStrings: false });
  } catch {
    return { zip: null, files: [], faults: [{ code: 'not-a-package', path: '' }] };
  }
  const listed = await listZip(zip, bounds);
  if (listed.faults.length === 0) return { zip, ...listed };
  zip.close();
  return { zip: null, ...listed };
}

/** An entry as a file; null: a folder, which needs no making. Or why it may not be unpacked. */
function judge(entry: Entry): SafeEntry | null | PackageFault {
  const name = nameOf(entry);
  if (name === null) return { code: 'unsafe-path', path: shown(entry.fileNameRaw.toString('latin1')) };
  const isFolder = name.endsWith('/');
  const path = isFolder ? name.slice(0, -1) : name;
  const kind = kindOf(entry);
  const fits = kind === 0 || kind === (isFolder ? kinds.folder : kinds.file);
  if (!fits || !isSafePath(path)) return { code: 'unsafe-path', path: shown(name) };
  if (entry.isEncrypted()) return { code: 'not-a-package', path };
  return isFolder ? null : { path, entry };
}

/** Looks whether all that a ZIP says it holds stays within the bounds. */
function createTally(bounds: ZipBounds): (entry: Entry) => PackageFault['code'] | null {
  let bytes = 0;
  let count = 0;
  return (entry) => {
    count += 1;
    bytes += entry.uncompressedSize;
    if (count > bounds.entries || bytes > bounds.bytes) return 'too-large';
    return bytes > bounds.room ? 'no-room' : null;
  };
}

async function listZip(
  zip: ZipFile,
  bounds: ZipBounds,
): Promise<{ files: readonly SafeEntry[]; faults: readonly PackageFault[] }> {
  const files: SafeEntry[] = [];
  const faults: PackageFault[] = [];
  const tally = createTally(bounds);
  try {
    for await (const entry of zip.eachEntry()) {
      const over = tally(entry);
      if (over !== null) return { files: [], faults: [{ code: over, path: '' }] };
      const judged = judge(entry);
      if (judged !== null && 'code' in judged) faults.push(judged);
      else if (judged !== null) files.push(judged);
    }
  } catch {
    // Its directory is cut short, or says what cannot be.
    return { files: [], faults: [{ code: 'not-a-package', path: '' }] };
  }
  return { files, faults: [...faults, ...(await sameNames(files))] };
}

/** Files that some file system would put in one place, or one into another. */
async function sameNames(files: readonly SafeEntry[]): Promise<readonly PackageFault[]> {
  const known = new Set<string>();
  const found: PackageFault[] = [];
  for (const [at, { path }] of files.entries()) {
    const same = samenessOf(path);
    if (known.has(same)) found.push({ code: 'unsafe-path', path });
    known.add(same);
    if (at % lookedAtAtOnce === 0) await breath();
  }
  for (const [at, { path }] of files.entries()) {
    if (parentsOf(path).some((parent) => known.has(samenessOf(parent))))
      found.push({ code: 'unsafe-path', path });
    if (at % lookedAtAtOnce === 0) await breath();
  }
  return found;
}

/** The folders above a path. */
function parentsOf(path: string): readonly string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}

const isOfTheDisk = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

/**
 * Unpacks one file to `target` and brings it to the disk; its digest, or what is wrong with it. More bytes than it said
 * it holds are not taken (a bomb). Rejects when the disk does not take it for another reason than room.
 */
async function unpack(zip: ZipFile, entry: Entry, target: string): Promise<string | PackageFault['code']> {
  await mkdir(dirname(target), { recursive: true });
  const handle = await open(target, 'wx');
  const hash = createHash('sha256');
  try {
    for await (const part of await zip.openReadStreamPromise(entry)) {
      hash.update(part);
      await handle.writeFile(part);
    }
    await handle.datasync();
    return hash.digest('hex');
  } catch (error) {
    if (isFull(error)) return 'no-room';
    if (isOfTheDisk(error)) throw error;
    const tooMany = error instanceof Error && error.message.startsWith('too many bytes');
    return tooMany ? 'too-large' : 'changed';
  } finally {
    await handle.close();
  }
}

/** Unpacks all of them below a folder; digests by path, or every fault. Stops where the disk is full. */
export async function unpackZip(
  zip: ZipFile,
  files: readonly SafeEntry[],
  folder: string,
): Promise<{ digestByPath: ReadonlyMap<string, string>; faults: readonly PackageFault[] }> {
  const digestByPath = new Map<string, string>();
  const faults: PackageFault[] = [];
  for (const { path, entry } of files) {
    const result = await unpack(zip, entry, join(folder, path));
    if (/^[0-9a-f]{64}$/.test(result)) digestByPath.set(path, result);
    else faults.push({ code: faultOf(result), path });
    if (result === 'no-room') break;
  }
  return { digestByPath, faults };
}

function faultOf(result: string): PackageFault['code'] {
  return result === 'no-room' || result === 'too-large' ? result : 'changed';
}
