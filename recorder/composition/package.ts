import { open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FilmTimes } from '../../protocol/recorder.ts';
import {
  isListed,
  packageFiles,
  packageGaps,
  packageTimes,
  parseManifest,
} from '../../protocol/recording-package.ts';
import type { Brake } from './brake.ts';
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

/** Of a SHA-256 in hex, and the two blanks after it. */
const digestLength = 66;

/** What composition makes, and replaces when it is run again. All else in a package it only reads. */
const products: readonly string[] = [
  packageFiles.video,
  packageFiles.meeting,
  packageFiles.speakers,
  packageFiles.chapters,
  packageFiles.gaps,
  packageFiles.tools,
  packageFiles.probe,
];

/** Where composition lays what it makes until all of it is there. */
export const stagedFolder = join(packageFiles.scratch, 'package');
/** Stands in it once it is whole: from then on it replaces what was there before, whatever happens. */
const wholeMark = 'whole';

type Tools = {
  readonly programs: Programs;
  readonly signal: AbortSignal;
  readonly brake?: Brake | undefined;
};

/** Lines of `sha256sum`, the very tool that anybody checks them with, at the lowest priority. */
async function hashFiles(cwd: string, paths: readonly string[], tools: Tools): Promise<readonly string[]> {
  const { programs, signal, brake } = tools;
  const lines: string[] = [];
  for (let at = 0; at < paths.length; at += namesAtOnce) {
    const names = paths.slice(at, at + namesAtOnce);
    const command = [...programs.before, 'sha256sum', '--', ...names];
    const output = await runCommand(command, { cwd, signal, brake });
    lines.push(...output.split('\n').filter((line) => line !== ''));
  }
  return lines;
}

/** Lines of what a finished package has beside composition's own, as they stand; null: it is not finished. */
async function knownLines(folder: string): Promise<readonly string[] | null> {
  const text = await readFile(join(folder, packageFiles.manifest), 'utf8').catch(() => null);
  if (text === null) return null;
  return [...parseManifest(text)]
    .filter(([path]) => !products.includes(path))
    .map(([path, digest]) => `${digest}  ${path}`);
}

/**
 * Writes the manifest beside what was made. What a finished package vouched for is vouched for as before and not
 * hashed anew: else damage done to a track since would be sealed by making the film again.
 */
export async function writeManifest(folder: string, tools: Tools): Promise<void> {
  const staged = join(folder, stagedFolder);
  const made = (await readdir(staged)).filter((name) => products.includes(name));
  const sources = (await packagePaths(folder)).filter((path) => !products.includes(path));
  const known = await knownLines(folder);
  // What another recorder had is brought in by composition, and may come later than the first film.
  const listed = new Set(known?.map((line) => line.slice(digestLength)));
  const later = sources.filter((path) => path.startsWith(`${packageFiles.second}/`) && !listed.has(path));
  const lines = [
    ...(known ?? []),
    ...(await hashFiles(folder, known ? later : sources, tools)),
    ...(await hashFiles(staged, made, tools)),
  ];
  const inOrder = lines.toSorted((a, b) => (a.slice(digestLength) < b.slice(digestLength) ? -1 : 1));
  await writeWhole(join(staged, packageFiles.manifest), inOrder.map((line) => `${line}\n`).join(''));
}

/** Says that all is there and on the disk, then lets it replace what was there before. */
export async function settlePackage(folder: string): Promise<void> {
  const staged = join(folder, stagedFolder);
  await settleFile(staged);
  await writeWhole(join(staged, wholeMark), '');
  await settleFile(staged);
  await finishPackage(folder);
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/**
 * Goes on with replacing, where it was begun and the machine or the process died; else leaves everything alone. What
 * is gone from the new package (ffprobe.json, say) goes from the folder too. The manifest comes last.
 */
export async function finishPackage(folder: string): Promise<void> {
  const staged = join(folder, stagedFolder);
  if (!(await isThere(join(staged, wholeMark)))) return;
  // Renamed already or not: of those in the new manifest, what is no longer here is in its place.
  const manifest = await readFile(join(staged, packageFiles.manifest), 'utf8').catch(() => null);
  if (manifest !== null) {
    const wanted = parseManifest(manifest);
    for (const name of products) {
      if (await isThere(join(staged, name))) await rename(join(staged, name), join(folder, name));
      else if (!wanted.has(name)) await rm(join(folder, name), { force: true });
    }
    await settleFile(folder);
    await rename(join(staged, packageFiles.manifest), join(folder, packageFiles.manifest));
    await settleFile(folder);
  }
  await rm(join(folder, packageFiles.scratch), { recursive: true, force: true });
}

/** What nobody has asked to be gone on with for so long is not wanted any more. */
const forgottenMs = 86_400_000;

/**
 * Puts in order, when a recorder starts, what an earlier one left in the folders of finished recordings: goes on
 * replacing a film where it was begun, and clears away what was rendered for one that nobody asks for any more.
 * A folder that refuses is left for later; its recording is as readable as it was.
 */
export async function finishPackages(root: string, now: number): Promise<void> {
  const entries = await readdir(root, { withFileTypes: true });
  for (const folder of entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(root, name))) {
    const scratch = join(folder, packageFiles.scratch);
    const left = await stat(scratch).catch(() => null);
    if (left === null || !(await isThere(join(folder, packageFiles.manifest)))) continue;
    await finishPackage(folder).catch(() => {});
    if (now - left.mtimeMs > forgottenMs) await rm(scratch, { recursive: true, force: true }).catch(() => {});
  }
}

export type PackageResult = {
  readonly durationMs: number;
  readonly size: number;
  readonly sha256: string;
  /** Undefined: its own files do not say. */
  readonly times: FilmTimes | undefined;
};

async function readTimes(folder: string): Promise<FilmTimes | undefined> {
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(folder, name), 'utf8'));
  try {
    const { recording, pauses } = packageTimes.parse(await read(packageFiles.meeting));
    const gaps = packageGaps.parse(await read(packageFiles.gaps));
    return { startedAt: recording.startedAt, gaps, pauses };
  } catch {
    return undefined;
  }
}

/** What a finished package says of itself; null when it is not finished. The manifest is written last. */
export async function readResult(folder: string): Promise<PackageResult | null> {
  try {
    const digests = parseManifest(await readFile(join(folder, packageFiles.manifest), 'utf8'));
    const sha256 = digests.get(packageFiles.video);
    const tools: unknown = JSON.parse(await readFile(join(folder, packageFiles.tools), 'utf8'));
    const video = tools !== null && typeof tools === 'object' && 'video' in tools ? tools.video : null;
    if (sha256 === undefined || video === null || typeof video !== 'object') return null;
    const { durationMs, size } = video as { durationMs?: unknown; size?: unknown };
    if (typeof durationMs !== 'number' || typeof size !== 'number') return null;
    return { durationMs, size, sha256, times: await readTimes(folder) };
  } catch {
    return null;
  }
}
