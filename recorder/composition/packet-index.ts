import { join } from 'node:path';
import { words } from '../words.ts';
import type { Brake } from './brake.ts';
import { type Programs, runCommand } from './command.ts';

/** When each packet of a file is shown, in milliseconds of the file's own time, in order. */
export type PacketIndex = readonly number[];

/** A line of ffmpeg's framecrc: stream, dts, pts, duration, size, checksum. */
function presentationTime(line: string, ticksPerMs: number): number | null {
  const fields = line.split(',');
  const pts = Number(fields[2]);
  return fields.length < 6 || Number.isNaN(pts) ? null : pts / ticksPerMs;
}

/**
 * Reads where a track has sound or picture and where it has none, without decoding it. A file cut short is read as far
 * as it goes. Rejects when it cannot be read at all.
 */
export async function readPacketIndex(
  folder: string,
  file: string,
  {
    programs,
    signal,
    brake,
  }: { readonly programs: Programs; readonly signal: AbortSignal; readonly brake?: Brake | undefined },
): Promise<PacketIndex> {
  const times: number[] = [];
  let ticksPerMs = 1;
  const command = [
    ...programs.before,
    ...programs.ffmpeg,
    // A track and nothing else: one that came in a package may be a list of other files, which ffmpeg would follow.
    ...words('-hide_banner -nostdin -v error -copyts -format_whitelist matroska -i'),
    join(folder, file),
    ...words('-map 0:0 -c copy -f framecrc -'),
  ];
  await runCommand(command, {
    cwd: folder,
    signal,
    brake,
    onLine(line) {
      const timeBase = /^#tb 0: (\d+)\/(\d+)/.exec(line);
      if (timeBase) ticksPerMs = Number(timeBase[2]) / Number(timeBase[1]) / 1000;
      const time = line.startsWith('#') ? null : presentationTime(line, ticksPerMs);
      if (time !== null) times.push(time);
    },
  });
  return times.toSorted((a, b) => a - b);
}
