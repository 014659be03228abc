import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { VerifyingKey } from '../../config/signing-key.ts';
import type { VerifyReply } from '../../protocol/archive.ts';
import { compareManifest, packageFiles, parseManifest } from '../../protocol/recording-package.ts';
import { digestOf, isFile, isMissing, isUnreadable, type Pace, pathsIn } from './folder.ts';

/** A manifest as it lies in a recording's folder. */
export type Manifest = { readonly bytes: Buffer; readonly digestByPath: ReadonlyMap<string, string> };

/** Null: there is none. Rejects on one that is none, or that names files outside the folder. */
export async function readManifest(folder: string): Promise<Manifest | null> {
  const path = join(folder, packageFiles.manifest);
  if (!(await isFile(path))) return null;
  const bytes = await readFile(path);
  return { bytes, digestByPath: parseManifest(bytes.toString('utf8')) };
}

/** Whether one of the keys signed the manifest. */
export async function signatureOf(
  folder: string,
  manifest: Uint8Array,
  keys: readonly VerifyingKey[],
): Promise<VerifyReply['signature']> {
  const path = join(folder, packageFiles.signature);
  if (!(await isFile(path))) return 'missing';
  const signature = await readFile(path);
  return keys.some((key) => key.verifies(manifest, signature)) ? 'genuine' : 'false';
}

const without = (what: 'missing' | 'changed'): VerifyReply => ({
  ok: false,
  checked: 0,
  changed: what === 'changed' ? [packageFiles.manifest] : [],
  missing: what === 'missing' ? [packageFiles.manifest] : [],
  added: [],
  signature: 'missing',
});

export type Verification = {
  /** By whose keys the manifest may be signed; absent: the signature is not asked for. */
  readonly keys?: readonly VerifyingKey[];
  readonly pace?: Pace;
  /** Told of what the disk does not give back: in the answer it counts as changed. */
  readonly unreadable?: (error: unknown) => void;
};

/**
 * Hashes every file of a package again and compares it with the manifest, and that with its signature; one file at a
 * time, so that a check never crowds out a meeting. A folder that is gone, or has no manifest, lacks its manifest; what
 * the disk does not give back was changed, and of a folder that cannot be listed the manifest. Rejects only on what says
 * nothing of the package: the hub is short of handles or memory, or a share is away.
 */
export async function verifyPackage(
  folder: string,
  { keys, pace, unreadable = () => undefined }: Verification = {},
): Promise<VerifyReply> {
  /** A file that went away while the others were read is missing like any other. */
  const lost = (error: unknown): 'missing' | 'changed' => {
    if (isMissing(error)) return 'missing';
    if (!isUnreadable(error)) throw error;
    unreadable(error);
    return 'changed';
  };
  let manifest: Manifest | null;
  try {
    manifest = await readManifest(folder);
  } catch (error) {
    const isNone = error instanceof Error && !('code' in error);
    return without(isNone ? 'changed' : lost(error));
  }
  if (manifest === null) return without('missing');
  const { bytes, digestByPath } = manifest;
  const paths = await pathsIn(folder).catch(lost);
  if (typeof paths === 'string') return without(paths);
  const found = new Map<string, string>();
  for (const path of paths) {
    const file = join(folder, path);
    // What is not listed counts as added whatever is in it, and a link as changed wherever it leads.
    const read = digestByPath.has(path) && (await isFile(file));
    const digest = read ? await digestOf(file, pace).catch((error) => digestOfLost[lost(error)]) : '';
    if (digest !== null) found.set(path, digest);
  }
  const compared = compareManifest(digestByPath, found);
  if (keys === undefined) return { ...compared, signature: 'missing' };
  const signature = await signatureOf(folder, bytes, keys).catch((error) => signatureOfLost[lost(error)]);
  return { ...compared, ok: compared.ok && signature === 'genuine', signature };
}

/** What stands for a file, or a signature, that could not be read. */
const digestOfLost = { missing: null, changed: '' } as const;
const signatureOfLost = { missing: 'missing', changed: 'false' } as const;
