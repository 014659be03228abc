import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { packageFiles } from '../../protocol/recording-package.ts';
import { readTimelineText } from '../timeline/chain.ts';
import { type MeetingOnTape, readRecord } from '../timeline/record.ts';
import { words } from '../words.ts';
import { announce } from './announce.ts';
import { chapterMetadata, chaptersOf, speakersVtt } from './chapter.ts';
import { type Programs, runCommand } from './command.ts';
import { floorLogOf } from './floor-log.ts';
import { fontPath } from './font.ts';
import { frame, type Height } from './mark.ts';
import { mixSound, soundRate } from './mix-sound.ts';
import { type PackageResult, readResult, settleFile, writeManifest, writeWhole } from './package.ts';
import { readPacketIndex } from './packet-index.ts';
import type { Heading } from './plate.ts';
import { frameAt, renderScenes, type Workplace } from './render-scenes.ts';
import { scenesOf } from './scene.ts';
import { fontFile } from './scene-graph.ts';
import { type Stretch, stretchesOf } from './stretch.ts';

export type Progress = {
  /** 0 to 1. */
  readonly share: number;
  /** How long it will still take at this rate, in milliseconds; null while that cannot be said. */
  readonly remainingMs: number | null;
};

export type Composition = {
  readonly folder: string;
  /** Lines of the film; 720 if not said otherwise. */
  readonly height?: Height;
  readonly onProgress?: (progress: Progress) => void;
  readonly programs: Programs & { readonly ffmpegVersion: string };
  readonly signal: AbortSignal;
  readonly logger: Logger;
};

/** A recording stopped at once still becomes a film that players open. */
const shortestMs = 1_000;

/** Vietnam's day, whatever the machine's own time zone. */
function dateOf(ms: number): string {
  const parts = new Intl.DateTimeFormat('vi', {
    timeZone: 'Asia/Ho_Chi_Minh',
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
  }).formatToParts(ms);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `Ngày ${part('day')} tháng ${part('month')} năm ${part('year')}`;
}

async function readTape(folder: string, problems: string[]): Promise<MeetingOnTape> {
  const text = readTimelineText(await readFile(join(folder, packageFiles.timeline), 'utf8'));
  if (text.firstBroken !== null)
    problems.push(`the time line's chain does not hold from line ${text.firstBroken}`);
  const tape = readRecord(text.lines);
  return { ...tape, durationMs: Math.max(tape.durationMs, shortestMs) };
}

async function readStretches(
  tape: MeetingOnTape,
  place: Workplace,
  problems: string[],
): Promise<readonly Stretch[]> {
  const stretches: Stretch[] = [];
  for (const epoch of tape.epochs) {
    const bytes = (await stat(join(place.folder, epoch.file)).catch(() => null))?.size ?? 0;
    // A track that began and ended between two key frames has no file, or an empty one: no fault.
    if (bytes === 0) continue;
    try {
      stretches.push(...stretchesOf(epoch, await readPacketIndex(place.folder, epoch.file, place.programs)));
    } catch (error) {
      place.signal.throwIfAborted();
      problems.push(`${epoch.file} cannot be read: ${String(error).slice(0, 300)}`);
    }
  }
  return stretches;
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
  await runCommand(command, { cwd: place.scratch, signal: place.signal });
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
    onLine: (line) => {
      if (!line.startsWith('#') && line !== '') frames += 1;
    },
  });
  return frames;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

async function probe(path: string, { programs, signal, scratch }: Workplace): Promise<string | null> {
  if (programs.ffprobe === null) return null;
  const shown = words('-v error -show_format -show_streams -show_chapters -of json');
  const command = [...programs.before, ...programs.ffprobe, ...shown, path];
  return runCommand(command, { cwd: scratch, signal });
}

