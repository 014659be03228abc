import type { Logger } from 'pino';
import type { Entry } from '../../core/event.ts';
import type { Meeting, Recording, RecordingStorage } from '../../core/meeting.ts';
import { isPaused } from '../../core/recording.ts';
import { recordedSenders } from '../../core/stage.ts';
import type { LoggedEntry, RecorderNews, RecordingReason, ShownStage } from '../../protocol/recorder.ts';
import type { Clock, Media, RecordingListener } from '../ports.ts';
import { type Captures, createCaptures } from './captures.ts';
import { createHallEntries } from './hall-entries.ts';
import type { RecorderLink } from './recorder-link.ts';
import { loggedEntryOf, meetingRecordOf, shownStageOf } from './shown-stage.ts';

/** One recording of one meeting, from its order to its end, over as many lines to recorders as that takes. */
export type RecordingSession = {
  follow(meeting: Meeting, recording: Recording, entries: readonly Entry[]): void;
  sendersChanged(meeting: Meeting): void;
  linked(link: RecorderLink): void;
  lost(): void;
  stored(storage: RecordingStorage): void;
  interrupted(reason: RecordingReason): void;
  resumed(): void;
  composing(): void;
  finished(result: Omit<RecorderNews<'recording.finished'>, 'recording'>): void;
  failed(reason: RecordingReason): void;
  requestKeyFrame(track: string): void;
  requestKeyFrames(): void;
  check(received: Readonly<Record<string, number>>): Promise<void>;
  /** Ends what the hub holds of it; the recorder is not told. */
  close(): void;
};

export type SessionOptions = {
  readonly media: Media;
  readonly clock: Clock;
  readonly listener: () => RecordingListener;
  readonly logger: Logger;
};

type Note = {
  readonly entries: readonly LoggedEntry[];
  readonly stage: { at: number; stage: ShownStage } | null;
};

/** An ordered recording that no recorder has begun in this time has failed: the chair must know. */
const startWithinMs = 20_000;
const retryMs = 1_000;
/** A check that takes longer tells nothing any more: the first words are waiting. */
const checkWithinMs = 6_000;

/** How long the meeting is still to last, in milliseconds; null: nobody said. */
function plannedMsLeft({ phase, plannedMs }: Meeting, now: number): number | null {
  if (plannedMs === null) return null;
  const begun = phase.kind === 'live' ? phase.openedAt : now;
  return Math.max(0, begun + plannedMs - now);
}

