import { open, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isListed, packageFiles, parseManifest } from '../../protocol/recording-package.ts';
import { type Programs, runCommand } from './command.ts';

/** Writes a file whole or not at all: readers never see half of it, and it is on the disk when this resolves. */
export async function writeWhole(path: string, content: string): Promise<void> {
  await writeFile(`${path}.new`, content, { flush: true });
  await rename(`${path}.new`, path);
}

/** Brings a file, and the folder's knowledge of it, to the disk. */
export async function settleFile(path: string): Promise<void> {
  const file = await open(path, 'r');
  await file.sync().finally(() => file.close());
}

/** Every file of the package, by its path within the folder, in order. */
export async function packagePaths(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => isListed(path))
    .toSorted();
}

/** Bytes of file names on one command line; Linux allows some two million. */
const namesAtOnce = 1_000;

/** Writes the manifest with the very tool that anybody checks it with, at the lowest priority. */
export async function writeManifest(folder: string, programs: Programs, signal: AbortSignal): Promise<void> {
  const paths = await packagePaths(folder);
  const parts: string[] = [];
  for (let at = 0; at < paths.length; at += namesAtOnce) {
    const names = paths.slice(at, at + namesAtOnce);
    parts.push(await runCommand([...programs.before, 'sha256sum', '--', ...names], { cwd: folder, signal }));
  }
  await writeWhole(join(folder, packageFiles.manifest), parts.join(''));
  await settleFile(folder);
}

export type PackageResult = { readonly durationMs: number; readonly size: number; readonly sha256: string };

/** What a finished package says of itself; null when it is not finished. The manifest is written last. */
export async function readResult(folder: string): Promise<PackageResult | null> {
  try {
    const digests = parseManifest(await readFile(join(folder, packageFiles.manifest), 'utf8'));
    const sha256 = digests.get(packageFiles.video);
    const tools: unknown = JSON.parse(await readFile(join(folder, packageFiles.tools), 'utf8'));
    const video = tools !== null && typeof tools === 'object' && 'video' in tools ? tools.video : null;
    if (sha256 === undefined || video === null || typeof video !== 'object') return null;
    const { durationMs, size } = video as { durationMs?: unknown; size?: unknown };
    return typeof durationMs === 'number' && typeof size === 'number' ? { durationMs, size, sha256 } : null;
  } catch {
    return null;
  }
}
