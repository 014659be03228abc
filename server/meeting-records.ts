import { setImmediate as breath } from 'node:timers/promises';
import { apply, applyAll, found } from '../core/apply.ts';
import type { Entry } from '../core/event.ts';
import type { MeetingId, ParticipantId } from '../core/id.ts';
import { createLogReader, type LogLine } from '../core/log-line.ts';
import { type LogReader, type LogRight, logRight, readsEvent, recordFor } from '../core/log-right.ts';
import type { Meeting } from '../core/meeting.ts';
import { createPresidingReader, type PresidingReader } from '../core/minutes/presiding.ts';
import { participantOf } from '../core/participant.ts';
import type { LogVerifyReply } from '../protocol/log.ts';
import { checkLog } from './log-check.ts';
import type { HashedEntry, LogHeads, Store } from './ports.ts';

type Needs = {
  readonly log: Store['log'];
  readonly heads: Pick<LogHeads, 'of' | 'publicKey'>;
  /** The state of a meeting that this hub has loaded; null for any other. */
  readonly live: (id: MeetingId) => Meeting | null;
};

export type MeetingRecords = {
  /** The state of any meeting that there ever was, whoever may know of it; null: there was none. */
  meeting(id: MeetingId): Promise<Meeting | null>;
  /** Null: there is no such meeting, or none that the reader may know of. An administrator's needs no sound log. */
  right(id: MeetingId, reader: LogReader): Promise<LogRight | null>;
  /** What the right covers of the state of any meeting that there ever was. Rejects where there is nothing. */
  state(id: MeetingId, right: LogRight): Promise<Meeting>;
  /** What the right covers of the log, in order. */
  lines(id: MeetingId, right: LogRight): Promise<readonly LogLine[]>;
  /** Who presided over its main hall while it sat, so far. */
  presided(id: MeetingId): Promise<ReadonlySet<ParticipantId>>;
  /** Whoever asks while a check is under way gets its result. */
  verify(id: MeetingId): Promise<LogVerifyReply>;
  hashed(id: MeetingId): AsyncIterable<HashedEntry>;
  readonly publicKey: string;
};

/** Entries judged one by one between two breaths of the event loop: each copies the roster of a large meeting. */
const judgedAtOnce = 20;
/** Entries folded in one go between two breaths. */
const foldedAtOnce = 1_000;
/** Logs kept folded for whoever turns the page next. */
const keptRecords = 6;

/** A log read so far: what comes after is added when somebody asks again. */
type Reading = {
  readonly lines: LogLine[];
  readonly reader: (entry: Entry) => LogLine;
  meeting: Meeting | null;
  seq: number;
};

/** The last few of a kind; the one not asked for the longest goes first. */
function createShelf<T>(make: () => T): (key: string) => T {
  const itemByKey = new Map<string, T>();
  return (key) => {
    const item = itemByKey.get(key) ?? make();
    itemByKey.delete(key);
    itemByKey.set(key, item);
    const [oldest] = itemByKey.keys();
    if (itemByKey.size > keptRecords && oldest !== undefined) itemByKey.delete(oldest);
    return item;
  };
}

/** Entries read at once for an export. */
const hashedAtOnce = 500;

function fold(meeting: Meeting | null, entry: Entry): Meeting | null {
  if (entry.event.type === 'meeting.created') return found(entry.event, entry.seq);
  return meeting === null ? null : apply(meeting, entry);
}

function foldSome(meeting: Meeting | null, entries: readonly Entry[]): Meeting | null {
  const [first, ...rest] = entries;
  if (first?.event.type === 'meeting.created') return applyAll(found(first.event, first.seq), rest);
  return meeting === null ? null : applyAll(meeting, entries);
}

const rightKey = (right: LogRight): string =>
  right.kind === 'part' ? `part:${right.reader}:${[...right.scopes].sort().join(',')}` : right.kind;

