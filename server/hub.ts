import type { Logger } from 'pino';
import type { Actor } from '../core/actor.ts';
import { applyAll, found } from '../core/apply.ts';
import { createMeeting, type MeetingDraft } from '../core/create.ts';
import type { Entry, EventType } from '../core/event.ts';
import type { MeetingId, RecordingId } from '../core/id.ts';
import type { Meeting, Phase } from '../core/meeting.ts';
import { redact } from '../core/redact.ts';
import type { RefusalCode } from '../core/refusal.ts';
import { receives } from '../core/stage.ts';
import type { Equipment, Snapshot } from '../protocol/message.ts';
import type { BallotBox } from './ballot-ports.ts';
import { fanOut, type SentByKey } from './fan-out.ts';
import { type Batch, createLiveMeeting, type LiveMeeting } from './live-meeting.ts';
import { createEffects, type Effects } from './meeting-effects.ts';
import type { Clock, Connections, Media, Outcome, Recorder, RecordingRow, Seat, Store } from './ports.ts';
import { writeFinished } from './recording-rows.ts';
import type { Seats } from './seats.ts';
import { createSecretVotes, type SecretVotes } from './secret-votes.ts';
import { createSignals, type Signals } from './signals.ts';

export type HubNeeds = {
  readonly store: Store;
  readonly media: Media;
  readonly recorder: Recorder;
  readonly ballots: BallotBox;
  readonly connections: Connections;
  readonly seats: Seats;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Told of each meeting that has ended, once its log says so; again when a vote of it is counted only then. */
  readonly onClosed?: (meeting: MeetingId) => void;
  /** Told of each package that is finished, once the archive's line says so. */
  readonly onFinished?: (recording: RecordingId) => void;
};

/** The meetings this hub owns, each with its queue, its viewers and what follows from its events. */
export type Hub = {
  /**
   * Loads what is to be held or is still told of, and what has a recording or a secret vote unfinished. Everyone is
   * dropped until they return.
   */
  start(): Promise<void>;
  /** Founds a meeting; the log names who called it, by default the hub itself. */
  create(draft: MeetingDraft, by?: Actor): Promise<Outcome<MeetingId>>;
  meeting(id: MeetingId): LiveMeeting | null;
  /** The meeting, taken from its log if it was let go. */
  recall(id: MeetingId): Promise<LiveMeeting | null>;
  meetings(): readonly LiveMeeting[];
  snapshotFor(seat: Seat): Snapshot | null;
  /** Resolves when that connection's media may be used, or with the refusal. */
  entered(seat: Seat): Promise<Outcome<null>>;
  greet(seat: Seat): void;
  /** What a site's page says of its devices. Or why it is not taken. */
  equipment(seat: Seat, equipment: Equipment): RefusalCode | null;
  /** Closes the media of a connection that stood up. */
  left(connection: string): void;
  close(): void;
};

/** A meeting that ended stays for the rest of the day: in the list, and for who is still connected. */
const closedForMs = 12 * 3_600_000;

/** What a hub that starts has to know of; what was closed is a record. */
const loadedPhases = [
  'live',
  'trial',
  'scheduled',
  'postponed',
  'cancelled',
] as const satisfies readonly Phase['kind'][];

/** Whether a meeting is still told of: a cancelled one until its day is over, so that nobody comes in vain. */
export function isTold({ phase, scheduledAt }: Pick<Meeting, 'phase' | 'scheduledAt'>, now: number): boolean {
  if (phase.kind === 'closed') return now - phase.closedAt < closedForMs;
  if (phase.kind === 'cancelled') return now - Math.max(phase.since, scheduledAt) < closedForMs;
  return true;
}

/** Whether nothing more happens to a recording by itself. */
const isFinal = (state: RecordingRow['state']): boolean => !inProgress.some((each) => each === state);
const inProgress = [
  'starting',
  'recording',
  'stopping',
  'composing',
] as const satisfies readonly RecordingRow['state'][];

type Running = {
  readonly live: LiveMeeting;
  readonly signals: Signals;
  readonly effects: Effects;
  readonly secretVotes: SecretVotes;
};

const system = (part: 'hub' | 'recorder') => ({ kind: 'system', part }) as const;

/** Whether what a meeting decided is all in its log by now. */
function endsRecord({ steps, after }: Batch): boolean {
  const last: readonly EventType[] = ['meeting.closed', 'vote.counted', 'vote.annulled'];
  return after.phase.kind === 'closed' && steps.some(({ entry }) => last.includes(entry.event.type));
}

function foldLog(entries: readonly Entry[]): Meeting | null {
  const [first, ...rest] = entries;
  if (first?.event.type !== 'meeting.created') return null;
  return applyAll(found(first.event, first.seq), rest);
}