/** The sidecars: everything beside the film that follows from the time line. */
async function writeSidecars(tape: MeetingOnTape, place: Workplace): Promise<void> {
  const at = (name: string) => join(place.folder, name);
  const gaps = tape.gaps.map(({ fromMs, toMs, reason }) => ({
    startMs: Math.round(fromMs),
    endMs: Math.round(toMs),
    from: Math.round(tape.startedAt + fromMs),
    to: Math.round(tape.startedAt + toMs),
    reason,
  }));
  const recording = { startedAt: Math.round(tape.startedAt), durationMs: Math.round(tape.durationMs) };
  await writeWhole(
    at(packageFiles.meeting),
    json({ ...tape.meeting, recording, floorLog: floorLogOf(tape) }),
  );
  await writeWhole(at(packageFiles.speakers), speakersVtt(tape));
  await writeWhole(at(packageFiles.chapters), json(chaptersOf(tape)));
  await writeWhole(at(packageFiles.gaps), json(gaps));
  const probed = await probe(at(packageFiles.video), place);
  if (probed !== null) await writeWhole(at(packageFiles.probe), probed);
}

/** Nearly all of the time goes into the pictures; the sound and the joining of everything are the rest. */
const picturesShare = 0.95;

/** Turns frames rendered into a share and a remaining time, from the rate since the beginning. */
function estimate(onProgress: Composition['onProgress']): (frames: number, of: number) => void {
  const begun = performance.now();
  return (frames, of) => {
    const share = of === 0 ? 0 : (frames / of) * picturesShare;
    const remainingMs = share === 0 ? null : ((performance.now() - begun) * (1 - share)) / share;
    onProgress?.({ share, remainingMs });
  };
}

/**
 * Makes the film and everything beside it from the folder alone, and the manifest last. It may be run again at any
 * time: tracks and time line are only read, the rest is made anew. Rejects when no film could be made; what was
 * captured stands then as it did before.
 */
export async function composeFolder({
  folder,
  programs,
  signal,
  logger,
  height = 720,
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
    logger,
    ran: (command) => commands.push(command.join(' ')),
  };
  const tape = await readTape(folder, problems);
  // Scenes that an interrupted composition has rendered are used again.
  await mkdir(scratch, { recursive: true });
  try {
    await Promise.all([
      copyFile(fontPath.regular, join(scratch, fontFile.regular)),
      copyFile(fontPath.semibold, join(scratch, fontFile.semibold)),
      writeFile(join(scratch, 'chapters.txt'), chapterMetadata(tape.meeting.title, chaptersOf(tape))),
    ]);
    const stretches = await readStretches(tape, place, problems);
    const pictures = stretches.filter(({ epoch }) => epoch.media === 'video');
    const scenes = announce(scenesOf(tape, pictures), tape);
    const heading: Heading = {
      title: tape.meeting.title,
      unit: tape.meeting.unit.name,
      date: dateOf(tape.startedAt),
    };
    const films = await renderScenes(scenes, { heading, height, place, rendered: estimate(onProgress) });
    const sound = await mixSound(
      stretches.filter(({ epoch }) => epoch.media === 'audio'),
      tape.durationMs,
      place,
    );
    await joinFilm(films, sound, place);
    const [frames, expected] = [await countFrames(place), frameAt(tape.durationMs)];
    if (Math.abs(frames - expected) > frame.rate / 2)
      throw new Error(`the film has ${frames} frames where ${expected} were meant`);
    await settleFile(join(scratch, packageFiles.video));
    await rename(join(scratch, packageFiles.video), join(folder, packageFiles.video));

    await writeSidecars(tape, place);
    const video = {
      durationMs: Math.round(tape.durationMs),
      size: (await stat(join(folder, packageFiles.video))).size,
    };
    const tools = {
      node: process.version,
      ffmpeg: programs.ffmpegVersion,
      video,
      scenes: scenes.length,
      problems,
      commands,
    };
    await writeWhole(join(folder, packageFiles.tools), json(tools));
  } catch (error) {
    // Given up to be taken up again: what is rendered stays. Whatever else went wrong begins anew, and frees the disk.
    if (!signal.aborted) await rm(scratch, { recursive: true, force: true });
    throw error;
  }
  await rm(scratch, { recursive: true, force: true });
  await writeManifest(folder, programs, signal);
  const result = await readResult(folder);
  if (!result) throw new Error('the package is not whole after its composition');
  const tookMs = performance.now() - begun;
  logger.info({ tookMs, durationMs: result.durationMs, problems }, 'composed');
  return result;
}
