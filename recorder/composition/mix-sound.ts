import { appendFile, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { words } from '../words.ts';
import { runCommand } from './command.ts';
import { type Gains, gainsOf } from './loudness.ts';
import type { Workplace } from './render-scenes.ts';
import { fileTimeOf, type Stretch, warmUpMs } from './stretch.ts';

/** Samples a second of the mix; one channel, since a meeting is spoken into single microphones. */
export const soundRate = 48_000;
const bytesPerSample = 2;
/** The mix is made in pieces, so that a long meeting with hundreds of turns never needs them all open at once. */
const pieceMs = 600_000;

type Heard = {
  readonly stretch: Stretch;
  readonly fromMs: number;
  readonly toMs: number;
  readonly gainDb: number;
};

/** Samples at which a moment stands. */
function sampleAt(ms: number): number {
  return Math.round((ms * soundRate) / 1000);
}

function heardIn(
  stretches: readonly Stretch[],
  gains: Gains,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): readonly Heard[] {
  return stretches
    .map((stretch) => ({
      stretch,
      fromMs: Math.max(stretch.fromMs, fromMs),
      toMs: Math.min(stretch.toMs, toMs),
      gainDb: gains.get(stretch.epoch.participant) ?? 0,
    }))
    .filter((heard) => heard.toMs - heard.fromMs >= 1);
}

/** Where another recorder's sound stands in, the seams are faded so that none is heard as a click. */
const seamMs = 5;

function seams({ stretch, fromMs, toMs }: Heard): readonly string[] {
  if (!stretch.isFill) return [];
  const fade = (type: string, at: number) =>
    `afade=t=${type}:st=${(at / 1000).toFixed(4)}:d=${seamMs / 1000}`;
  return [fade('in', 0), fade('out', toMs - fromMs - seamMs)];
}

/**
 * How far Opus' encoder looks ahead: what is decoded at a moment of the file was heard that much earlier, in
 * milliseconds. In a file it would stand as its pre-skip (RFC 7845, 4.2: 312 samples of 48 kHz for libopus, which all
 * browsers use); RTP has no such field.
 */
const lookAheadMs = 6.5;

/** Where in the file a voice is read from, and for how long the decoder only warms up there; milliseconds of the file. */
function readingOf({ stretch, fromMs, toMs }: Heard) {
  const { epoch, packets } = stretch;
  const start = Math.max(0, fileTimeOf(epoch, fromMs) + lookAheadMs - (packets[0] ?? 0));
  const lead = Math.min(start, warmUpMs);
  return { from: start - lead, lead, length: (toMs - fromMs) / epoch.rate + lead };
}

/**
 * One stretch, placed in its piece: gaps within it restored, drift taken out, as loud as all, delayed to where it
 * belongs.
 */
function chainOf(heard: Heard, index: number, pieceFromMs: number): string {
  const { stretch, fromMs, gainDb } = heard;
  const lead = (readingOf(heard).lead * stretch.epoch.rate) / 1000;
  const { rate } = stretch.epoch;
  const steady = Math.abs(rate - 1) < 1e-9;
  const delay = sampleAt(fromMs - pieceFromMs);
  return [
    `[${index}:a]${steady ? '' : `asetpts=PTS*${rate.toFixed(9)},`}aresample=${soundRate}:async=${steady ? 1 : 200}:first_pts=0`,
    'aformat=sample_fmts=fltp:channel_layouts=mono',
    ...(lead > 0 ? [`atrim=start=${lead.toFixed(4)}`, 'asetpts=PTS-STARTPTS'] : []),
    ...seams(heard),
    `volume=${gainDb.toFixed(2)}dB`,
    `adelay=delays=${delay}S:all=1[a${index}]`,
  ].join(',');
}

function graphOf(heard: readonly Heard[], pieceFromMs: number, samples: number): string {
  const end = `apad=whole_len=${samples},atrim=end_sample=${samples}`;
  if (heard.length === 0) return `anullsrc=r=${soundRate}:cl=mono,${end}[out]`;
  const chains = heard.map((each, index) => chainOf(each, index, pieceFromMs));
  const inputs = heard.map((_, index) => `[a${index}]`).join('');
  // Every voice was made as loud as the others; the limiter catches what several at once would drive too far.
  return [
    ...chains,
    `${inputs}amix=inputs=${heard.length}:duration=longest:dropout_transition=0:normalize=0,alimiter=limit=0.89:level=0,${end}[out]`,
  ].join(';\n');
}

async function mixPiece(
  heard: readonly Heard[],
  piece: { readonly fromMs: number; readonly samples: number },
  place: Workplace,
) {
  const graph = graphOf(heard, piece.fromMs, piece.samples);
  await writeFile(join(place.scratch, 'sound.txt'), graph);
  const command = [
    ...place.programs.before,
    ...place.programs.ffmpeg,
    ...words('-hide_banner -nostdin -v error -y'),
    ...heard.flatMap((each) => {
      const { from, length } = readingOf(each);
      return [
        ...words(`-ss ${(from / 1000).toFixed(4)} -t ${(length / 1000).toFixed(4)} -i`),
        join(place.folder, each.stretch.epoch.file),
      ];
    }),
    ...words(`-filter_complex_script sound.txt -map [out] -f s16le -ac 1 -ar ${soundRate} piece.pcm`),
  ];
  place.ran([...command, `# ${graph.replaceAll('\n', ' ')}`]);
  await runCommand(command, { cwd: place.scratch, signal: place.signal, brake: place.brake });
}

/** Appends exactly as many samples as the piece is long, silence where the mix came out short. */
async function appendPiece(place: Workplace, name: string, samples: number): Promise<void> {
  const piece = await open(join(place.scratch, 'piece.pcm'), 'r');
  try {
    let left = samples * bytesPerSample;
    const buffer = new Uint8Array(1 << 20);
    while (left > 0) {
      const { bytesRead } = await piece.read(buffer, 0, Math.min(buffer.length, left));
      const chunk =
        bytesRead > 0 ? buffer.subarray(0, bytesRead) : new Uint8Array(Math.min(left, buffer.length));
      await appendFile(join(place.scratch, name), chunk);
      left -= chunk.length;
    }
  } finally {
    await piece.close();
  }
}

/**
 * Mixes everything heard, each voice as loud as the others (EBU R 128), into one file of raw samples, exactly as long as the recording, and returns its name. A voice
 * whose file cannot be decoded is left out, the others are not.
 */
export async function mixSound(
  stretches: readonly Stretch[],
  durationMs: number,
  place: Workplace,
): Promise<string> {
  const name = 'sound.pcm';
  await writeFile(join(place.scratch, name), '');
  const gains = await gainsOf(stretches, place);
  for (let fromMs = 0; fromMs < durationMs; fromMs += pieceMs) {
    const toMs = Math.min(fromMs + pieceMs, durationMs);
    const samples = sampleAt(toMs) - sampleAt(fromMs);
    const heard = heardIn(stretches, gains, { fromMs, toMs });
    try {
      await mixPiece(heard, { fromMs, samples }, place);
    } catch (error) {
      place.signal.throwIfAborted();
      const sound = await readableOf(heard, place);
      place.logger.error(
        { err: error, leftOut: heard.length - sound.length },
        'some voices could not be mixed',
      );
      await mixPiece(sound, { fromMs, samples }, place);
    }
    await appendPiece(place, name, samples);
  }
  return name;
}

/** Those whose files can be decoded. */
async function readableOf(heard: readonly Heard[], place: Workplace): Promise<readonly Heard[]> {
  const tried = await Promise.allSettled(
    heard.map(async (each) => {
      const { file } = each.stretch.epoch;
      const { before, ffmpeg } = place.programs;
      const path = join(place.folder, file);
      const command = [...before, ...ffmpeg, ...words('-nostdin -v error -i'), path, ...words('-f null -')];
      await runCommand(command, { cwd: place.scratch, signal: place.signal, brake: place.brake });
      return each;
    }),
  );
  return tried.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}
