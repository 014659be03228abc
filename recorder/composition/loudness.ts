import { join } from 'node:path';
import { words } from '../words.ts';
import { runCommand } from './command.ts';
import type { Workplace } from './render-scenes.ts';
import type { Stretch } from './stretch.ts';

/** The loudness every voice is brought to (EBU R 128), in LUFS. */
export const targetLufs = -23;
/** Below this nobody spoke into the microphone: raising it would only raise the noise of the room. */
const silentLufs = -60;
/** A room whose microphone was set far too low is helped no further, or its noise is heard instead. */
const mostGainDb = 24;

/** Loudness of what one file holds, silence left out (EBU R 128, gated); null where nothing can be heard. */
async function loudnessOfFile(file: string, place: Workplace): Promise<number | null> {
  let last: number | null = null;
  const { before, ffmpeg } = place.programs;
  const command = [
    ...before,
    ...ffmpeg,
    ...words('-hide_banner -nostdin -v error -i'),
    join(place.folder, file),
    ...words('-map 0:a:0 -af ebur128=metadata=1,ametadata=mode=print:key=lavfi.r128.I:file=- -f null -'),
  ];
  await runCommand(command, {
    cwd: place.scratch,
    signal: place.signal,
    brake: place.brake,
    onLine(line) {
      const value = Number(/lavfi\.r128\.I=(-?[\d.]+)/.exec(line)?.[1]);
      // Every tenth of a second says what holds so far: the last one holds for the file.
      if (!Number.isNaN(value)) last = value;
    },
  });
  return last !== null && last > silentLufs ? last : null;
}

/** Of several loudnesses, each for so many milliseconds, the one of all together. */
export function together(
  parts: readonly { readonly lufs: number; readonly lengthMs: number }[],
): number | null {
  const length = parts.reduce((sum, { lengthMs }) => sum + lengthMs, 0);
  if (length <= 0) return null;
  const power = parts.reduce((sum, { lufs, lengthMs }) => sum + lengthMs * 10 ** (lufs / 10), 0);
  return 10 * Math.log10(power / length);
}

/** What brings a voice of this loudness to the common one, in decibels. */
export function gainFor(lufs: number | null): number {
  if (lufs === null) return 0;
  return Math.max(-mostGainDb, Math.min(targetLufs - lufs, mostGainDb));
}

/** Decibels by participant. */
export type Gains = ReadonlyMap<string, number>;

/**
 * How much each participant's microphone is to be raised or lowered so that all are heard alike: one figure for each
 * over the whole recording, so that whoever whispers still whispers. A file that cannot be decoded counts for nothing.
 */
export async function gainsOf(stretches: readonly Stretch[], place: Workplace): Promise<Gains> {
  const lengthByFile = new Map<string, number>();
  const filesByParticipant = new Map<string, Set<string>>();
  for (const { epoch, fromMs, toMs } of stretches) {
    lengthByFile.set(epoch.file, (lengthByFile.get(epoch.file) ?? 0) + toMs - fromMs);
    const files = filesByParticipant.get(epoch.participant) ?? new Set();
    filesByParticipant.set(epoch.participant, files.add(epoch.file));
  }
  const gains = new Map<string, number>();
  for (const [participant, files] of filesByParticipant) {
    const parts: { lufs: number; lengthMs: number }[] = [];
    for (const file of files) {
      const lufs = await loudnessOfFile(file, place).catch((error: unknown) => {
        place.signal.throwIfAborted();
        place.logger.warn({ err: error, file }, 'the loudness of a file cannot be measured');
        return null;
      });
      if (lufs !== null) parts.push({ lufs, lengthMs: lengthByFile.get(file) ?? 0 });
    }
    gains.set(participant, gainFor(together(parts)));
  }
  return gains;
}
