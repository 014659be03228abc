import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordingId } from '../../core/id.ts';
import { packageFiles } from '../../protocol/recording-package.ts';

/**
 * Folders of recordings of which the archive has no line: told to who runs the hub, and never touched. Empty where the
 * recorder's disk is not seen from here.
 */
export async function strayFolders(
  root: string,
  isKnown: (id: RecordingId) => Promise<boolean>,
): Promise<readonly string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  const strays: string[] = [];
  for (const entry of entries) {
    if (!entry.isDirectory() || (await isKnown(entry.name as RecordingId))) continue;
    const timeline = await stat(join(root, entry.name, packageFiles.timeline)).catch(() => null);
    if (timeline !== null) strays.push(entry.name);
  }
  return strays;
}
