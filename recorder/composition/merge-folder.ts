import { constants, copyFile, mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { packageFiles } from '../../protocol/recording-package.ts';
import { readTimelineText } from '../timeline/chain.ts';
import type { TimelineLine } from '../timeline/line.ts';
import { mergeRecords } from '../timeline/merge.ts';
import { type MeetingOnTape, type RecordedEpoch, type RecordedGap, readRecord } from '../timeline/record.ts';
import { fillStretches } from './merge.ts';
import { settleFile } from './package.ts';
import { readPacketIndex } from './packet-index.ts';
import { gapsOfRemoved, removedEpochs } from './removed-track.ts';
import type { Workplace } from './render-scenes.ts';
import { type Stretch, stretchesOf } from './stretch.ts';

/** What a film is made of: what happened, and every piece of sound and picture. */
export type Material = {
  readonly tape: MeetingOnTape;
  readonly stretches: readonly Stretch[];
  /** What was captured and is no longer there. */
  readonly removed: readonly RecordedGap[];
};

export type MaterialPlace = Workplace & {
  /** The other recorder's folder of the same recording; null: there is none but what the package holds already. */
  readonly second: string | null;
  /** What could not be read: told in tools.json. */
  readonly problems: string[];
};

/** Another machine's share that does not answer must not hold the film up for ever. */
const answerWithinMs = 30_000;

async function answered<T>(promise: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer in ${answerWithinMs} ms`)), answerWithinMs);
  return await Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function readLines(
  folder: string,
  whose: string,
  problems: string[],
): Promise<readonly TimelineLine[]> {
  const text = readTimelineText(await readFile(join(folder, packageFiles.timeline), 'utf8'));
  if (text.firstBroken !== null)
    problems.push(`${whose} time line's chain does not hold from line ${text.firstBroken}`);
  return text.lines;
}

/** Where each epoch of a folder has sound or picture. What cannot be read is a problem, not the end. */
async function readStretches(
  epochs: readonly RecordedEpoch[],
  folder: string,
  place: MaterialPlace,
): Promise<readonly Stretch[]> {
  const stretches: Stretch[] = [];
  for (const epoch of epochs) {
    const bytes = (await stat(join(folder, epoch.file)).catch(() => null))?.size ?? 0;
    // A track that began and ended between two key frames has no file, or an empty one: no fault.
    if (bytes === 0) continue;
    try {
      stretches.push(...stretchesOf(epoch, await readPacketIndex(folder, epoch.file, place)));
    } catch (error) {
      place.signal.throwIfAborted();
      place.problems.push(`${epoch.file} cannot be read: ${String(error).slice(0, 300)}`);
    }
  }
  return stretches;
}

/** What was captured here and then removed, and nobody else has. Told with the problems as well. */
async function findRemoved(
  epochs: readonly RecordedEpoch[],
  stretches: readonly Stretch[],
  { folder, problems }: MaterialPlace,
): Promise<readonly RecordedGap[]> {
  const removed = await removedEpochs(epochs, folder);
  problems.push(...removed.map(({ file }) => `${file} was written and is not there any more`));
  return gapsOfRemoved(removed, stretches);
}

type Other = { readonly folder: string; readonly lines: readonly TimelineLine[] };

/** The other recorder's record: where it lies, else what of it this package holds; null: there is none. */
async function readOther({ folder, second, problems }: MaterialPlace): Promise<Other | null> {
  const kept = join(folder, packageFiles.second);
  for (const candidate of second === null ? [kept] : [second, kept]) {
    if ((await answered(stat(join(candidate, packageFiles.timeline))).catch(() => null)) === null) continue;
    try {
      return {
        folder: candidate,
        lines: await answered(readLines(candidate, "the second recorder's", problems)),
      };
    } catch (error) {
      problems.push(`the second recorder's record cannot be read: ${String(error).slice(0, 300)}`);
    }
  }
  return null;
}

/** Copies a file into the package unless it is there. A file system that can shares its blocks. */
async function copyInto(package_: string, from: string, file: string): Promise<void> {
  const [source, target] = [join(from, file), join(package_, packageFiles.second, file)];
  const [there, here] = [await stat(source), await stat(target).catch(() => null)];
  if (here?.size === there.size) return;
  await mkdir(dirname(target), { recursive: true });
  await copyFile(source, target, constants.COPYFILE_FICLONE);
  await settleFile(target);
}

const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT', 'EROFS'].includes(String(error.code));

/** Brings the pieces' files into the package; a piece whose file cannot be copied is left out. */
async function bringIn(
  pieces: readonly Stretch[],
  other: Other,
  place: MaterialPlace,
): Promise<readonly Stretch[]> {
  const lost = new Set<string>();
  for (const file of new Set(pieces.map(({ epoch }) => epoch.file))) {
    place.signal.throwIfAborted();
    try {
      await copyInto(place.folder, other.folder, file);
    } catch (error) {
      if (isFull(error)) throw error;
      place.problems.push(`${file} of the second recorder cannot be copied: ${String(error).slice(0, 300)}`);
      lost.add(file);
    }
  }
  // Last, so that a package that holds it holds what it needs of the tracks as well.
  await copyInto(place.folder, other.folder, packageFiles.timeline);
  return pieces.filter(({ epoch }) => !lost.has(epoch.file));
}

/**
 * Reads what was captured, and what another recorder captured of the same meeting: where this one has nothing, the
 * other's is taken and copied into the package. Files of the pieces are named from the package on.
 */
export async function gatherMaterial(place: MaterialPlace): Promise<Material> {
  const lines = await readLines(place.folder, 'the', place.problems);
  const other = await readOther(place);
  if (!other) {
    const tape = readRecord(lines);
    const stretches = await readStretches(tape.epochs, place.folder, place);
    return { tape, stretches, removed: await findRemoved(tape.epochs, stretches, place) };
  }
  const merged = mergeRecords(lines, other.lines);
  // Scenes tell files apart by their epoch's number.
  const above = Math.max(0, ...merged.tape.epochs.map(({ epoch }) => epoch));
  const { own, filled } = fillStretches(
    await readStretches(merged.tape.epochs, place.folder, place),
    await readStretches(merged.other, other.folder, place),
  );
  const inside = other.folder === join(place.folder, packageFiles.second);
  const brought = inside ? filled : await bringIn(filled, other, place);
  place.logger.info(
    { shiftMs: merged.shiftMs, pieces: brought.length, gaps: merged.tape.gaps.length },
    'two recorders are merged',
  );
  const renamed = brought.map((piece) => ({
    ...piece,
    epoch: {
      ...piece.epoch,
      epoch: piece.epoch.epoch + above,
      file: `${packageFiles.second}/${piece.epoch.file}`,
    },
    isFill: true,
  }));
  const stretches = [...own, ...renamed];
  return {
    tape: merged.tape,
    stretches,
    removed: await findRemoved(merged.tape.epochs, stretches, place),
  };
}
