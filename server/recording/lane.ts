import type { Logger } from 'pino';
import type { RecordingId } from '../../core/id.ts';
import type { RecorderNews } from '../../protocol/recorder.ts';
import type { Clock, CompositionProgress, RecorderState } from '../ports.ts';
import { keepRecorder, type RecorderChild } from './recorder-child.ts';
import type { LinkLane, RecorderLink } from './recorder-link.ts';
import type { RecordingSession } from './recording-session.ts';

export type LaneOptions = {
  /** The secret shared with the recorder: for a child, made anew at each start. At least 16 characters. */
  readonly token: string;
  /** The recorder runs beside the hub; null: on another machine, and connects by itself. */
  readonly child: {
    /** Path of recorder/main.ts. */
    readonly main: string;
    /** Where recordings are kept. */
    readonly folder: string;
    /** This machine's address by which media reaches the recorder: loopback. */
    readonly ip: string;
    /** More for its environment, e.g. RECORDER_CA_FILE. */
    readonly environment?: Readonly<Record<string, string>>;
  } | null;
};

/** What a recorder's lane needs of whoever holds the recordings. */
export type LaneHost = {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Whether a meeting sits on this hub. */
  readonly isLive: () => boolean;
  /** The recordings under way, as this recorder takes part in them. */
  readonly sessions: () => readonly RecordingSession[];
  readonly sessionOf: (recording: RecordingId) => RecordingSession | null;
  readonly linked: (link: RecorderLink) => void;
  readonly lost: () => void;
  readonly progress: (recording: RecordingId, progress: CompositionProgress) => void;
  /** News of a recording that is not under way: its film is made anew. */
  readonly again: <T extends FilmNewsType>(type: T, news: RecorderNews<T>) => void;
};
export type FilmNewsType = 'recording.composing' | 'recording.finished' | 'recording.failed';

/** One recorder: its line, its process if it is a child, and the watch over both. */
export type Lane = {
  /** What is to be received on the recorders' namespace. */
  readonly door: LinkLane;
  link(): RecorderLink | null;
  state(): RecorderState;
  start(hubUrl: string): void;
  close(): Promise<void>;
};

const pulseEveryMs = 1_000;
/**
 * A recorder that gives no sign of life in this time hangs; what it holds is lost anyway. With the second before it,
 * everyone knows within five seconds.
 */
const pulseWithinMs = 3_000;
/** A picture can be decoded from a key frame on only: this bounds how far back a scene has to begin. */
const keyFramesEveryMs = 15_000;
/** A recorder that has not come in this time after the hub's start is told of in the log. */
const expectedWithinMs = 15_000;

export function createLane({ token, child: childOptions }: LaneOptions, host: LaneHost): Lane {
  const { clock, logger, sessionOf } = host;
  let link: RecorderLink | null = null;
  let child: RecorderChild | null = null;

  const film = <T extends FilmNewsType>(
    type: T,
    news: RecorderNews<T>,
    tell: (to: RecordingSession) => void,
  ) => {
    const session = sessionOf(news.recording);
    if (session) tell(session);
    else host.again(type, news);
  };

  const door: LinkLane = {
    token,
    logger,
    listener: {
      opened(opened) {
        link = opened;
        host.linked(opened);
      },
      lost() {
        link = null;
        logger.warn('the line to the recorder is lost');
        host.lost();
      },
      'track.keyFrame': ({ recording, track }) => sessionOf(recording)?.requestKeyFrame(track),
      'recording.interrupted': ({ recording, reason }) => sessionOf(recording)?.interrupted(reason),
      'recording.resumed': ({ recording }) => sessionOf(recording)?.resumed(),
      'recording.stored': ({ recording, storage }) => sessionOf(recording)?.stored(storage),
      'recording.progress': ({ recording, ...progress }) => host.progress(recording, progress),
      'recording.composing': (news) => film('recording.composing', news, (to) => to.composing()),
      'recording.finished'(news) {
        const { recording: _, ...result } = news;
        film('recording.finished', news, (to) => to.finished(result));
      },
      'recording.failed': (news) => film('recording.failed', news, (to) => to.failed(news.reason)),
    },
  };

  const pulse = async () => {
    const asked = link;
    if (!asked) return;
    try {
      const request = { sentAt: clock.now(), live: host.isLive() };
      const { packets } = await asked.ask('recorder.pulse', request, pulseWithinMs);
      await Promise.all(host.sessions().map((session) => session.check(packets)));
    } catch (error) {
      if (link !== asked) return;
      logger.error({ err: error }, 'the recorder gives no sign of life');
      asked.drop();
      child?.kill();
    }
  };
  let pulsing = false;
  const pulses = setInterval(() => {
    if (pulsing) return;
    pulsing = true;
    pulse()
      .catch((error) => logger.error({ err: error }, 'the recorder cannot be watched'))
      .finally(() => {
        pulsing = false;
      });
  }, pulseEveryMs);
  const keyFrames = setInterval(() => {
    for (const session of host.sessions()) session.requestKeyFrames();
  }, keyFramesEveryMs);
  let expected: NodeJS.Timeout | null = null;

  return {
    door,
    link: () => link,
    state() {
      if (link) return 'ready';
      return child ? 'restarting' : 'absent';
    },
    start(hubUrl) {
      expected ??= setTimeout(() => {
        if (!link) logger.warn('the recorder has not come');
      }, expectedWithinMs);
      if (!childOptions || child) return;
      const { main, folder, ip, environment } = childOptions;
      child = keepRecorder({
        main,
        logger,
        environment: {
          ...environment,
          RECORDER_HUB_URL: hubUrl,
          RECORDER_TOKEN: token,
          RECORDER_FOLDER: folder,
          RECORDER_IP: ip,
        },
      });
    },
    async close() {
      clearInterval(pulses);
      clearInterval(keyFrames);
      if (expected) clearTimeout(expected);
      await child?.close();
      child = null;
    },
  };
}
