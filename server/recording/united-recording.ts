import type { Entry } from '../../core/event.ts';
import {
  type Meeting,
  type Recording,
  type RecordingFinding,
  type RecordingStorage,
  recordingStorages,
} from '../../core/meeting.ts';
import { captures, isInterrupted } from '../../core/recording.ts';
import type { RecordingReason } from '../../protocol/recorder.ts';
import type { RecordingListener } from '../ports.ts';
import type { LaneReport } from './lane-report.ts';
import type { RecorderLink } from './recorder-link.ts';
import { createRecordingSession, type RecordingSession, type SessionOptions } from './recording-session.ts';

/**
 * One recording as the meeting sees it, whoever records: one recorder, or two that capture the same. It is interrupted
 * only while none of them captures, and one of them makes the film.
 */
export type UnitedRecording = {
  follow(meeting: Meeting, recording: Recording, entries: readonly Entry[]): void;
  /** Ends at once what is no longer to be captured. */
  restrict(meeting: Meeting, recording: Recording): void;
  sendersChanged(meeting: Meeting): void;
  /** The sessions with the recorders, in their order. */
  readonly sessions: readonly RecordingSession[];
  linked(lane: number, link: RecorderLink): void;
  lost(lane: number): void;
  /** Told every second: some things are decided by waiting. */
  tick(): void;
  close(): void;
  /** The hub itself ends while the recording goes on: told before the recorders' own end is noticed. */
  leave(): void;
};

export type Patience = {
  /** How long a recorder may be away, in milliseconds, until the film is made without waiting for its end. */
  readonly otherMs: number;
  /** How long the recorder that is to make the film may be away until another makes it. */
  readonly composerMs: number;
  /** How long none may be there when a recording is ordered until everyone is told: within five seconds they must be. */
  readonly absentMs: number;
};
/** A child that died is back within seconds; one that cannot start is tried again every 15 s at the longest. */
export const usualPatience: Patience = { otherMs: 10_000, composerMs: 30_000, absentMs: 3_000 };

export type UnitedOptions = Omit<SessionOptions, 'report'> & {
  /** How many recorders there are; the first is preferred for everything that only one does. */
  readonly lanes: number;
  readonly listener: () => RecordingListener;
  readonly patience?: Patience;
};

/** What is known of one recorder's part; times by `performance.now()`. */
type Part = {
  awaySince: number | null;
  isChecked: boolean;
  findings: readonly RecordingFinding[] | null;
  storage: RecordingStorage | null;
  isCapturing: boolean;
  /** Since when it does not capture; what it said of its disk counts for a while still. */
  idleSince: number;
  isStopped: boolean;
  isStuck: boolean;
  failed: RecordingReason | null;
};

function newPart(): Part {
  return {
    awaySince: performance.now(),
    isChecked: false,
    findings: null,
    storage: null,
    isCapturing: false,
    idleSince: performance.now(),
    isStopped: false,
    isStuck: false,
    failed: null,
  };
}

const longerThan = (since: number | null, ms: number) => since !== null && performance.now() - since > ms;