/** Reads records of meetings, live or long closed. A meeting's are read one at a time: whoever asks meanwhile waits. */
export function createMeetingRecords({ log, heads, live }: Needs): MeetingRecords {
  const readingOf = createShelf<Reading>(() => ({
    lines: [],
    reader: createLogReader(),
    meeting: null,
    seq: 0,
  }));
  const stateOf = createShelf<{ meeting: Meeting | null; seq: number }>(() => ({ meeting: null, seq: 0 }));
  const presidingOf = createShelf<{ readonly reader: PresidingReader; seq: number }>(() => ({
    reader: createPresidingReader(),
    seq: 0,
  }));
  const turnByMeeting = new Map<MeetingId, Promise<unknown>>();
  const inTurn = <T>(id: MeetingId, work: () => Promise<T>): Promise<T> => {
    const done = (turnByMeeting.get(id) ?? Promise.resolve()).then(work);
    const turn = done
      .catch(() => undefined)
      .finally(() => {
        if (turnByMeeting.get(id) === turn) turnByMeeting.delete(id);
      });
    turnByMeeting.set(id, turn);
    return done;
  };

  const readOn = async (id: MeetingId, right: LogRight): Promise<readonly LogLine[]> => {
    const reading = readingOf(`${id} ${rightKey(right)}`);
    const entries = await log.read(id, reading.seq);
    for (const [index, entry] of entries.entries()) {
      const line = reading.reader(entry);
      // Only who reads a part needs the state before each entry: a name is remembered, a fold is dear.
      if (right.kind === 'whole') reading.lines.push(line);
      else {
        if (reading.meeting !== null && readsEvent(reading.meeting, entry.event, right))
          reading.lines.push(line);
        reading.meeting = fold(reading.meeting, entry);
      }
      reading.seq = entry.seq;
      if (index % judgedAtOnce === judgedAtOnce - 1) await breath();
    }
    return reading.lines;
  };

  const foldOn = async (id: MeetingId): Promise<Meeting | null> => {
    const kept = stateOf(id);
    const entries = await log.read(id, kept.seq);
    for (let from = 0; from < entries.length; from += foldedAtOnce) {
      const some = entries.slice(from, from + foldedAtOnce);
      kept.meeting = foldSome(kept.meeting, some);
      kept.seq = some.at(-1)?.seq ?? kept.seq;
      await breath();
    }
    return kept.meeting;
  };

  const presidedSoFar = async (id: MeetingId): Promise<ReadonlySet<ParticipantId>> => {
    const kept = presidingOf(id);
    for (const entry of await log.read(id, kept.seq)) {
      kept.reader.read(entry);
      kept.seq = entry.seq;
    }
    return kept.reader.presided();
  };

  const whole = async (id: MeetingId): Promise<Meeting | null> =>
    live(id) ?? (await inTurn(id, () => foldOn(id)));
  const checks = new Map<MeetingId, Promise<LogVerifyReply>>();

  return {
    publicKey: heads.publicKey,
    meeting: whole,
    right: async (id, reader) => {
      if (reader.kind === 'person' && reader.administrator) {
        const there = (await log.readWithHashes(id, 0, 1)).length > 0;
        return there ? { kind: 'whole' } : null;
      }
      const meeting = await whole(id);
      if (meeting === null || participantOf(meeting, reader.participant) === undefined) return null;
      return logRight(meeting, reader);
    },
    state: async (id, right) => {
      const meeting = await whole(id);
      const part = meeting === null ? null : recordFor(meeting, right);
      if (part === null) throw new Error(`no record of meeting ${id}`);
      return part;
    },
    verify: (id) => {
      const running = checks.get(id);
      if (running !== undefined) return running;
      const started = checkLog({ log, heads }, id).finally(() => checks.delete(id));
      checks.set(id, started);
      return started;
    },
    async *hashed(id) {
      let after = 0;
      for (;;) {
        const entries = await log.readWithHashes(id, after, hashedAtOnce);
        yield* entries;
        after = entries.at(-1)?.seq ?? after;
        if (entries.length < hashedAtOnce) return;
      }
    },
    presided: (id) => inTurn(id, () => presidedSoFar(id)),
    lines: (id, right) =>
      right.kind === 'none' ? Promise.resolve([]) : inTurn(id, async () => [...(await readOn(id, right))]),
  };
}
