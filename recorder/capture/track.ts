import type { Logger } from 'pino';
import type { RecorderRequest, RecordingReason } from '../../protocol/recorder.ts';
import { monotonicMs } from '../timeline/clock.ts';
import type { TimelineFact } from '../timeline/line.ts';
import { type Epoch, type EpochEnd, startEpoch } from './epoch.ts';
import { createFileGrowth, type FileGrowth } from './file-growth.ts';
import type { PortPool } from './port-pool.ts';
import { parseSenderReports } from './rtcp.ts';
import { createUnwrapper, opensVp8KeyFrame, parseRtp, type RtpHeader, stampRtp } from './rtp.ts';
import { describeSession, mediaCodec } from './sdp.ts';
import { createSteadyTimestamps } from './steady-timestamp.ts';
import { openInlet } from './udp-inlet.ts';

export type TrackPlan = Omit<RecorderRequest<'track.open'>, 'recording'>;

/** What a track needs of the recording around it. */
export type TrackHost = {
  readonly ip: string;
  readonly ports: PortPool;
  readonly ffmpeg: readonly string[];
  /** A new number and the file's absolute and relative path. */
  nextEpoch(plan: TrackPlan): { readonly epoch: number; readonly path: string; readonly file: string };
  write(fact: TimelineFact): void;
  requestKeyFrame(track: string): void;
  /**
   * The track's file broke off although it was wanted; it is begun again with the next packet.
   * @param wholeUntil monotonic: what came later is perhaps missing; absent: nothing that came until now
   */
  broke(track: string, reason: RecordingReason, wholeUntil?: number): void;
  /** Nothing of the track is being missed: its packets go into a file again, or none arrive. */
  whole(track: string): void;
  readonly logger: Logger;
};

/** One sender's packets on their way into files. */
export type Track = {
  readonly address: { readonly ip: string; readonly rtpPort: number; readonly rtcpPort: number };
  packets(): number;
  /** Once in a second: brings what was written to the disk, and begins another file where it was removed or is stuck. */
  settle(): Promise<void>;
  /** Once in five seconds: ends the file when nothing comes. */
  watch(): Promise<void>;
  close(): Promise<void>;
};

type Running = {
  readonly epoch: number;
  readonly port: number;
  readonly startedAt: number;
  /** Null until the process runs; packets are kept in `early` meanwhile. */
  process: Epoch | null;
  early: Uint8Array[];
  packets: number;
  lost: number;
  /** The last packet could not be kept: what follows cannot be decoded without a key frame. */
  dropped: boolean;
  readonly growth: FileGrowth;
  why: 'closed' | 'idle' | 'stuck' | null;
};

/** A file is ended after so long without a packet; the next packet begins another. Silence is no fault. */
const idleAfterMs = 120_000;
/** Between two requests for a key frame of one track. */
const keyFrameEveryMs = 1_000;
/** Reports written: the first few at once, then one in five seconds, which fixes a clock's drift well enough. */
const reportsAtOnce = 5;
const reportEveryMs = 5_000;

/** Why ffmpeg broke off, by its last words. */
function reasonOf(complaint: string): RecordingReason {
  if (/No space left|Disk quota exceeded/i.test(complaint)) return 'disk-full';
  return /Read-only file system|Input\/output error/i.test(complaint) ? 'disk-broken' : 'track-lost';
}

