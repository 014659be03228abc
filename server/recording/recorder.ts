import type { Logger } from 'pino';
import type { Namespace } from 'socket.io';
import type { Entry } from '../../core/event.ts';
import type { MeetingId, RecordingId } from '../../core/id.ts';
import type { Meeting, Recording } from '../../core/meeting.ts';
import type {
  Clock,
  CompositionProgress,
  Media,
  Recorder,
  RecorderState,
  RecordingListener,
} from '../ports.ts';
import { keepRecorder, type RecorderChild } from './recorder-child.ts';
import { type RecorderLink, receiveRecorders } from './recorder-link.ts';
import { createRecordingSession, type RecordingSession } from './recording-session.ts';

export type RecorderOptions = {
  readonly media: Media;
  readonly clock: Clock;
  /** Socket.IO's namespace `recorderNamespace`, which nobody else uses. */
  readonly namespace: Namespace;
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
  readonly logger: Logger;
};

const pulseEveryMs = 1_000;
/**
 * A recorder that gives no sign of life in this time hangs; what it holds is lost anyway. With the second before it,
 * everyone knows within five seconds.
 */
const pulseWithinMs = 3_500;
/** A picture can be decoded from a key frame on only: this bounds how far back a scene has to begin. */
const keyFramesEveryMs = 15_000;

const silent: RecordingListener = {
  checked() {},
  stored() {},
  confirmed() {},
  interrupted() {},
  resumed() {},
  composing() {},
  finished() {},
  failed() {},
};

/** The hub's side of the recorder. `start` begins the child, once the hub listens at `hubUrl`. */
export function createRecorder(options: RecorderOptions): Recorder & { start(hubUrl: string): void } {
  const { media, clock, namespace, token, logger } = options;
  const sessionById = new Map<RecordingId, RecordingSession>();
  const progressById = new Map<RecordingId, CompositionProgress>();
  /** Meetings that sit: while one does, compositions wait for a free processor. */
  const live = new Set<MeetingId>();
  let listener = silent;
  let link: RecorderLink | null = null;
  let child: RecorderChild | null = null;
  let closing = false;

  const follow = (meeting: Meeting, entries: readonly Entry[]) => {
    if (closing) return;
    if (meeting.phase.kind === 'live') live.add(meeting.id);
    else live.delete(meeting.id);
    for (const recording of meeting.recordings) followRecording(meeting, recording, entries);
  };
  const followRecording = (meeting: Meeting, recording: Recording, entries: readonly Entry[]) => {
    const known = sessionById.get(recording.id);
    if (recording.state === 'ready' || recording.state === 'failed') {
      known?.close();
      sessionById.delete(recording.id);
      progressById.delete(recording.id);
      return;
    }
    if (known) return known.follow(meeting, recording, entries);
    const session = createRecordingSession(
      { meeting, recording },
      { media, clock, listener: () => listener, logger },
    );
    sessionById.set(recording.id, session);
    session.follow(meeting, recording, entries);
    if (link) session.linked(link);
  };

  receiveRecorders({
    namespace,
    token,
    logger,
    listener: {
      opened(opened) {
        link = opened;
        for (const session of sessionById.values()) session.linked(opened);
      },
      lost() {
        link = null;
        for (const session of sessionById.values()) session.lost();
      },
      'track.keyFrame': ({ recording, track }) => sessionById.get(recording)?.requestKeyFrame(track),
      'recording.interrupted': ({ recording, reason }) => sessionById.get(recording)?.interrupted(reason),
      'recording.resumed': ({ recording }) => sessionById.get(recording)?.resumed(),
      'recording.composing': ({ recording }) => sessionById.get(recording)?.composing(),
      'recording.finished': ({ recording, ...result }) => sessionById.get(recording)?.finished(result),
      'recording.stored': ({ recording, storage }) => sessionById.get(recording)?.stored(storage),
      'recording.progress': ({ recording, ...progress }) => {
        if (sessionById.has(recording)) progressById.set(recording, progress);
      },
      'recording.failed': ({ recording, reason }) => sessionById.get(recording)?.failed(reason),
    },
  });

  const pulse = async () => {
    const asked = link;
    if (!asked) return;
    try {
      const { packets } = await asked.ask(
        'recorder.pulse',
        { sentAt: clock.now(), live: live.size > 0 },
        pulseWithinMs,
      );
      await Promise.all([...sessionById.values()].map((session) => session.check(packets)));
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
    for (const session of sessionById.values()) session.requestKeyFrames();
  }, keyFramesEveryMs);

  const state = (): RecorderState => {
    if (link) return 'ready';
    return child ? 'restarting' : 'absent';
  };

  return {
    start(hubUrl) {
      if (!options.child || child) return;
      const { main, folder, ip, environment } = options.child;
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
    listen(next) {
      listener = next;
    },
    follow,
    sendersChanged(meeting) {
      for (const { id } of meeting.recordings) sessionById.get(id)?.sendersChanged(meeting);
    },
    state,
    progressOf: (recording) => progressById.get(recording) ?? null,
    async close() {
      clearInterval(pulses);
      clearInterval(keyFrames);
      closing = true;
      for (const session of sessionById.values()) {
        // Told before the recorder's own end is noticed, so that the log names the true cause.
        session.interrupted('hub-restarted');
        session.close();
      }
      sessionById.clear();
      await child?.close();
      child = null;
      namespace.disconnectSockets(true);
    },
  };
}