/** Begins where the meeting's state says the recording stands: newly ordered, or going on after the hub's restart. */
export function createRecordingSession(
  first: { readonly meeting: Meeting; readonly recording: Recording },
  options: SessionOptions,
): RecordingSession {
  const { media, clock, listener } = options;
  const meetingId = first.meeting.id;
  const id = first.recording.id;
  const logger = options.logger.child({ meeting: meetingId, recording: id });
  const ofHall = createHallEntries(first.meeting, first.recording.hall);
  let { meeting, recording } = first;
  let link: RecorderLink | null = null;
  let captures: Captures | null = null;
  let begun = false;
  let stopAsked = false;
  /** Why nothing was captured before the next begin; null: nothing is missing. */
  let after: RecordingReason | null = null;
  let notes: Note[] = [];
  let shown: string | null = null;
  let working = false;
  let dirty = false;
  let over = false;
  const timers = new Set<NodeJS.Timeout>();

  const later = (run: () => void, ms: number) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (!over) run();
    }, ms);
    timers.add(timer);
  };

  const hasOpenGap = () => recording.gaps.at(-1)?.to === null;
  const isCapturing = () => recording.state === 'starting' || recording.state === 'recording';
  const isEnding = () => recording.state === 'stopping' || recording.state === 'composing';

  /** Looks before the first byte whether the recording will have what it needs (REC-7). */
  const check = async (to: RecorderLink) => {
    const sentAt = clock.now();
    const plannedMs = plannedMsLeft(meeting, sentAt);
    try {
      const asked = { recording: id, sentAt, plannedMs };
      const { findings } = await to.ask('recording.check', asked, checkWithinMs);
      if (link === to) listener().checked(meetingId, id, findings);
    } catch (error) {
      logger.warn({ err: error }, 'nothing could be checked before the recording');
    }
  };

  const begin = async (to: RecorderLink) => {
    if (recording.state === 'starting') await check(to);
    if (link !== to) return;
    const now = clock.now();
    const stage = shownStageOf(meeting, recording);
    const asked = {
      recording: id,
      sentAt: now,
      at: now,
      meeting: meetingRecordOf(meeting, recording.hall),
      stage,
      after,
    };
    const { continued } = await to.ask('recording.begin', asked);
    if (link !== to) return;
    begun = true;
    shown = JSON.stringify(stage);
    captures = createCaptures({ meeting: meetingId, recording: id, media, link: to, again: poke, logger });
    logger.info({ continued, after }, 'recording');
    if (recording.state === 'starting') listener().confirmed(meetingId, id);
  };

  const sendNotes = async (to: RecorderLink) => {
    for (let note = notes[0]; note; note = notes[0]) {
      await to.ask('recording.note', {
        recording: id,
        sentAt: clock.now(),
        ...note,
        entries: [...note.entries],
      });
      notes = notes.slice(1);
    }
  };

  const capture = async (to: RecorderLink) => {
    if (!begun) await begin(to);
    await sendNotes(to);
    await captures?.settle(recordedSenders(meeting, recording, media.sendersOf(meetingId)));
    if (after === null || link !== to) return;
    await to.ask('recording.resume', { recording: id });
    after = null;
  };

  const finish = async (to: RecorderLink) => {
    captures?.close();
    captures = null;
    if (stopAsked) return;
    if (!begun && notes.length > 0)
      await begin(to).catch((error) =>
        logger.info({ err: error }, 'what is left to note came after the end'),
      );
    if (begun) await sendNotes(to);
    await to.ask('recording.stop', {
      recording: id,
      sentAt: clock.now(),
      meeting: meetingRecordOf(meeting, recording.hall),
    });
    if (link === to) stopAsked = true;
  };

  const step = async () => {
    if (!link || over) return;
    if (isCapturing()) await capture(link);
    else if (isEnding()) await finish(link);
  };

  const work = async () => {
    if (working) return;
    working = true;
    while (dirty && !over) {
      dirty = false;
      try {
        await step();
      } catch (error) {
        logger.error({ err: error }, 'the recorder did not do what was asked; it is asked again');
        later(() => poke(0), retryMs);
      }
    }
    working = false;
  };
  function poke(afterMs: number): void {
    if (afterMs > 0) {
      later(() => poke(0), afterMs);
      return;
    }
    dirty = true;
    work().catch((error) => logger.error({ err: error }, 'a recording cannot be followed'));
  }

  const interrupt = (reason: RecordingReason) => {
    after ??= reason;
    if (recording.state === 'recording' && !hasOpenGap()) listener().interrupted(meetingId, id, reason);
  };

  if (recording.state === 'recording') later(() => interrupt('hub-restarted'), 0);
  if (recording.state === 'recording') after = 'hub-restarted';
  if (recording.state === 'starting')
    later(() => {
      if (recording.state === 'starting') listener().failed(meetingId, id, 'recorder-absent');
    }, startWithinMs);

  return {
    follow(next, nextRecording, entries) {
      meeting = next;
      recording = nextRecording;
      const stage = shownStageOf(next, recording);
      const text = JSON.stringify(stage);
      const changed = text !== shown;
      shown = text;
      // What happens in a closed part is not told to the record, but that there was one.
      const told = ofHall.of(next, entries);
      const own = isPaused(recording) ? told.filter(({ event }) => 'recording' in event) : told;
      if (changed || own.length > 0) {
        const at = entries.at(-1)?.at ?? clock.now();
        notes.push({ entries: own.map(loggedEntryOf), stage: changed ? { at, stage } : null });
      }
      poke(0);
    },
    sendersChanged(next) {
      meeting = next;
      poke(0);
    },
    linked(next) {
      link = next;
      poke(0);
    },
    lost() {
      link = null;
      captures?.close();
      captures = null;
      begun = false;
      stopAsked = false;
      interrupt('recorder-lost');
    },
    stored: (storage) => listener().stored(meetingId, id, storage),
    interrupted: (reason) => listener().interrupted(meetingId, id, reason),
    resumed: () => listener().resumed(meetingId, id),
    composing() {
      if (recording.state !== 'composing') listener().composing(meetingId, id);
    },
    finished: (result) => listener().finished(meetingId, id, result),
    failed: (reason) => listener().failed(meetingId, id, reason),
    requestKeyFrame: (track) => captures?.requestKeyFrame(track),
    requestKeyFrames: () => captures?.requestKeyFrames(),
    check: async (received) => captures?.check(received),
    close() {
      over = true;
      for (const timer of timers) clearTimeout(timer);
      captures?.close();
    },
  };
}