/** Opens the track's ports. Files begin with the first packet (for a picture: with a key frame). */
export async function openTrack(plan: TrackPlan, host: TrackHost): Promise<Track> {
  const codec = mediaCodec(plan.rtpParameters);
  const ssrc = plan.rtpParameters.encodings[0]?.ssrc ?? null;
  const isVp8 = /\/vp8$/i.test(codec.mimeType);
  const logger = host.logger.child({ track: plan.track, participant: plan.participant, source: plan.source });
  const steady = createSteadyTimestamps(codec.clockRate);
  const unwrapTimestamp = createUnwrapper(32);
  const unwrapSequence = createUnwrapper(16);
  let running: Running | null = null;
  let ending: Promise<unknown> = Promise.resolve();
  let packets = 0;
  let lastPacketAt = 0;
  let lastSequence: number | null = null;
  let lastKeyFrameRequest = Number.NEGATIVE_INFINITY;
  let reports = 0;
  let lastReportAt = Number.NEGATIVE_INFINITY;
  let failures = 0;
  let notBefore = Number.NEGATIVE_INFINITY;
  let brokeAt: number | null = null;
  let closing = false;
  let closed = false;
  /** Of files that were removed: they are ended and put back. */
  let renewing: Promise<unknown> = Promise.resolve();

  const requestKeyFrame = () => {
    if (plan.kind !== 'video' || monotonicMs() - lastKeyFrameRequest < keyFrameEveryMs) return;
    lastKeyFrameRequest = monotonicMs();
    host.requestKeyFrame(plan.track);
  };

  const finished = (run: Running, end: EpochEnd) => {
    if (run.port !== 0) host.ports.release(run.port);
    if (running === run) running = null;
    const reason = run.why ?? 'crashed';
    const { packets: count, lost } = run;
    host.write({ kind: 'epoch.closed', epoch: run.epoch, reason, bytes: end.bytes, packets: count, lost });
    if (reason === 'closed' || reason === 'idle') return;
    // A file that never lives long (a full disk, a broken ffmpeg) is tried again ever more slowly.
    failures = monotonicMs() - run.startedAt > 10_000 ? 0 : failures + 1;
    notBefore = monotonicMs() + (failures === 0 ? 0 : Math.min(10_000, 250 * 2 ** failures));
    logger.warn({ epoch: run.epoch, reason, complaint: end.complaint }, 'a track broke off');
    brokeAt = monotonicMs();
    host.broke(plan.track, reasonOf(end.complaint), run.growth.wholeUntil());
    requestKeyFrame();
  };

  const forward = (run: Running, process: Epoch, packet: Uint8Array) => {
    const isKept = process.forward(packet);
    if (!isKept) run.lost += 1;
    else if (run.dropped) requestKeyFrame();
    run.dropped = !isKept;
  };

  const launch = async (run: Running, path: string, sdp: string) => {
    const plannedSsrc = ssrc ?? 0;
    const { ffmpeg } = host;
    const process = await startEpoch({
      ffmpeg,
      file: path,
      sdp,
      port: run.port,
      ssrc: plannedSsrc,
      notPutBack: (error) => logger.error({ err: error, epoch: run.epoch }, 'a removed file is lost'),
    });
    for (const packet of run.early) forward(run, process, packet);
    run.early = [];
    run.process = process;
    return process;
  };

  const begin = (packet: Uint8Array, timestamp: number) => {
    const { epoch, path, file } = host.nextEpoch(plan);
    const firstMono = monotonicMs();
    const run: Running = {
      epoch,
      port: 0,
      startedAt: firstMono,
      process: null,
      early: [],
      packets: 0,
      lost: 0,
      dropped: false,
      growth: createFileGrowth(codec.clockRate, firstMono),
      why: null,
    };
    running = run;
    hand(run, packet, timestamp);
    ending = ending.then(async () => {
      let end: EpochEnd = { bytes: 0, wanted: false, complaint: 'could not be started' };
      try {
        const port = await host.ports.take();
        Object.assign(run, { port });
        const process = await launch(run, path, describeSession(plan.kind, codec, port));
        host.write({
          kind: 'epoch.opened',
          epoch,
          track: plan.track,
          participant: plan.participant,
          source: plan.source,
          media: plan.kind,
          codec: codec.mimeType,
          clockRate: codec.clockRate,
          file,
          pid: process.pid,
          firstRtp: timestamp,
          firstMono,
        });
        brokeAt = null;
        host.whole(plan.track);
        void process.ended.then((reached) => finished(run, reached));
        return;
      } catch (error) {
        end = { ...end, complaint: String(error) };
      }
      finished(run, end);
    });
  };

  const follow = (header: RtpHeader) => {
    const sequence = unwrapSequence(header.sequence);
    const missing = lastSequence === null ? 0 : sequence - lastSequence - 1;
    if (missing > 0) {
      if (running) running.lost += missing;
      requestKeyFrame();
    }
    lastSequence = Math.max(lastSequence ?? sequence, sequence);
    packets += 1;
    lastPacketAt = monotonicMs();
  };

  const isOurs = (header: RtpHeader, port: number) =>
    port === plan.from.rtpPort &&
    header.payloadType === codec.payloadType &&
    (ssrc === null || header.ssrc === ssrc);

  const hand = (run: Running, packet: Uint8Array, timestamp: number) => {
    run.packets += 1;
    run.growth.handed(timestamp, monotonicMs());
    if (run.process) forward(run, run.process, packet);
    else run.early.push(Uint8Array.from(packet));
  };

  const receive = (packet: Uint8Array, port: number) => {
    const header = parseRtp(packet);
    if (closed || !header || !isOurs(header, port)) return;
    follow(header);
    const stamp = steady.packet(header.timestamp, lastPacketAt);
    if (stamp !== header.timestamp) stampRtp(packet, stamp);
    const timestamp = unwrapTimestamp(stamp);
    if (running) return hand(running, packet, timestamp);
    if (monotonicMs() < notBefore) return;
    if (isVp8 && !opensVp8KeyFrame(packet, header)) return requestKeyFrame();
    begin(packet, timestamp);
  };

  const report = (packet: Uint8Array) => {
    for (const sample of parseSenderReports(packet)) {
      if (closed || packets === 0 || (ssrc !== null && sample.ssrc !== ssrc)) continue;
      const stamp = steady.report(sample.timestamp);
      if (stamp === null) continue;
      const due = reports < reportsAtOnce || monotonicMs() - lastReportAt >= reportEveryMs;
      if (!due) continue;
      reports += 1;
      lastReportAt = monotonicMs();
      host.write({
        kind: 'report',
        track: plan.track,
        rtp: unwrapTimestamp(stamp),
        ntp: sample.ntpMs,
      });
    }
  };

  const end = async (why: 'closed' | 'idle') => {
    const run = running;
    if (!run) return;
    run.why = why;
    if (why === 'idle') running = null;
    await ending;
    await run.process?.finish();
  };

  /** The next packet begins another file. What the removed one holds is put back when it has ended. */
  const renew = (run: Running) => {
    if (running !== run || run.why !== null) return;
    logger.error({ epoch: run.epoch }, 'the file of a track was removed; another is begun');
    run.why = 'closed';
    running = null;
    brokeAt = monotonicMs();
    host.broke(plan.track, 'folder-removed');
    requestKeyFrame();
    renewing = Promise.all([renewing, run.process?.finish()]);
  };

  const inlet = await openInlet(host.ip, host.ports, {
    rtp: (packet, from) => receive(packet, from.port),
    rtcp: report,
  });
  logger.debug({ rtpPort: inlet.rtpPort }, 'a track is received');

  return {
    address: { ip: host.ip, rtpPort: inlet.rtpPort, rtcpPort: inlet.rtcpPort },
    packets: () => packets,
    async settle() {
      const run = running;
      if (!run) return;
      const bytes = (await run.process?.settle()) ?? 0;
      if (await run.process?.isRemoved()) return renew(run);
      const reads = run.process?.reads() ?? false;
      if (!run.growth.look({ bytes, reads }, monotonicMs()) || run.why !== null) return;
      run.why = 'stuck';
      run.process?.kill();
    },
    async watch() {
      const run = running;
      if (!run && brokeAt !== null && lastPacketAt <= brokeAt) {
        brokeAt = null;
        host.whole(plan.track);
      }
      if (!run?.process) return;
      if (monotonicMs() - lastPacketAt > idleAfterMs) return end('idle');
    },
    async close() {
      if (closing) return;
      closing = true;
      // The last words lie there still where this process was busy.
      await inlet.drain();
      closed = true;
      inlet.close();
      await end('closed');
      await ending;
      await renewing;
    },
  };
}
