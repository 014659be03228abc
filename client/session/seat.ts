import type { ParticipantCommand } from '../../core/command.ts';
import type { MeetingId } from '../../core/id.ts';
import type { Refusal, RefusalCode } from '../../core/refusal.ts';
import type { EntryBatch, Replies, Request, RequestType, Snapshot } from '../../protocol/message.ts';
import { obeyOrders } from './assist.ts';
import { retryDelay } from './backoff.ts';
import { offsetOf } from './clock-offset.ts';
import { startEquipment, stopEquipment } from './equipment.ts';
import { foldBatch } from './fold.ts';
import { type Line, openLine } from './line.ts';
import { mediaNews, startMedia, stopMedia } from './media/media.ts';
import { type Result, refused } from './result.ts';
import { forgetSeat, keepSeat } from './seat-memory.ts';
import { meetingStore, outsideMeeting, receptionStore } from './session-store.ts';
import { takeSignal } from './signals.ts';
import { mayTakeBack } from './take-over.ts';

export type JoinOptions = { readonly camera: boolean; readonly takeOver: boolean };

type Seat = {
  readonly meeting: MeetingId;
  readonly options: JoinOptions;
  readonly line: Line;
  /** Answers the first join; null once it is answered. */
  answer: ((refusal: Refusal | null) => void) | null;
  /** When the line was lost; null while it is there. */
  lostAt: number | null;
  /** Batches that came while a snapshot was under way; null while none is. */
  waiting: EntryBatch[] | null;
  /** Counts connections, so that an answer to an older one is thrown away. */
  connection: number;
  failures: number;
};

let seat: Seat | null = null;

/** Refusals of a join that pass by themselves. */
const passing: readonly RefusalCode[] = ['unavailable', 'overloaded', 'too-many', 'internal'];

function takeSnapshot(mine: Seat, snapshot: Snapshot, askedAt: number | null): void {
  const before = meetingStore.getState();
  const stale = before.meeting?.id === snapshot.meeting.id && snapshot.meeting.seq < before.meeting.seq;
  // After a restart from a backup the hub may stand earlier than this page: an answer to a question counts always.
  if (stale && askedAt === null) return;
  const answeredAt = Date.now();
  meetingStore.setState({
    you: snapshot.you,
    meeting: snapshot.meeting,
    ...(askedAt === null ? {} : { clockOffset: offsetOf({ askedAt, answeredAt, hubAt: snapshot.now }) }),
  });
  const waiting = mine.waiting ?? [];
  mine.waiting = null;
  for (const batch of waiting) takeBatch(mine, batch);
}

function takeBatch(mine: Seat, batch: EntryBatch): void {
  if (mine.waiting) {
    mine.waiting.push(batch);
    return;
  }
  const { meeting, you } = meetingStore.getState();
  if (!meeting) return;
  const folded = foldBatch(meeting, batch);
  if (folded.kind === 'folded') {
    meetingStore.setState({ meeting: folded.meeting });
    if (you !== null) obeyOrders(batch, { after: meeting.seq, you });
  }
  if (folded.kind === 'gap') void askSnapshot(mine, 0);
}

async function askSnapshot(mine: Seat, failures: number): Promise<void> {
  const { connection } = mine;
  mine.waiting = [];
  const askedAt = Date.now();
  const result = await mine.line.ask('meeting.snapshot', {});
  // A lost line brings a snapshot of its own when it is joined again.
  if (seat !== mine || mine.connection !== connection) return;
  if (result.ok) takeSnapshot(mine, result.reply, askedAt);
  else setTimeout(() => void askSnapshot(mine, failures + 1), retryDelay(failures, Math.random()));
}

function end(mine: Seat, refusal: Refusal): void {
  if (seat !== mine) return;
  seat = null;
  mine.line.close();
  stopEquipment();
  stopMedia();
  forgetSeat();
  const first = mine.answer;
  mine.answer = null;
  // Refused at the door: this page was never in the meeting.
  if (first) {
    meetingStore.setState(outsideMeeting);
    first(refusal);
  } else meetingStore.setState({ line: { kind: 'ended', refusal } });
}