export function createHub(needs: HubNeeds): Hub {
  const { store, media, recorder, ballots, connections, seats, clock, logger } = needs;
  const running = new Map<MeetingId, Running>();
  const recalling = new Map<MeetingId, Promise<void>>();
  const entering = new Map<string, Promise<Outcome<null>>>();

  const snapshotFor = (seat: Seat): Snapshot | null => {
    const meeting = running.get(seat.meeting)?.live.state();
    return meeting
      ? { you: seat.participant, meeting: redact(meeting, seat.participant), now: clock.now() }
      : null;
  };

  /** Whoever has become present gets its media; it waits for this before its first media request is answered. */
  const enter = (seat: Seat, meeting: Meeting): Promise<Outcome<null>> => {
    const known = entering.get(seat.connection);
    if (known) return known;
    if (!receives(meeting, seat.participant)) {
      return Promise.resolve({ ok: false, refusal: { code: 'not-present' } });
    }
    const entered = media
      .enter(seat, meeting)
      .catch((error: unknown): Outcome<null> => {
        logger.error({ meeting: meeting.id, participant: seat.participant, err: error }, 'media failed');
        return { ok: false, refusal: { code: 'unavailable' } };
      })
      .then((outcome) => {
        // A refusal (overload) is not kept: the client asks again.
        if (!outcome.ok) entering.delete(seat.connection);
        return outcome;
      });
    entering.set(seat.connection, entered);
    return entered;
  };

  const left = (connection: string): void => {
    entering.delete(connection);
    media.leave(connection);
  };

  /** Those who were turned away or removed lose their line at once. */
  const endDenied = (after: Meeting): void => {
    for (const seat of seats.in(after.id)) {
      if (after.participantById[seat.participant]?.presence.kind !== 'denied') continue;
      seats.stand(seat.connection);
      left(seat.connection);
      connections.end(seat.connection, { code: 'admission-denied' });
    }
  };

  const publish = (batch: Batch, sent: SentByKey): void => {
    const { steps, after } = batch;
    const { groups, snapshots } = fanOut(batch, seats.in(after.id), sent);
    for (const { connections: to, batch: entries } of groups) connections.push(to, 'entries', entries);
    const signals = running.get(after.id)?.signals;
    const before = steps[0]?.before;
    for (const { connection, participant } of snapshots) {
      const seat: Seat = { connection, participant, meeting: after.id };
      const snapshot = snapshotFor(seat);
      if (snapshot) connections.push([connection], 'snapshot', snapshot);
      if (before && !receives(before, participant)) signals?.greet(seat);
    }
    endDenied(after);
    if (before) signals?.follow(before, after);
  };

  const run = (initial: Meeting, lastAt: number): LiveMeeting => {
    const sent: SentByKey = new Map();
    const effects = createEffects(needs);
    const queue = createLiveMeeting({
      initial,
      lastAt,
      log: store.log,
      clock,
      logger,
      publish: (batch) => {
        // Media first: a microphone that lost its right must close before anybody reads about it.
        effects.follow(batch);
        secretVotes.follow(batch);
        publish(batch, sent);
        if (endsRecord(batch)) needs.onClosed?.(initial.id);
      },
    });
    const secretVotes = createSecretVotes({ live: queue, box: ballots, clock, logger });
    const live: LiveMeeting = { ...queue, send: secretVotes.send };
    const signals = createSignals({
      connections,
      seats: () => seats.in(initial.id),
      state: () => live.state(),
    });
    running.set(initial.id, { live, signals, effects, secretVotes });
    effects.resume(initial);
    secretVotes.resume([]);
    return live;
  };

  /** Only a new meeting makes the hub's memory grow: then those that ended, with nothing left to record, are let go. */
  const letGo = (): void => {
    for (const [id, { live, signals, effects, secretVotes }] of running) {
      const { recordings, votes } = live.state();
      if (isTold(live.state(), clock.now()) || live.behind() > 0) continue;
      if (recordings.some(({ state }) => state !== 'ready' && state !== 'failed')) continue;
      if (votes.some(({ state }) => state === 'counting')) continue;
      live.close();
      signals.close();
      effects.close();
      secretVotes.close();
      running.delete(id);
    }
  };

  const load = async (id: MeetingId): Promise<void> => {
    const entries = await store.log.read(id, 0);
    const meeting = foldLog(entries);
    if (!meeting) {
      logger.error({ meeting: id }, 'the log of this meeting does not begin with its creation');
      return;
    }
    const live = run(meeting, entries.at(-1)?.at ?? 0);
    const lost = Object.values(meeting.participantById).filter(
      ({ presence }) => presence.kind === 'present' || presence.kind === 'waiting',
    );
    // All at once: one commit, where one for each of four hundred sites took seconds.
    await Promise.all(
      lost.map(({ card: { participant } }) =>
        live.send(system('hub'), { type: 'participant.drop', participant }),
      ),
    );
    logger.info(
      { meeting: id, title: meeting.title, seq: meeting.seq, phase: meeting.phase.kind },
      'meeting loaded',
    );
  };

  const unfinished = async (): Promise<readonly MeetingId[]> => {
    const rows = await store.recordings.all();
    return rows.filter(({ state }) => !isFinal(state)).map(({ meeting }) => meeting);
  };

  /** Secret votes that were neither counted nor annulled before the hub ended, or whose keys outlived that. */
  const keptKeys = () =>
    ballots.kept().catch((error: unknown) => {
      logger.error({ err: error }, 'the keys of secret votes cannot be read');
      return [];
    });

  /** A recording under way whose meeting is gone, or knows nothing of it: nobody would ever finish it. */
  const giveUpOrphans = async (): Promise<void> => {
    for (const row of await store.recordings.all()) {
      if (isFinal(row.state)) continue;
      const known = running.get(row.meeting)?.live.state().recordings ?? [];
      if (known.some(({ id }) => id === row.id)) continue;
      logger.error(
        { recording: row.id, meeting: row.meeting, state: row.state },
        'a recording without a meeting',
      );
      await store.recordings.put({ ...row, state: 'failed', reason: 'meeting-lost' });
    }
  };

  const stateOf = (id: MeetingId): Meeting | null => running.get(id)?.live.state() ?? null;

  media.listen({
    news: (connection, news) => connections.push([connection], 'media', news),
    levels: (id, levels) => running.get(id)?.signals.levels(levels),
    lines: (id, lines) => running.get(id)?.signals.lines(lines),
    sendersChanged: (id) => {
      const meeting = stateOf(id);
      if (meeting) recorder.sendersChanged(meeting);
    },
  });

  const report = (id: MeetingId, command: Parameters<LiveMeeting['send']>[1]): void => {
    running
      .get(id)
      ?.live.send(system('recorder'), command)
      .then((outcome) => {
        if (!outcome.ok)
          logger.warn({ meeting: id, command, ...outcome }, 'a report of the recorder was refused');
      })
      .catch((error: unknown) =>
        logger.error({ meeting: id, err: error }, 'a report of the recorder failed'),
      );
  };

  recorder.listen({
    checked: (id, recording, findings) => report(id, { type: 'recording.check', recording, findings }),
    stored: (id, recording, storage) => report(id, { type: 'recording.store', recording, storage }),
    confirmed: (id, recording) => report(id, { type: 'recording.confirm', recording }),
    interrupted: (id, recording, reason) => report(id, { type: 'recording.interrupt', recording, reason }),
    resumed: (id, recording) => report(id, { type: 'recording.resume', recording }),
    composing: (id, recording) => report(id, { type: 'recording.compose', recording }),
    failed: (id, recording, reason) => report(id, { type: 'recording.fail', recording, reason }),
    finished: (id, recording, finished) => {
      const meeting = running.get(id);
      if (meeting) meeting.effects.finished(meeting.live.state(), recording, finished);
      else
        writeFinished(store.recordings, recording, finished)
          .then(() => needs.onFinished?.(recording))
          .catch((error: unknown) =>
            logger.error({ recording, err: error }, 'the archive row was not written'),
          );
      report(id, { type: 'recording.finish', recording, durationMs: finished.durationMs });
    },
  });

  return {
    start: async () => {
      const rows = await Promise.all(loadedPhases.map((phase) => store.meetings.list(phase)));
      const told = rows.flat().filter((row) => isTold(row, clock.now()));
      const ids = new Set(told.map(({ id }) => id));
      for (const id of await unfinished()) ids.add(id);
      const kept = await keptKeys();
      for (const { meeting } of kept) ids.add(meeting);
      for (const id of ids) await load(id);
      for (const { secretVotes } of running.values()) secretVotes.resume(kept);
      await giveUpOrphans();
    },
    create: async (draft, by = system('hub')) => {
      const creation = createMeeting(draft);
      if (!creation.ok) return creation;
      const at = clock.now();
      const entry: Entry = { seq: 1, at, by, event: creation.event };
      await store.log.append([{ meeting: draft.id, entries: [entry] }]);
      letGo();
      run(found(creation.event, 1), at);
      return { ok: true, value: draft.id };
    },
    meeting: (id) => running.get(id)?.live ?? null,
    recall: async (id) => {
      if (!running.has(id)) {
        const loading = recalling.get(id) ?? load(id).finally(() => recalling.delete(id));
        recalling.set(id, loading);
        await loading;
      }
      return running.get(id)?.live ?? null;
    },
    meetings: () => [...running.values()].map(({ live }) => live),
    snapshotFor,
    entered: (seat) => {
      const meeting = stateOf(seat.meeting);
      return meeting ? enter(seat, meeting) : Promise.resolve({ ok: false, refusal: { code: 'not-found' } });
    },
    greet: (seat) => running.get(seat.meeting)?.signals.greet(seat),
    equipment: (seat, equipment) =>
      running.get(seat.meeting)?.signals.equipment(seat.participant, equipment) ?? null,
    left,
    close: () => {
      for (const { live, signals, effects, secretVotes } of running.values()) {
        live.close();
        signals.close();
        effects.close();
        secretVotes.close();
      }
    },
  };
}
