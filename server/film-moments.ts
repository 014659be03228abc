import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { FilmMoment } from '../core/film-time.ts';
import type { RecordingId } from '../core/id.ts';
import { packageFiles, packageTimes } from '../protocol/recording-package.ts';
import type { RecordingRow } from './ports.ts';

/** A meeting's own data is a few megabytes at most; what came from elsewhere must not fill the memory. */
const mostBytes = 64 * 1_048_576;

/**
 * Where the meeting's log stands in a recording's film, by the film's own package. None where there is no film, where
 * its folder is gone, and in packages of before that was kept: then the log's clock is taken for the film's.
 */
export function createFilmMoments(folderOf: (id: RecordingId) => string, logger: Logger) {
  return async ({ id, state }: Pick<RecordingRow, 'id' | 'state'>): Promise<readonly FilmMoment[]> => {
    if (state !== 'ready') return [];
    const path = join(folderOf(id), packageFiles.meeting);
    try {
      const { size } = await stat(path);
      if (size > mostBytes) throw new Error(`${size} bytes`);
      return packageTimes.parse(JSON.parse(await readFile(path, 'utf8'))).recording.moments;
    } catch (error) {
      logger.warn({ recording: id, err: error }, 'a package does not say where the log stands in its film');
      return [];
    }
  };
}