function seated(mine: Seat): void {
  mine.failures = 0;
  mine.lostAt = null;
  meetingStore.setState({ line: { kind: 'connected' } });
  keepSeat({ meeting: mine.meeting, camera: mine.options.camera });
  startMedia({
    ask: (type, body) => mine.line.ask(type, body),
    send: (command) => void mine.line.ask('command', { command }),
  });
  startEquipment((equipment) => void mine.line.ask('equipment.report', { equipment }));
  mine.answer?.(null);
  mine.answer = null;
}

/** Whether one comes (back) with the camera on: as it stood when the line was lost. */
function cameraNow(mine: Seat): 'on' | 'off' {
  const { meeting, you } = meetingStore.getState();
  const participant = meeting?.id === mine.meeting && you !== null ? meeting.participantById[you] : undefined;
  return participant && mine.answer === null ? participant.camera : mine.options.camera ? 'on' : 'off';
}

async function join(mine: Seat): Promise<void> {
  const { connection, meeting } = mine;
  mine.waiting = [];
  const returning = mine.answer === null;
  const takeOver = returning ? mayTakeBack(mine.lostAt ?? Date.now(), Date.now()) : mine.options.takeOver;
  const askedAt = Date.now();
  const result = await mine.line.ask('meeting.join', { meeting, camera: cameraNow(mine), takeOver });
  if (seat !== mine || mine.connection !== connection) return;
  if (result.ok) {
    takeSnapshot(mine, result.reply, askedAt);
    seated(mine);
    return;
  }
  if (!returning || !passing.includes(result.refusal.code)) {
    end(mine, result.refusal);
    return;
  }
  setTimeout(
    () => {
      if (seat === mine && mine.connection === connection) void join(mine);
    },
    retryDelay(mine.failures, Math.random()),
  );
  mine.failures += 1;
}

/** Takes a seat and keeps it through lost lines. Resolves once seated (null) or refused. */
export function takeSeat(meeting: MeetingId, options: JoinOptions): Promise<Refusal | null> {
  dropSeat();
  meetingStore.setState({ ...outsideMeeting, line: { kind: 'connecting' } });
  return new Promise((resolve) => {
    const line = openLine({
      opened: () => {
        mine.connection += 1;
        void join(mine);
      },
      lost: (attempt) => {
        mine.connection += 1;
        mine.lostAt ??= Date.now();
        receptionStore.setState({ levelById: {} });
        meetingStore.setState({ line: { kind: 'lost', since: mine.lostAt, attempt } });
      },
      ended: (refusal) => end(mine, refusal),
      news: {
        entries: (batch) => takeBatch(mine, batch),
        snapshot: (snapshot) => takeSnapshot(mine, snapshot, null),
        signal: takeSignal,
        media: mediaNews,
      },
    });
    const mine: Seat = {
      meeting,
      options,
      line,
      answer: resolve,
      lostAt: null,
      waiting: null,
      connection: 0,
      failures: 0,
    };
    seat = mine;
  });
}

/** Closes the line without a word: the hub takes it for a lost one. */
export function dropSeat(): void {
  const mine = seat;
  if (!mine) return;
  seat = null;
  mine.line.close();
  stopEquipment();
  stopMedia();
  mine.answer?.({ code: 'unavailable' });
  meetingStore.setState(outsideMeeting);
}

/** Gives the seat up. */
export async function giveUpSeat(): Promise<void> {
  const mine = seat;
  forgetSeat();
  if (mine && mine.answer === null)
    await mine.line.ask('command', { command: { type: 'participant.leave' } });
  if (seat === mine) dropSeat();
  if (seat === null) meetingStore.setState(outsideMeeting);
}

/** Asks the hub over the seat's line. */
export function askSeat<T extends RequestType>(type: T, body: Request<T>): Promise<Result<Replies[T]>> {
  return seat ? seat.line.ask(type, body) : Promise.resolve(refused('unavailable'));
}

/** Sends a wish; the reply's `seq` is where it stands in the meeting. */
export function command(wish: ParticipantCommand): Promise<Result<Replies['command']>> {
  return askSeat('command', { command: wish });
}
