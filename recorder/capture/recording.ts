import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Logger } from 'pino';
import type { RecordingId } from '../../core/id.ts';
import type { MeetingRecord } from '../../protocol/meeting-record.ts';
import type {
  RecorderNews,
  RecorderNewsType,
  RecorderRequest,
  RecordingReason,
} from '../../protocol/recorder.ts';
import { packageFiles } from '../../protocol/recording-package.ts';
import { settleFile } from '../composition/package.ts';
import { bootId } from '../timeline/clock.ts';
import type { TimelineLine } from '../timeline/line.ts';
import { openTimeline, troubleOf } from '../timeline/timeline.ts';
import { capturesInto } from './left-behind.ts';
import type { PortPool } from './port-pool.ts';
import { openTrack, type Track, type TrackHost, type TrackPlan } from './track.ts';

export type Tell = <T extends RecorderNewsType>(type: T, news: RecorderNews<T>) => void;

export type RecordingHost = {
  readonly folder: string;
  readonly ip: string;
  readonly ports: PortPool;
  /** Command and first arguments up to ffmpeg, such that it dies with this process. */
  readonly ffmpeg: readonly string[];
  readonly ffmpegVersion: string;
  readonly tell: Tell;
  readonly logger: Logger;
};

/** One recording while its tracks are captured. */
export type CapturedRecording = {
  /** Whether the folder was there before: capture goes on after a gap. */
  readonly continued: boolean;
  begin(request: RecorderRequest<'recording.begin'>): Promise<void>;
  /** The tracks are open again after a lost line or a lost process. */
  resume(): void;
  /** The hub's line is lost: nothing arrives until `resume`. Ends the files. */
  interrupt(): Promise<void>;
  note(request: RecorderRequest<'recording.note'>): void;
  openTrack(plan: TrackPlan): Promise<Track['address']>;
  /** `lost`: what it would have held is missing from here on, until `resume`. */
  closeTrack(track: string, lost?: boolean): Promise<void>;
  packets(): Readonly<Record<string, number>>;
  /** The hub is there, and its clock stands at `sentAt`. */
  pulse(sentAt: number): void;
  /** Ends every track, then the time line. */
  stop(meeting: MeetingRecord): Promise<void>;
  /** The same without an end: the recording is to be continued by a later process. */
  leave(): Promise<void>;
};

const watchEveryMs = 5_000;
/** How much a machine that loses its power may take with it, and a moment more: two seconds are the bound. */
const settleEveryMs = 1_000;
const clockEveryMs = 5_000;

/** Files whose process an earlier recorder left behind; a process still writing one of them is ended. */
async function abandonedEpochs(folder: string, lines: readonly TimelineLine[]) {
  const closed = new Set(lines.flatMap((line) => (line.kind === 'epoch.closed' ? [line.epoch] : [])));
  const left = lines.flatMap((line) =>
    line.kind === 'epoch.opened' && !closed.has(line.epoch) ? [line] : [],
  );
  return Promise.all(
    left.map(async ({ epoch, file, pid }) => {
      const path = join(folder, file);
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      // A number is used again for other processes: only one that captures into this very file is ours.
      if (capturesInto(path, command)) process.kill(pid, 'SIGKILL');
      return { epoch, bytes: (await stat(path).catch(() => null))?.size ?? 0 };
    }),
  );
}

/** File names say whose track it is; letters that some file system or command line would mind become hyphens. */
function trackFile(epoch: number, plan: TrackPlan): string {
  const who = plan.participant.replaceAll(/[^A-Za-z0-9_-]/g, '-');
  const type = plan.kind === 'audio' ? 'mka' : 'mkv';
  return `${packageFiles.tracks}/${String(epoch).padStart(4, '0')}-${who}-${plan.source}.${type}`;
}

/** The highest number in the folder: a file whose line a crash has cut off must not be written over. */
async function lastNumber(tracks: string): Promise<number> {
  const names = await readdir(tracks);
  return Math.max(0, ...names.map((name) => Number.parseInt(name, 10) || 0));
}

/**
 * Opens the recording's folder, makes it if it is not there, and puts in order what an earlier process left. Whoever
 * waits for it is told when the disk refuses.
 */
export async function openRecording(recording: RecordingId, host: RecordingHost): Promise<CapturedRecording> {
  try {
    return await openFolder(recording, host);
  } catch (error) {
    const reason = troubleOf(error);
    if (reason !== null) host.tell('recording.interrupted', { recording, reason });
    throw error;
  }
}

