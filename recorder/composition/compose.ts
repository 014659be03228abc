import { copyFile, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { type FilmMoment, filmBeginning, filmMoments } from '../../core/film-time.ts';
import type { FilmLayout } from '../../protocol/archive.ts';
import { packageFiles } from '../../protocol/recording-package.ts';
import { roomOf } from '../storage.ts';
import { gapsBySamples } from '../timeline/gap-start.ts';
import type { MeetingOnTape } from '../timeline/record.ts';
import { words } from '../words.ts';
import { type Absence, absencesOf, pausesOf, without } from './absence.ts';
import { announce } from './announce.ts';
import type { Brake } from './brake.ts';
import { chapterMetadata, chaptersOf, speakersVtt } from './chapter.ts';
import { type Programs, runCommand } from './command.ts';
import { floorLogOf } from './floor-log.ts';
import { fontPath } from './font.ts';
import { frame, type Height } from './mark.ts';
import { gatherMaterial } from './merge-folder.ts';
import { mixSound, soundRate } from './mix-sound.ts';
import { dateOf } from './moment.ts';
import {
  finishPackage,
  type PackageResult,
  readResult,
  settleFile,
  settlePackage,
  stagedFolder,
  writeManifest,
  writeWhole,
} from './package.ts';
import type { Heading } from './plate.ts';
import { withRemoved } from './removed-track.ts';
import { frameAt, renderScenes, type Workplace } from './render-scenes.ts';
import { scenesOf } from './scene.ts';
import { fontFile } from './scene-graph.ts';
import type { Stretch } from './stretch.ts';

export type Progress = {
  /** 0 to 1. */
  readonly share: number;
  /** How long it will still take at this rate, in milliseconds; null while that cannot be said. */
  readonly remainingMs: number | null;
};

export type Composition = {
  readonly folder: string;
  /** Another recorder's folder of the same recording: from it comes what this one has not. */
  readonly second?: string | null;
  /** Lines of the film; 720 if not said otherwise. */
  readonly height?: Height;
  /** `speaker` if not said otherwise. */
  readonly layout?: FilmLayout;
  readonly onProgress?: (progress: Progress) => void;
  readonly programs: Programs & { readonly ffmpegVersion: string };
  readonly signal: AbortSignal;
  /** Lets it stand still while the processor is wanted elsewhere. */
  readonly brake?: Brake;
  readonly logger: Logger;
};

/** A disk with less room than this, in bytes, is full: programs write in smaller steps. */
const noRoom = 1_048_576;

/**
 * Why it failed, as the disk has it: ffmpeg that cannot write the end of a file says so and ends as if all were well,
 * and what fails is whoever reads that file. To be asked before anything is cleared away.
 */
async function causeOf(error: unknown, folder: string): Promise<unknown> {
  const room = await roomOf(folder).catch(() => null);
  return room !== null && room.freeBytes < noRoom
    ? new Error('ENOSPC: no room is left on the disk', { cause: error })
    : error;
}

/** A recording stopped at once still becomes a film that players open. */
const shortestMs = 1_000;

/** The stretches without what was captured of a closed part, before all of its tracks had ended. */
function outside(stretches: readonly Stretch[], pauses: readonly Absence[]): readonly Stretch[] {
  return stretches.flatMap((stretch) => without(stretch, pauses).map((span) => ({ ...stretch, ...span })));
}

/** Joins the scenes unchanged, encodes the sound, adds title and chapters. */
async function joinFilm(scenes: readonly string[], sound: string, place: Workplace): Promise<void> {
  await writeFile(join(place.scratch, 'scenes.txt'), scenes.map((name) => `file '${name}'\n`).join(''));
  const command = [
    ...place.programs.before,
    ...place.programs.ffmpeg,
    ...words('-hide_banner -nostdin -v error -y'),
    ...words('-f concat -safe 0 -i scenes.txt'),
    ...words(`-f s16le -ar ${soundRate} -ac 1 -i ${sound}`),
    ...words('-f ffmetadata -i chapters.txt'),
    ...words('-map 0:v -map 1:a -map_metadata 2 -map_chapters 2'),
    ...words(`-c:v copy -c:a aac -b:a 96k -movflags +faststart ${packageFiles.video}`),
  ];
  place.ran(command);
  await runCommand(command, { cwd: place.scratch, signal: place.signal, brake: place.brake });
}

/** Reads the film once without decoding it: every frame must be there. */
async function countFrames(place: Workplace): Promise<number> {
  let frames = 0;
  const command = [
    ...place.programs.before,
    ...place.programs.ffmpeg,
    ...words(`-nostdin -v error -i ${packageFiles.video} -map 0:v -c copy -f framecrc -`),
  ];
  await runCommand(command, {
    cwd: place.scratch,
    signal: place.signal,
    brake: place.brake,
    onLine: (line) => {
      if (!line.startsWith('#') && line !== '') frames += 1;
    },
  });
  return frames;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

async function probe(path: string, { programs, signal, brake, scratch }: Workplace): Promise<string | null> {
  if (programs.ffprobe === null) return null;
  const shown = words('-v error -show_format -show_streams -show_chapters -of json');
  const command = [...programs.before, ...programs.ffprobe, ...shown, path];
  return runCommand(command, { cwd: scratch, signal, brake });
}

/** Where the meeting's log stands in the film. */
function momentsOf({ entries }: Pick<MeetingOnTape, 'entries'>): readonly FilmMoment[] {
  return filmMoments(entries.map(({ atMs, entry: { seq, at } }) => ({ seq, at, atMs: Math.round(atMs) })));
}

/** The sidecars: everything beside the film that follows from the time line. */
async function writeSidecars(
  tape: MeetingOnTape,
  absences: readonly Absence[],
  place: Workplace,
): Promise<void> {
  const at = (name: string) => join(place.folder, stagedFolder, name);
  const spanOf = ({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }) => ({
    startMs: Math.round(fromMs),
    endMs: Math.round(toMs),
    from: Math.round(tape.startedAt + fromMs),
    to: Math.round(tape.startedAt + toMs),
  });
  const gaps = tape.gaps.map((gap) => ({ ...spanOf(gap), reason: gap.reason }));
  const pauses = pausesOf(tape).map(spanOf);
  const recording = {
    startedAt: Math.round(tape.startedAt),
    durationMs: Math.round(tape.durationMs),
    moments: momentsOf(tape),
  };
  await writeWhole(
    at(packageFiles.meeting),
    json({ ...tape.meeting, recording, pauses, floorLog: floorLogOf(tape) }),
  );
  await writeWhole(at(packageFiles.speakers), speakersVtt(tape));
  await writeWhole(at(packageFiles.chapters), json(chaptersOf(tape, absences)));
  await writeWhole(at(packageFiles.gaps), json(gaps));
  const probed = await probe(at(packageFiles.video), place);
  if (probed !== null) await writeWhole(at(packageFiles.probe), probed);
}

/** Nearly all of the time goes into the pictures; the sound and the joining of everything are the rest. */
const picturesShare = 0.95;

/** Turns frames rendered into a share and a remaining time, from the rate since the beginning. */
function estimate(
  onProgress: Composition['onProgress'],
  brake: Brake | undefined,
): (frames: number, of: number) => void {
  // What is waited for others tells nothing of how long the rest will take.
  const worked = () => performance.now() - (brake?.heldMs() ?? 0);
  const begun = worked();
  return (frames, of) => {
    const share = of === 0 ? 0 : (frames / of) * picturesShare;
    const remainingMs = share === 0 ? null : ((worked() - begun) * (1 - share)) / share;
    onProgress?.({ share, remainingMs });
  };
}

/**
 * Makes the film and everything beside it from the folder alone, and the manifest last. It may be run again at any
 * time: tracks and time line are only read, the rest is made anew and replaces what was there once all of it is there.
 * Rejects when no film could be made; the folder stands then as it did before.
 */
export async function composeFolder({
  folder,
  second = null,
  programs,
  signal,
  logger,
  brake,
  height = 720,
  layout = 'speaker',
  onProgress,
}: Composition): Promise<PackageResult> {
  const begun = performance.now();
  const scratch = join(folder, packageFiles.scratch);
  const commands: string[] = [];
  const problems: string[] = [];
  const place: Workplace = {
    folder,
    scratch,
    programs,
    signal,
    brake,
    logger,
    ran: (command) => commands.push(command.join(' ')),
  };
  await finishPackage(folder);
  const staged = join(folder, stagedFolder);
  const material = await gatherMaterial({ ...place, second, problems });
  const { stretches } = material;
  const tape = {
    ...material.tape,
    // By the clock of the log, so that film and minutes tell one time also where the recorder's own clock is another.
    startedAt: filmBeginning(momentsOf(material.tape)) ?? material.tape.startedAt,
    gaps: withRemoved(gapsBySamples(material.tape.gaps, stretches), material.removed),
    durationMs: Math.max(material.tape.durationMs, shortestMs),
  };
  // Scenes that an interrupted composition has rendered are used again.
  await rm(staged, { recursive: true, force: true });
  await mkdir(staged, { recursive: true });
  try {
    const absences = absencesOf(tape, stretches);
    await Promise.all([
      copyFile(fontPath.regular, join(scratch, fontFile.regular)),
      copyFile(fontPath.semibold, join(scratch, fontFile.semibold)),
      writeFile(
        join(scratch, 'chapters.txt'),
        chapterMetadata(tape.meeting.title, chaptersOf(tape, absences)),
      ),
    ]);
    const pictures = stretches.filter(({ epoch }) => epoch.media === 'video');
    const scenes = announce(scenesOf(tape, { stretches: pictures, absences, layout }), tape);
    const heading: Heading = {
      title: tape.meeting.title,
      unit: tape.meeting.unit.name,
      date: dateOf(tape.startedAt),
      startedAt: tape.startedAt,
    };
    const rendered = estimate(onProgress, brake);
    const films = await renderScenes(scenes, { heading, height, layout, place, rendered });
    const voices = stretches.filter(({ epoch }) => epoch.media === 'audio');
    const sound = await mixSound(outside(voices, pausesOf(tape)), tape.durationMs, place);
    await joinFilm(films, sound, place);
    const [frames, expected] = [await countFrames(place), frameAt(tape.durationMs)];
    if (Math.abs(frames - expected) > frame.rate / 2)
      throw new Error(`the film has ${frames} frames where ${expected} were meant`);
    await settleFile(join(scratch, packageFiles.video));
    await rename(join(scratch, packageFiles.video), join(staged, packageFiles.video));

    await writeSidecars(tape, absences, place);
    const video = {
      durationMs: Math.round(tape.durationMs),
      size: (await stat(join(staged, packageFiles.video))).size,
    };
    const tools = {
      node: process.version,
      ffmpeg: programs.ffmpegVersion,
      video,
      layout,
      height,
      scenes: scenes.length,
      problems,
      commands,
    };
    await writeWhole(join(staged, packageFiles.tools), json(tools));
    await writeManifest(folder, place);
  } catch (error) {
    const cause = await causeOf(error, folder);
    // Given up to be taken up again: what is rendered stays. Whatever else went wrong begins anew, and frees the disk.
    if (!signal.aborted) await rm(scratch, { recursive: true, force: true });
    throw cause;
  }
  await settlePackage(folder);
  const result = await readResult(folder);
  if (!result) throw new Error('the package is not whole after its composition');
  const tookMs = performance.now() - begun;
  logger.info({ tookMs, durationMs: result.durationMs, problems }, 'composed');
  return result;
}
