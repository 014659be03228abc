import { readFile } from 'node:fs/promises';
import { type CopyNeeds, type CopyPlace, createCopies } from '../../server/package/copies.ts';
import { digestOfText } from '../../server/package/folder.ts';
import type { ArchiveHub } from './archived-meeting.ts';

/** A place that is only a table. */
export function memoryPlace() {
  const files = new Map<string, string>();
  const place: CopyPlace = {
    name: 'memory',
    open: async () => undefined,
    there: async () => null,
    copy: async (recording, file) => {
      const bytes = await readFile(file.source);
      if (digestOfText(bytes) !== file.digest) throw new Error('it does not hold what it was sent');
      files.set(`${recording}/${file.path}`, bytes.toString());
    },
    remove: async (recording) => {
      for (const path of files.keys()) if (path.startsWith(`${recording}/`)) files.delete(path);
    },
  };
  return { place, files };
}

/** Copies of a hub into a place, with a clock of its own; `more` replaces any of what they need. */
export function copiesOf(
  hub: ArchiveHub,
  place: CopyPlace,
  clock: { now(): number },
  more: Partial<CopyNeeds> = {},
) {
  const { store, folderOf } = hub;
  return createCopies({
    folderOf,
    key: hub.key,
    recordings: store.recordings,
    packages: store.packages,
    places: [place],
    rehashDays: 30,
    meetingLive: () => false,
    composing: () => false,
    clock,
    logger: hub.logger,
    ...more,
  });
}
/** State and failures of every copy that the books know, by recording. */
export const statesOf = async ({ store }: ArchiveHub) =>
  (await store.packages.allCopies()).map(({ state, failures }) => [state, failures]);
