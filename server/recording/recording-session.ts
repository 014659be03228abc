import type { Logger } from 'pino';
import { announcedBy } from '../../core/announcement.ts';
import type { Entry } from '../../core/event.ts';
import type { Meeting, Recording, RecordingStorage } from '../../core/meeting.ts';
import { captures as isCapturing, isPaused } from '../../core/recording.ts';
import { recordedSenders } from '../../core/stage.ts';
import type { LoggedEntry, RecordingReason, ShownStage } from '../../protocol/recorder.ts';
import type { Clock, FinishedPackage, Media, Sender } from '../ports.ts';
import { type Captures, createCaptures } from './captures.ts';
import { createHallEntries, outsideClosedParts } from './hall-entries.ts';
import type { LaneReport } from './lane-report.ts';
import type { RecorderLink } from './recorder-link.ts';
import { loggedEntryOf, meetingRecordOf, shownStageOf } from './shown-stage.ts';
import { createWorkLoop } from './work-loop.ts';

/** One recorder's part in one recording, from its order to its end, over as many lines as that takes. */
export type RecordingSession = {
  follow(meeting: Meeting, recording: Recording, entries: readonly Entry[]): void;
  /** Ends at once what is no longer to be captured; `follow` comes with the entries when the database has them. */
  restrict(meeting: Meeting, recording: Recording): void;
  /** Whether this recorder makes the film after its end. */
  compose(wanted: boolean): void;
  sendersChanged(meeting: Meeting): void;
  linked(link: RecorderLink): void;
  lost(): void;
  stored(storage: RecordingStorage): void;
  interrupted(reason: RecordingReason): void;
  resumed(): void;
  composing(): void;
  finished(result: FinishedPackage): void;
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
  readonly report: LaneReport;
  readonly logger: Logger;
};

type Note = {
  readonly entries: readonly LoggedEntry[];
  readonly stage: { at: number; stage: ShownStage } | null;
};

/** A check that takes longer tells nothing any more: the first words are waiting. */
const checkWithinMs = 6_000;
/** A recorder that is there and cannot end its files in this time will not: its disk is gone, say. */
const stuckAfterMs = 10_000;

/** Whoever has not come back so long after a media worker's death is away for reasons of their own. */
const missedForMs = 15_000;

