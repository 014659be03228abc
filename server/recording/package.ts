import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordingId } from '../../core/id.ts';
import type { VerifyReply } from '../../protocol/archive.ts';
import { recordingId } from '../../protocol/id.ts';
import { compareManifest, isListed, packageFiles, parseManifest } from '../../protocol/recording-package.ts';

/** A recording's folder within the recorder's. Throws on an id that could lead out of it. */
export function recordingFolder(root: string, id: RecordingId): string {
  return join(root, recordingId.parse(id));
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest('hex');
}

/** What is in the folder, whatever the manifest says of it. Links are not followed: what they lead to is not ours. */
async function pathsIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length))
    .filter((path) => isListed(path));
}

/**
 * Hashes every file of a package again and compares it with the manifest; one file at a time, so that a check never
 * crowds out a meeting. Rejects when there is no manifest, or one that names files outside the folder.
 */
export async function verifyPackage(folder: string): Promise<VerifyReply> {
  const listed = parseManifest(await readFile(join(folder, packageFiles.manifest), 'utf8'));
  const found = new Map<string, string>();
  for (const path of await pathsIn(folder)) {
    const isFile = (await stat(join(folder, path)).catch(() => null))?.isFile() ?? false;
    // What is not listed counts as added whatever is in it, and a link that leads nowhere as changed.
    found.set(path, isFile && listed.has(path) ? await digestOf(join(folder, path)) : '');
  }
  return { ...compareManifest(listed, found), signature: 'missing' };
}

const fileByPart = {
  video: packageFiles.video,
  chapters: packageFiles.chapters,
  speakers: packageFiles.speakers,
} as const;

/** The archive as the HTTP routes see it: paths made from ids alone, and the check. */
export function createArchive(root: string) {
  return {
    /** Absolute path; the file need not be there. */
    pathOf: (id: RecordingId, part: keyof typeof fileByPart): string =>
      join(recordingFolder(root, id), fileByPart[part]),
    verify: (id: RecordingId): Promise<VerifyReply> => verifyPackage(recordingFolder(root, id)),
  };
}
