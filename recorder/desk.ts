import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { RecordingId } from '../core/id.ts';
import type { MeetingRecord, RecordingReason } from '../protocol/recorder.ts';
import { packageFiles } from '../protocol/recording-package.ts';
import type { PortPool } from './capture/port-pool.ts';
import { type CapturedRecording, openRecording, type Tell } from './capture/recording.ts';
import { composeFolder } from './composition/compose.ts';
import { readResult } from './composition/package.ts';
import type { RequestHandlers } from './hub-link.ts';
import type { FoundPrograms } from './programs.ts';
import { readTimelineText } from './timeline/chain.ts';

export type DeskOptions = {
  /** Holds one folder for each recording. */
  readonly root: string;
  readonly ip: string;
  readonly ports: PortPool;
  readonly programs: FoundPrograms;
  readonly tell: Tell;
  readonly logger: Logger;
};

/** All recordings of this process: those being captured, and those waiting to be composed, one after another. */
export type Desk = {
  readonly handlers: RequestHandlers;
  /** The hub's line is lost: ends every file in good order. */
  interrupt(): Promise<void>;
  /** Resolves when every file is ended; a composition under way is given up, to be made anew next time. */
  close(): Promise<void>;
};

/** A begin that the disk does not take in this time is refused, and asked again by the hub. */
const beginWithinMs = 10_000;

function within<T>(promise: Promise<T>, ms: number, what: string): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`${what} took longer than ${ms} ms`)), ms);
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

export function createDesk(options: DeskOptions): Desk {
  const { root, tell, logger, programs } = options;
  const closing = new AbortController();
  const openById = new Map<RecordingId, Promise<CapturedRecording>>();
  const composing = new Set<RecordingId>();
  let compositions: Promise<void> = Promise.resolve();

  const open = (recording: RecordingId) => {
    const known = openById.get(recording);
    if (known) return known;
    const opening = openRecording(recording, {
      ...options,
      folder: join(root, recording),
      ffmpeg: [...programs.guard, ...programs.ffmpeg],
      ffmpegVersion: programs.ffmpegVersion,
    });
    openById.set(recording, opening);
    opening.catch(() => openById.delete(recording));
    return opening;
  };
  const captured = (recording: RecordingId) => {
    const found = openById.get(recording);
    if (!found) throw new Error('this recording has not begun here');
    return found;
  };

  /** Whether the time line has its end already: then there is nothing to stop. */
  const isStopped = async (folder: string) => {
    const { lines } = readTimelineText(await readFile(join(folder, packageFiles.timeline), 'utf8'));
    return lines.some(({ kind }) => kind === 'stop');
  };

  const stop = async (recording: RecordingId, meeting: MeetingRecord) => {
    const folder = join(root, recording);
    if (!openById.has(recording) && (await isStopped(folder))) return;
    const capture = await open(recording);
    openById.delete(recording);
    await capture.stop(meeting);
  };

  const fail = (recording: RecordingId, reason: RecordingReason, error: unknown) => {
    logger.error({ err: error, recording }, 'a recording could not be composed');
    tell('recording.failed', { recording, reason });
  };

  const compose = async (recording: RecordingId) => {
    const folder = join(root, recording);
    try {
      const { signal } = closing;
      const finished =
        (await readResult(folder)) ?? (await composeFolder({ folder, programs, signal, logger }));
      tell('recording.finished', { recording, ...finished });
    } catch (error) {
      if (closing.signal.aborted) return;
      const full = error instanceof Error && /ENOSPC|No space left/.test(error.message);
      fail(recording, full ? 'disk-full' : 'composition', error);
    } finally {
      composing.delete(recording);
    }
  };

  const stopAndCompose = async (recording: RecordingId, meeting: MeetingRecord) => {
    const folder = join(root, recording);
    if (!(await stat(join(folder, packageFiles.timeline)).catch(() => null))) {
      fail(recording, 'nothing-recorded', new Error('there is no time line'));
      return;
    }
    if (composing.has(recording)) return tell('recording.composing', { recording });
    composing.add(recording);
    try {
      await stop(recording, meeting);
    } catch (error) {
      composing.delete(recording);
      throw error;
    }
    tell('recording.composing', { recording });
    compositions = compositions.then(() => compose(recording));
  };

  const endAll = async (end: (capture: CapturedRecording) => Promise<void>) => {
    await Promise.allSettled([...openById.values()].map(async (opening) => end(await opening)));
  };

  return {
    handlers: {
      async 'recording.check'() {
        return { findings: [] };
      },
      async 'recording.begin'(request) {
        const capture = await open(request.recording);
        await within(capture.begin(request), beginWithinMs, 'writing the beginning');
        return { continued: capture.continued };
      },
      async 'recording.resume'({ recording }) {
        (await captured(recording)).resume();
        return {};
      },
      async 'recording.note'(request) {
        (await captured(request.recording)).note(request);
        return {};
      },
      async 'recording.stop'({ recording, meeting }) {
        await stopAndCompose(recording, meeting);
        return {};
      },
      async 'track.open'({ recording, ...plan }) {
        return (await captured(recording)).openTrack(plan);
      },
      async 'track.close'({ recording, track }) {
        const known = openById.get(recording);
        if (known) await (await known).closeTrack(track);
        return {};
      },
      async 'recorder.pulse'({ sentAt }) {
        const packets: Record<string, number> = {};
        for (const opening of openById.values()) {
          const capture = await opening.catch(() => null);
          capture?.pulse(sentAt);
          Object.assign(packets, capture?.packets());
        }
        return { packets };
      },
    },
    interrupt: () => endAll((capture) => capture.interrupt()),
    async close() {
      closing.abort();
      await endAll((capture) => capture.leave());
      openById.clear();
      await compositions;
    },
  };
}