/** Producers are made anew; what is sent, and by whom, stays. */
function placeOf({ participant, source }: Sender): string {
  return `${participant} ${source}`;
}

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
  const { media, clock, report } = options;
  const meetingId = first.meeting.id;
  const id = first.recording.id;
  const logger = options.logger.child({ meeting: meetingId, recording: id });
  const ofHall = createHallEntries(first.meeting, first.recording.hall);
  let { meeting, recording } = first;
  /** As `restrict` knows it already, which of what is captured counts before everything else. */
  let newest = first;
  /** As it was while the recording still ran: to that its votes and documents belong. */
  let lastCaptured = first;
  let link: RecorderLink | null = null;
  let captures: Captures | null = null;
  let begun = false;
  /** Whether the folder was there before this line, so that the recorder will say when nothing is missing any more. */
  let continued = false;
  let stopAsked = false;
  let composeAsked = false;
  let composes = false;
  let failingSince: number | null = null;
  /** What this recorder says of its own disk, which the other's may hide from the meeting. */
  let storage: RecordingStorage | null = null;
  /** Why nothing was captured before the next begin; null: nothing is missing. */
  let after: RecordingReason | null = null;
  /** Places from which a track is missing through the hub's own doing, and until when that is waited for. */
  const missingUntil = new Map<string, number>();
  /** None is missing any more, which the recorder has still to be told. */
  let mended = false;
  let notes: Note[] = [];
  let shown: string | null = null;

  const isEnding = () => recording.state === 'stopping' || recording.state === 'composing';

  const wanted = (): readonly Sender[] => {
    if (!isCapturing(newest.recording) || storage === 'full') return [];
    const own = storage === null ? newest.recording : { ...newest.recording, storage };
    return recordedSenders(newest.meeting, own, media.sendersOf(meetingId));
  };

  /** Looks before the first byte whether the recording will have what it needs (REC-7). */
  const check = async (to: RecorderLink) => {
    const sentAt = clock.now();
    const plannedMs = plannedMsLeft(meeting, sentAt);
    try {
      const asked = { recording: id, sentAt, plannedMs };
      const { findings } = await to.ask('recording.check', asked, checkWithinMs);
      if (link === to) report.checked(findings);
    } catch (error) {
      logger.warn({ err: error }, 'nothing could be checked before the recording');
      if (link === to) report.checked(null);
    }
  };

  /** A media worker died: whoever sent through it builds anew, and is missing until then. */
  const miss = (sender: Sender) => {
    missingUntil.set(placeOf(sender), performance.now() + missedForMs);
    poke(missedForMs);
    report.interrupted('track-lost');
  };
  const stillMissing = (senders: readonly Sender[]): boolean => {
    if (missingUntil.size === 0) return false;
    const back = new Set(senders.map(placeOf));
    for (const [place, until] of missingUntil)
      if (back.has(place) || until <= performance.now()) missingUntil.delete(place);
    mended = missingUntil.size === 0;
    return !mended;
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
      meeting: meetingRecordOf(meeting, recording, lastCaptured),
      stage,
      after,
    };
    const begin = await to.ask('recording.begin', asked);
    if (link !== to) return;
    begun = true;
    continued = begin.continued;
    shown = JSON.stringify(stage);
    const upkeep = { again: poke, lost: miss, logger };
    captures = createCaptures({ meeting: meetingId, recording: id, media, link: to, ...upkeep });
    logger.info({ continued, after }, 'recording');
    if (recording.state === 'starting' || after === null) report.capturing();
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
    const senders = wanted();
    await captures?.settle(senders);
    if (link !== to || stillMissing(senders) || (after === null && !mended)) return;
    await to.ask('recording.resume', { recording: id });
    // The recorder says so itself if it was told to go on in a folder that it had left; of all else it knows nothing.
    if (!continued || after === null) report.capturing();
    after = null;
    mended = false;
  };

  const finish = async (to: RecorderLink) => {
    captures?.close();
    captures = null;
    if (stopAsked && composeAsked === composes) return;
    // To what is being composed nothing is added, even where a full disk left it without its end.
    if (!begun && notes.length > 0 && recording.state === 'stopping')
      await begin(to).catch((error) =>
        logger.info({ err: error }, 'what is left to note came after the end'),
      );
    if (begun) await sendNotes(to);
    const compose = composes;
    await to.ask('recording.stop', {
      recording: id,
      sentAt: clock.now(),
      meeting: meetingRecordOf(meeting, recording, lastCaptured),
      compose,
    });
    failingSince = null;
    if (link !== to) return;
    composeAsked = compose;
    if (stopAsked) return;
    stopAsked = true;
    report.stopped();
  };

  const step = async () => {
    if (!link) return;
    if (isCapturing(recording)) await capture(link);
    else if (isEnding()) await finish(link);
  };

  const countFailure = (error: unknown) => {
    logger.error({ err: error }, 'the recorder did not do what was asked; it is asked again');
    if (!isEnding()) return;
    failingSince ??= performance.now();
    if (performance.now() - failingSince > stuckAfterMs) report.stuck();
  };

  const { poke, close } = createWorkLoop(step, countFailure);

  const interrupt = (reason: RecordingReason) => {
    after ??= reason;
    report.interrupted(reason);
  };

  if (recording.state === 'recording') after = 'hub-restarted';

  return {
    follow(next, nextRecording, entries) {
      const wasPaused = isPaused(recording);
      meeting = next;
      // What is decided together with its end is in it, unless that end was within a closed part.
      if (isCapturing(recording))
        lastCaptured = { meeting, recording: isCapturing(nextRecording) ? nextRecording : recording };
      recording = nextRecording;
      if (newest.meeting.seq <= next.seq) newest = { meeting, recording };
      const own = outsideClosedParts(ofHall.of(next, entries), { recording: id, wasPaused });
      const stage = shownStageOf(next, recording, announcedBy(next, recording.hall, own));
      const text = JSON.stringify(stage);
      const changed = text !== shown;
      shown = text;
      if (changed || own.length > 0) {
        const at = entries.at(-1)?.at ?? clock.now();
        notes.push({ entries: own.map(loggedEntryOf), stage: changed ? { at, stage } : null });
      }
      poke(0);
    },
    restrict(next, nextRecording) {
      newest = { meeting: next, recording: nextRecording };
      captures?.keepOnly(wanted());
    },
    compose(asked) {
      composes = asked;
      poke(0);
    },
    sendersChanged(next) {
      if (newest.meeting.seq <= next.seq) {
        const own = next.recordings.find((each) => each.id === id);
        newest = { meeting: next, recording: own ?? newest.recording };
      }
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
      composeAsked = false;
      interrupt('recorder-lost');
    },
    stored(told) {
      storage = told;
      report.stored(told);
      poke(0);
    },
    interrupted: report.interrupted,
    resumed: report.capturing,
    composing: report.composing,
    finished: report.finished,
    failed: report.failed,
    requestKeyFrame: (track) => captures?.requestKeyFrame(track),
    requestKeyFrames: () => captures?.requestKeyFrames(),
    check: async (received) => captures?.check(received),
    close() {
      close();
      captures?.close();
    },
  };
}
