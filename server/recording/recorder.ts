import type { Logger } from 'pino';
import type { Namespace } from 'socket.io';
import type { Entry } from '../../core/event.ts';
import type { MeetingId, RecordingId } from '../../core/id.ts';
import type { Meeting, Recording } from '../../core/meeting.ts';
import type { RecorderNews } from '../../protocol/recorder.ts';
import type { Clock, CompositionProgress, FilmWish, Media, Recorder, RecordingListener } from '../ports.ts';
import { createLane, type FilmNewsType, type Lane, type LaneOptions } from './lane.ts';
import { receiveRecorders } from './recorder-link.ts';
import { createUnitedRecording, type Patience, type UnitedRecording } from './united-recording.ts';

export type RecorderOptions = LaneOptions & {
  readonly media: Media;
  readonly clock: Clock;
  /** Socket.IO's namespace `recorderNamespace`, which nobody else uses. */
  readonly namespace: Namespace;
  /** A second recorder of the same meetings, with a secret of its own; null: there is none. */
  readonly second?: LaneOptions | null;
  readonly patience?: Patience;
  readonly logger: Logger;
};

const tickEveryMs = 1_000;

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

/** A recording's id begins with its meeting's (core, decide/recording.ts). */
function meetingOf(recording: RecordingId): MeetingId {
  return recording.replace(/\.r\d+$/, '') as MeetingId;
}

/** The hub's side of the recorder, or of both. `start` begins the children, once the hub listens at `hubUrl`. */
export function createRecorder(options: RecorderOptions): Recorder & { start(hubUrl: string): void } {
  const { media, clock, namespace, second = null, patience, logger } = options;
  const lanesOf = second === null ? [options] : [options, second];
  const unitedById = new Map<RecordingId, UnitedRecording>();
  const progressById = new Map<RecordingId, CompositionProgress>();
  /** Films that are made anew, and by which recorder: asked for again when it comes back. */
  const wishById = new Map<RecordingId, { readonly lane: number; readonly wish: FilmWish }>();
  /** Meetings that sit: while one does, compositions wait for a free processor. */
  const live = new Set<MeetingId>();
  let listener = silent;
  let closing = false;

  const forget = (recording: RecordingId): void => {
    progressById.delete(recording);
    wishById.delete(recording);
  };

  /** Another recorder was asked for this film: it alone tells of it. */
  const isOfAnother = (lane: number, recording: RecordingId): boolean =>
    (wishById.get(recording)?.lane ?? lane) !== lane;

  /** A film that is made anew, of a recording that is not under way any more. */
  const again = <T extends FilmNewsType>(lane: number, type: T, news: RecorderNews<T>) => {
    const { recording } = news;
    if (isOfAnother(lane, recording)) return;
    const meeting = meetingOf(recording);
    if (type === 'recording.composing') return listener.composing(meeting, recording);
    forget(recording);
    if ('reason' in news) listener.failed(meeting, recording, news.reason);
    else if ('sha256' in news) {
      const { durationMs, size, sha256, times } = news;
      listener.finished(meeting, recording, { durationMs, size, sha256, times });
    }
  };

  const lanes: readonly Lane[] = lanesOf.map((lane, index) =>
    createLane(lane, {
      clock,
      logger: second === null ? logger : logger.child({ recorder: index + 1 }),
      isLive: () => live.size > 0,
      sessions: () => [...unitedById.values()].flatMap(({ sessions }) => sessions[index] ?? []),
      sessionOf: (recording) => unitedById.get(recording)?.sessions[index] ?? null,
      linked(link) {
        for (const [recording, { lane: taker, wish }] of wishById) {
          if (taker !== index) continue;
          link.ask('recording.compose', { recording, ...wish }).catch((error) => {
            logger.warn({ err: error, recording }, 'a film is not made anew');
            // Unless its line is lost once more, nobody makes it.
            if (lanes[index]?.link() === link) forget(recording);
          });
        }
        for (const united of unitedById.values()) united.linked(index, link);
      },
      lost() {
        for (const united of unitedById.values()) united.lost(index);
      },
      progress(recording, progress) {
        if (!isOfAnother(index, recording)) progressById.set(recording, progress);
      },
      again: (type, news) => again(index, type, news),
    }),
  );

  const followRecording = (meeting: Meeting, recording: Recording, entries: readonly Entry[]) => {
    const known = unitedById.get(recording.id);
    if (recording.state === 'ready' || recording.state === 'failed') {
      // Whatever else happens in its meeting later is nothing to a film that is made anew.
      if (!known) return;
      known.close();
      unitedById.delete(recording.id);
      forget(recording.id);
      return;
    }
    if (known) return known.follow(meeting, recording, entries);
    const united = createUnitedRecording(
      { meeting, recording },
      {
        lanes: lanes.length,
        media,
        clock,
        listener: () => listener,
        logger,
        ...(patience ? { patience } : {}),
      },
    );
    unitedById.set(recording.id, united);
    united.follow(meeting, recording, entries);
    lanes.forEach((lane, index) => {
      const link = lane.link();
      if (link) united.linked(index, link);
    });
  };

  receiveRecorders({ namespace, lanes: lanes.map(({ door }) => door), logger });
  const ticks = setInterval(() => {
    for (const united of unitedById.values()) united.tick();
  }, tickEveryMs);

  return {
    start(hubUrl) {
      for (const lane of lanes) lane.start(hubUrl);
    },
    listen(next) {
      listener = next;
    },
    follow(meeting, entries) {
      if (closing) return;
      if (meeting.phase.kind === 'live') live.add(meeting.id);
      else live.delete(meeting.id);
      for (const recording of meeting.recordings) followRecording(meeting, recording, entries);
    },
    restrict(meeting) {
      for (const recording of meeting.recordings) unitedById.get(recording.id)?.restrict(meeting, recording);
    },
    sendersChanged(meeting) {
      for (const { id } of meeting.recordings) unitedById.get(id)?.sendersChanged(meeting);
    },
    states: () => lanes.map((lane) => lane.state()),
    state() {
      const states = lanes.map((lane) => lane.state());
      return states.find((state) => state === 'ready') ?? states[0] ?? 'absent';
    },
    progressOf: (recording) => progressById.get(recording) ?? null,
    async compose(recording, wish) {
      // The first one keeps the archive; another has the package only where the first one never had.
      for (const [index, lane] of lanes.entries()) {
        const link = lane.link();
        try {
          if (!link) continue;
          // Before it answers, since what becomes of it may be told first.
          wishById.set(recording, { lane: index, wish });
          progressById.set(recording, { share: 0, remainingMs: null, held: null });
          await link.ask('recording.compose', { recording, ...wish });
          return { ok: true, value: null };
        } catch (error) {
          forget(recording);
          logger.warn({ err: error, recording }, 'a film is not made anew');
        }
      }
      return { ok: false, refusal: { code: 'unavailable' } };
    },
    async close() {
      closing = true;
      clearInterval(ticks);
      for (const united of unitedById.values()) united.leave();
      unitedById.clear();
      await Promise.all(lanes.map((lane) => lane.close()));
      namespace.disconnectSockets(true);
    },
  };
}