async function openFolder(recording: RecordingId, host: RecordingHost): Promise<CapturedRecording> {
  const { folder, tell } = host;
  const logger = host.logger.child({ recording });
  const tracks = join(folder, packageFiles.tracks);
  await mkdir(tracks, { recursive: true });

  const troubles = new Set<string>();
  const enter = (trouble: string, reason: RecordingReason, wholeUntil?: number) => {
    const first = troubles.size === 0;
    troubles.add(trouble);
    if (!first) return;
    const noticed = wholeUntil === undefined ? {} : { fromMono: wholeUntil };
    void timeline.append({ kind: 'interrupted', reason, ...noticed });
    tell('recording.interrupted', { recording, reason });
  };
  const leaveTrouble = (trouble: string) => {
    if (!troubles.delete(trouble) || troubles.size > 0) return;
    void timeline.append({ kind: 'resumed' });
    tell('recording.resumed', { recording });
  };

  const watchDisk = {
    trouble: (reason: RecordingReason) => enter('disk', reason),
    recovered: () => leaveTrouble('disk'),
    removed: () => enter('folder', 'folder-removed'),
  };
  const timeline = await openTimeline(join(folder, packageFiles.timeline), watchDisk, logger);
  const { lines, tornBytes } = timeline.before;
  if (lines.some(({ kind }) => kind === 'stop')) {
    await timeline.close();
    throw new Error('this recording has ended; nothing can be added to it');
  }
  const continued = lines.length > 0;
  if (continued) troubles.add('line');
  void timeline.append({
    kind: 'session',
    pid: process.pid,
    boot: bootId(),
    ffmpeg: host.ffmpegVersion,
    tornBytes,
  });
  for (const { epoch, bytes } of await abandonedEpochs(folder, lines))
    void timeline.append({ kind: 'epoch.closed', epoch, reason: 'abandoned', bytes, packets: 0, lost: 0 });

  let epochs = Math.max(
    await lastNumber(tracks),
    ...lines.map((line) => (line.kind === 'epoch.opened' ? line.epoch : 0)),
  );
  // A file is found again after a loss of power only if its folder is on the disk as well.
  for (const each of [tracks, folder, dirname(folder)]) await settleFile(each);
  let lastClockAt = Number.NEGATIVE_INFINITY;
  const trackById = new Map<string, Promise<Track>>();
  const openTracks = () => Promise.allSettled(trackById.values());

  const trackHost: TrackHost = {
    ...host,
    logger,
    nextEpoch(plan) {
      epochs += 1;
      const file = trackFile(epochs, plan);
      return { epoch: epochs, path: join(folder, file), file };
    },
    write: (fact) => void timeline.append(fact),
    requestKeyFrame: (track) => tell('track.keyFrame', { recording, track }),
    broke: enter,
    whole: leaveTrouble,
  };

  const watching = setInterval(() => {
    for (const opening of trackById.values())
      opening
        .then((track) => track.watch())
        .catch((error) => logger.warn({ err: error }, 'a track cannot be watched'));
  }, watchEveryMs);

  let settling = false;
  let settledEpochs = epochs;
  const settle = async () => {
    const known = epochs;
    if (await timeline.isRemoved()) enter('folder', 'folder-removed');
    const removed = troubles.has('folder');
    await Promise.allSettled([...trackById.values()].map(async (opening) => (await opening).settle()));
    if (known > settledEpochs) await settleFile(tracks);
    settledEpochs = known;
    // Each track says of itself until when it is missing.
    if (removed) leaveTrouble('folder');
  };
  const settlings = setInterval(() => {
    if (settling) return;
    settling = true;
    settle()
      .catch((error) => logger.warn({ err: error }, 'the tracks cannot be brought to the disk'))
      .finally(() => {
        settling = false;
      });
  }, settleEveryMs);

  /** Endings under way: one asked for twice is waited for by both. */
  const endings = new Set<Promise<void>>();
  const closeTrack = (id: string, lost = false) => {
    if (lost) enter('media', 'track-lost');
    const opening = trackById.get(id);
    trackById.delete(id);
    leaveTrouble(id);
    const ending = (async () => {
      await opening?.then((track) => track.close()).catch(() => {});
    })();
    endings.add(ending);
    return ending.finally(() => endings.delete(ending));
  };
  const closeTracks = async () => {
    for (const id of [...trackById.keys()]) void closeTrack(id);
    await Promise.all(endings);
  };
  const packetCounts = new Map<string, () => number>();

  return {
    continued,
    async begin({ sentAt, at, meeting, stage, after }) {
      void timeline.append({ kind: 'begin', recording, sentAt, meeting, after });
      await timeline.append({ kind: 'stage', sentAt, at, stage });
    },
    resume() {
      leaveTrouble('line');
      leaveTrouble('media');
    },
    interrupt() {
      enter('line', 'recorder-lost');
      return closeTracks();
    },
    note({ sentAt, entries, stage }) {
      for (const entry of entries) void timeline.append({ kind: 'entry', sentAt, entry });
      if (stage) void timeline.append({ kind: 'stage', sentAt, ...stage });
    },
    async openTrack(plan) {
      if (trackById.has(plan.track)) throw new Error('this track is open already');
      const opening = openTrack(plan, trackHost);
      trackById.set(plan.track, opening);
      try {
        const track = await opening;
        packetCounts.set(plan.track, track.packets);
        return track.address;
      } catch (error) {
        trackById.delete(plan.track);
        throw error;
      }
    },
    closeTrack,
    packets() {
      for (const id of packetCounts.keys()) if (!trackById.has(id)) packetCounts.delete(id);
      return Object.fromEntries([...packetCounts].map(([id, count]) => [id, count()]));
    },
    pulse(sentAt) {
      if (performance.now() - lastClockAt < clockEveryMs) return;
      lastClockAt = performance.now();
      void timeline.append({ kind: 'clock', sentAt });
    },
    async stop(meeting) {
      clearInterval(watching);
      clearInterval(settlings);
      await openTracks();
      await closeTracks();
      void timeline.append({ kind: 'stop', meeting });
      await timeline.close();
    },
    async leave() {
      clearInterval(watching);
      clearInterval(settlings);
      await openTracks();
      await closeTracks();
      await timeline.close();
    },
  };
}
