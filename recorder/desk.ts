import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { RecordingId } from '../core/id.ts';
import type { MeetingRecord } from '../protocol/meeting-record.ts';
import type { RecorderRequest, RecordingReason } from '../protocol/recorder.ts';
import { packageFiles } from '../protocol/recording-package.ts';
import type { PortPool } from './capture/port-pool.ts';
import { type CapturedRecording, openRecording, type Tell } from './capture/recording.ts';
import { checkBefore } from './check.ts';
import type { ProcessorTicks } from './composition/processor.ts';
import { createCompositionQueue } from './composition/queue.ts';
import type { RequestHandlers } from './hub-link.ts';
import type { FoundPrograms } from './programs.ts';
import { type Room, roomOf, watchStorage } from './storage.ts';
import { readTimelineText } from './timeline/chain.ts';

export type DeskOptions = {
  /** Holds one folder for each recording. */
  readonly root: string;
  /** Holds those of the other recorder of the same meetings, as this machine sees it; null: there is none. */
  readonly otherRoot: string | null;
  readonly ip: string;
  readonly ports: PortPool;
  readonly programs: FoundPrograms;
  readonly tell: Tell;
  readonly logger: Logger;
  /** How much room there is in a folder; the file system says so if nobody else does. */
  readonly free?: (folder: string) => Promise<Room>;
  /** How busy the machine is; `/proc/stat` if not said otherwise. */
  readonly readTicks?: () => Promise<ProcessorTicks | null>;
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
  const { root, otherRoot, tell, logger, programs, free = roomOf, readTicks } = options;
  const openById = new Map<RecordingId, Promise<CapturedRecording>>();
  const stoppingById = new Map<RecordingId, Promise<void>>();
  const compositions = createCompositionQueue({ root, otherRoot, programs, tell, logger, readTicks });
  const storage = watchStorage({
    free: () => free(root),
    wanted: () => openById.size > 0,
    changed(state) {
      logger.warn({ storage: state }, 'room where recordings are kept');
      for (const recording of openById.keys()) tell('recording.stored', { recording, storage: state });
    },
  });

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

  const stopAndCompose = async ({ recording, meeting, compose }: RecorderRequest<'recording.stop'>) => {
    const folder = join(root, recording);
    // One that is open here is put back where it was, should it have been removed.
    const isThere =
      openById.has(recording) || (await stat(join(folder, packageFiles.timeline)).catch(() => null));
    if (!isThere) {
      fail(recording, 'nothing-recorded', new Error('there is no time line'));
      return;
    }
    if (compositions.has(recording)) return tell('recording.composing', { recording });
    const stopping = stoppingById.get(recording) ?? stop(recording, meeting);
    stoppingById.set(recording, stopping);
    await stopping.finally(() => stoppingById.delete(recording));
    if (!compose) return;
    tell('recording.composing', { recording });
    compositions.add(recording, null);
  };

  const composeAgain = async ({ recording, height, layout }: RecorderRequest<'recording.compose'>) => {
    const folder = join(root, recording);
    // One that a full disk ended may lack its own end. The hub, which asks for no other, lets nothing be added to it.
    if (openById.has(recording)) throw new Error('this recording has not ended');
    await stat(join(folder, packageFiles.timeline));
    tell('recording.composing', { recording });
    compositions.add(recording, { height, layout });
  };

  const endAll = async (end: (capture: CapturedRecording) => Promise<void>) => {
    await Promise.allSettled([...openById.values()].map(async (opening) => end(await opening)));
  };

  return {
    handlers: {
      async 'recording.check'(request) {
        return { findings: await checkBefore(request, { folder: root, free, ffmpeg: programs.ffmpeg }) };
      },
      async 'recording.begin'(request) {
        const capture = await open(request.recording);
        await within(capture.begin(request), beginWithinMs, 'writing the beginning');
        void storage
          .look()
          .then(() => tell('recording.stored', { recording: request.recording, storage: storage.state() }));
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
      async 'recording.stop'(request) {
        await stopAndCompose(request);
        return {};
      },
      async 'recording.compose'(request) {
        await composeAgain(request);
        return {};
      },
      async 'track.open'({ recording, ...plan }) {
        return (await captured(recording)).openTrack(plan);
      },
      async 'track.close'({ recording, track, lost }) {
        const known = openById.get(recording);
        if (known) await (await known).closeTrack(track, lost);
        return {};
      },
      async 'recorder.pulse'({ sentAt, live }) {
        compositions.pulse(live);
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
      storage.close();
      const composed = compositions.close();
      await endAll((capture) => capture.leave());
      openById.clear();
      await composed;
    },
  };
}