/** Begins where the meeting's state says the recording stands. */
export function createUnitedRecording(
  first: { readonly meeting: Meeting; readonly recording: Recording },
  { lanes, listener, patience = usualPatience, ...options }: UnitedOptions,
): UnitedRecording {
  const [meetingId, id] = [first.meeting.id, first.recording.id];
  let { recording } = first;
  const parts = Array.from({ length: lanes }, newPart);
  let isConfirmed = recording.state !== 'starting';
  let isWhole = !isInterrupted(recording);
  let isChecked = recording.findings !== null;
  let storageTold: RecordingStorage | null = null;
  let lastReason: RecordingReason = isConfirmed ? 'hub-restarted' : 'recorder-absent';
  let composer: number | null = null;
  let isOver = false;

  const allFailed = () => parts.every(({ failed }) => failed !== null);
  const fail = () => {
    const reasons = parts.flatMap(({ failed }) => (failed === null ? [] : [failed]));
    isOver = true;
    // What went wrong with what there was says more than that one of them had nothing, and what kept it from beginning
    // more than that there is nothing.
    const otherwise = isConfirmed ? 'nothing-recorded' : lastReason;
    listener().failed(meetingId, id, reasons.find((each) => each !== 'nothing-recorded') ?? otherwise);
  };

  /** It was stopped before anybody could begin it, and nobody is there who could say so. */
  const neverBegan = () =>
    !isConfirmed && !captures(recording) && parts.every(({ awaySince }) => awaySince !== null);

  /** What was found before the first byte, by the first recorder that is there and could look. */
  const tellFindings = () => {
    for (const { isChecked: looked, findings, awaySince } of parts) {
      if (isChecked || (!looked && awaySince === null)) return;
      if (findings === null) continue;
      isChecked = true;
      listener().checked(meetingId, id, findings);
    }
  };
  const awaitsFindings = () => !isChecked && parts.some((part) => !part.isChecked && part.awaySince === null);

  /** As long as one of them has room there is room. */
  const tellStorage = () => {
    const known = parts.filter((part) => part.isCapturing || !longerThan(part.idleSince, patience.otherMs));
    if (known.every(({ storage }) => storage === null)) return;
    // Whoever captures and has not said anything of its disk yet has room.
    const told = known.flatMap(({ storage, isCapturing }) => storage ?? (isCapturing ? 'enough' : []));
    const best = recordingStorages.find((each) => told.includes(each));
    if (best === undefined || best === storageTold) return;
    storageTold = best;
    listener().stored(meetingId, id, best);
  };

  const confirm = () => {
    isConfirmed = true;
    listener().confirmed(meetingId, id);
    if (!isWhole) listener().resumed(meetingId, id);
    isWhole = true;
  };

  /** It was ordered, and is begun by whoever comes first; until then nobody may believe that it is. */
  const tellAbsence = () => {
    if (!isWhole || !parts.every(({ awaySince }) => longerThan(awaySince, patience.absentMs))) return;
    isWhole = false;
    listener().interrupted(meetingId, id, 'recorder-absent');
  };

  const tellBeginning = (begins: boolean) => {
    if (!begins) tellAbsence();
    else if (!awaitsFindings()) confirm();
  };

  const tellCapture = () => {
    if (allFailed()) return fail();
    tellFindings();
    tellStorage();
    const goesOn = parts.some(({ isCapturing, storage }) => isCapturing && storage !== 'full');
    if (!isConfirmed) return tellBeginning(goesOn);
    if (goesOn === isWhole) return;
    isWhole = goesOn;
    if (goesOn) listener().resumed(meetingId, id);
    else listener().interrupted(meetingId, id, lastReason);
  };

  const mayCompose = ({ failed, isStuck, awaySince }: Part) =>
    failed === null && !isStuck && !longerThan(awaySince, patience.composerMs);
  const hasEnded = ({ isStopped, isStuck, failed, awaySince }: Part) =>
    isStopped || isStuck || failed !== null || longerThan(awaySince, patience.otherMs);

  /** One of them makes the film, once the others have ended their files or nothing more is to be hoped of them. */
  const decideComposer = () => {
    if (allFailed() || neverBegan()) return fail();
    const able = parts.flatMap((part, index) => (mayCompose(part) ? [index] : []));
    const chosen = composer !== null && able.includes(composer) ? composer : (able[0] ?? null);
    // Nobody can: whoever has not failed is waited for, unless another has tried already and this one does not come.
    if (chosen === null && parts.some(({ failed }) => failed !== null)) return fail();
    if (chosen === null || !parts.every((part, index) => index === chosen || hasEnded(part))) return;
    if (chosen === composer) return;
    composer = chosen;
    options.logger.info({ recording: id, recorder: chosen + 1 }, 'this recorder makes the film');
    sessions.forEach((session, index) => {
      session.compose(index === chosen);
    });
  };

  const settle = () => {
    if (isOver) return;
    if (captures(recording)) tellCapture();
    else decideComposer();
  };

  let isSettling = false;
  /** Not in the same breath: whoever is told sends the meeting on at once. */
  const settleSoon = () => {
    if (isSettling) return;
    isSettling = true;
    setTimeout(() => {
      isSettling = false;
      settle();
    }, 0);
  };

  const reportOf = (part: Part): LaneReport => ({
    checked(findings) {
      part.isChecked = true;
      part.findings = findings;
      settle();
    },
    stored(storage) {
      part.storage = storage;
      if (storage === 'full') lastReason = 'disk-full';
      settle();
    },
    capturing() {
      part.isCapturing = true;
      part.failed = null;
      settle();
    },
    interrupted(reason) {
      if (part.isCapturing) part.idleSince = performance.now();
      part.isCapturing = false;
      lastReason = reason;
      // It was ordered, and nothing can be written: that is told before anything was ever captured.
      if (!isConfirmed && isWhole && parts.every((each) => !each.isCapturing)) {
        isWhole = false;
        listener().interrupted(meetingId, id, reason);
      }
      settle();
    },
    stopped() {
      part.isStopped = true;
      settle();
    },
    stuck() {
      part.isStuck = true;
      settle();
    },
    composing() {
      if (recording.state !== 'composing') listener().composing(meetingId, id);
    },
    finished(result) {
      // A recorder that tells of a film while it captures is wrong, and must not end the watch over it.
      if (captures(recording)) return;
      isOver = true;
      listener().finished(meetingId, id, result);
    },
    failed(reason) {
      part.failed = reason;
      settle();
    },
  });
  const sessions = parts.map((part, index) => {
    const logger = lanes === 1 ? options.logger : options.logger.child({ recorder: index + 1 });
    return createRecordingSession(first, { ...options, logger, report: reportOf(part) });
  });
  // A single recorder is asked for end and film in one.
  if (lanes === 1) decideComposer();

  const close = () => {
    isOver = true;
    for (const session of sessions) session.close();
  };

  return {
    sessions,
    follow(meeting, next, entries) {
      recording = next;
      for (const session of sessions) session.follow(meeting, next, entries);
      settleSoon();
    },
    restrict(meeting, next) {
      for (const session of sessions) session.restrict(meeting, next);
    },
    sendersChanged(meeting) {
      for (const session of sessions) session.sendersChanged(meeting);
    },
    linked(lane, link) {
      const part = parts[lane];
      if (part) part.awaySince = null;
      sessions[lane]?.linked(link);
    },
    lost(lane) {
      const part = parts[lane];
      if (part) part.awaySince = performance.now();
      sessions[lane]?.lost();
    },
    tick: settle,
    close,
    leave() {
      if (!isOver && captures(recording) && isConfirmed && isWhole)
        listener().interrupted(meetingId, id, 'hub-restarted');
      close();
    },
  };
}
