import type { VerifyReply } from './archive.ts';

/** Names within a recording's folder (docs/recording-format.md). */
export const packageFiles = {
  tracks: 'tracks',
  timeline: 'timeline.jsonl',
  meeting: 'meeting.json',
  video: 'recording.mp4',
  speakers: 'speakers.vtt',
  chapters: 'chapters.json',
  gaps: 'gaps.json',
  tools: 'tools.json',
  probe: 'ffprobe.json',
  manifest: 'manifest-sha256.txt',
  /** Composition's own; no part of the package, and removed at its end. */
  scratch: 'scratch',
} as const;

/** Whether a file, by its path within the folder, belongs to what the manifest lists. */
export function isListed(path: string): boolean {
  return path !== packageFiles.manifest && !path.startsWith(`${packageFiles.scratch}/`);
}

/** Lines of `sha256sum` by path. Throws on a line that is none, or a path that leads out of the folder. */
export function parseManifest(text: string): ReadonlyMap<string, string> {
  const digestByPath = new Map<string, string>();
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const [, digest, path] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
    if (digest === undefined || path === undefined) throw new Error(`not a line of a manifest: ${line}`);
    if (path.startsWith('/') || path.split('/').includes('..'))
      throw new Error(`the manifest names a file outside its folder: ${path}`);
    digestByPath.set(path, digest);
  }
  return digestByPath;
}

/** What differs between what the manifest says and what is there, both as digests by path. */
export function compareManifest(
  listed: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
): Omit<VerifyReply, 'signature'> {
  const changed = [...listed].filter(([path, digest]) => found.has(path) && found.get(path) !== digest);
  const missing = [...listed.keys()].filter((path) => !found.has(path));
  const added = [...found.keys()].filter((path) => isListed(path) && !listed.has(path));
  return {
    ok: changed.length + missing.length + added.length === 0,
    checked: listed.size - missing.length,
    changed: changed.map(([path]) => path),
    missing,
    added,
  };
}
