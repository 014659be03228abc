import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Entry } from '../../core/event.ts';
import type { Meeting } from '../../core/meeting.ts';
import type { Snapshot } from '../../protocol/message.ts';
import { act, by, join, play, scheduledMeeting, seats, system, who } from '../../test/doubles/meeting.ts';
import type { Line, LineListener } from './line.ts';
import { type Result, refused } from './result.ts';

/** The line as the seat sees it: what it asks, answered by hand; what is pushed, pushed by hand. */
const wire = vi.hoisted(() => ({
  listener: null as LineListener | null,
  closed: 0,
  asked: [] as { type: string; body: unknown; answer: (result: Result<unknown>) => void }[],
}));
vi.mock('./line.ts', () => ({
  openLine: (listener: LineListener): Line => {
    wire.listener = listener;
    const ask = (type: string, body: unknown) =>
      new Promise((answer) => {
        wire.asked.push({ type, body, answer });
      });
    return {
      ask: ask as Line['ask'],
      close: () => {
        wire.closed += 1;
      },
    };
  },
}));
const media = vi.hoisted(() => ({ startMedia: vi.fn(), stopMedia: vi.fn(), mediaNews: vi.fn() }));
vi.mock('./media/media.ts', () => media);
const equipment = vi.hoisted(() => ({ startEquipment: vi.fn(), stopEquipment: vi.fn() }));
vi.mock('./equipment.ts', () => equipment);
const assist = vi.hoisted(() => ({ obeyOrders: vi.fn() }));
vi.mock('./assist.ts', () => assist);

const { command, dropSeat, giveUpSeat, takeSeat } = await import('./seat.ts');
const { meetingStore } = await import('./session-store.ts');

const live = play(
  scheduledMeeting(),
  [system('hub'), join(seats.chair.card)],
  [who.chair, { type: 'meeting.open' }],
);
const steps = [
  act(live, by(who.chair), { type: 'microphone.open' }),
  act(play(live, [who.chair, { type: 'microphone.open' }]), by(who.chair), { type: 'microphone.close' }),
] as const;
const [opened, closed] = steps;

function snapshot(meeting: Meeting): Snapshot {
  return { you: who.chair, meeting, now: Date.now() };
}
function batch(before: Meeting, entries: readonly Entry[]) {
  return { prev: before.seq, seq: entries.at(-1)?.seq ?? before.seq, entries };
}
const state = () => meetingStore.getState();
const flush = () => vi.advanceTimersByTimeAsync(0);
async function answer(result: Result<unknown>): Promise<void> {
  const question = wire.asked.shift();
  if (!question) throw new Error('nothing was asked');
  question.answer(result);
  await flush();
}
const yes = (reply: unknown) => ({ ok: true, reply }) as const;

async function seated() {
  const joining = takeSeat(live.id, { camera: true, takeOver: false });
  wire.listener?.opened();
  await answer(yes(snapshot(live)));
  return joining;
}

beforeEach(() => {
  vi.useFakeTimers();
  wire.asked.length = 0;
  wire.closed = 0;
  vi.clearAllMocks();
});
afterEach(() => {
  dropSeat();
  vi.useRealTimers();
});

describe('taking a seat', () => {
  it('joins as asked, and shows the meeting', async () => {
    const joining = takeSeat(live.id, { camera: true, takeOver: true });
    expect(state().line.kind).toBe('connecting');
    wire.listener?.opened();
    expect(wire.asked[0]).toMatchObject({
      type: 'meeting.join',
      body: { meeting: live.id, camera: 'on', takeOver: true },
    });
    await answer(yes(snapshot(live)));
    expect(await joining).toBeNull();
    expect(state()).toMatchObject({ line: { kind: 'connected' }, you: who.chair, meeting: live });
    expect(media.startMedia).toHaveBeenCalledOnce();
  });
  it('tells a refusal to whoever asked, and leaves nothing behind', async () => {
    const joining = takeSeat(live.id, { camera: false, takeOver: false });
    wire.listener?.opened();
    await answer(refused('replaced'));
    expect(await joining).toEqual({ code: 'replaced' });
    expect(state()).toMatchObject({ line: { kind: 'idle' }, meeting: null });
    expect(wire.closed).toBe(1);
  });
  it('leaves it to whoever asked whether to try again when the hub is overloaded', async () => {
    const joining = takeSeat(live.id, { camera: false, takeOver: false });
    wire.listener?.opened();
    await answer(refused('overloaded'));
    expect(await joining).toEqual({ code: 'overloaded' });
  });
  it('waits through a lost line before the first answer', async () => {
    const joining = takeSeat(live.id, { camera: false, takeOver: false });
    wire.listener?.lost(0);
    expect(state().line).toMatchObject({ kind: 'lost', attempt: 0 });
    wire.listener?.opened();
    await answer(yes(snapshot(live)));
    expect(await joining).toBeNull();
  });
});

describe('following the meeting', () => {
  it('folds batches as they come', async () => {
    await seated();
    wire.listener?.news.entries(batch(live, opened.entries));
    expect(state().meeting).toEqual(opened.meeting);
    // What was there before is no order any more.
    const following = { after: live.seq, you: who.chair };
    expect(assist.obeyOrders).toHaveBeenCalledExactlyOnceWith(batch(live, opened.entries), following);
    wire.listener?.news.entries(batch(live, opened.entries));
    expect(assist.obeyOrders).toHaveBeenCalledOnce();
  });
  it('tells the hub of this device’s equipment', async () => {
    await seated();
    const report: (equipment: object) => void = equipment.startEquipment.mock.calls[0]?.[0];
    report({ volume: 5 });
    expect(wire.asked).toMatchObject([{ type: 'equipment.report', body: { equipment: { volume: 5 } } }]);
    dropSeat();
    expect(equipment.stopEquipment).toHaveBeenCalled();
  });
  it('asks for a snapshot after a gap, and adds what came meanwhile', async () => {
    await seated();
    wire.listener?.news.entries(batch(opened.meeting, closed.entries));
    expect(state().meeting).toEqual(live);
    expect(wire.asked.map(({ type }) => type)).toEqual(['meeting.snapshot']);
    wire.listener?.news.entries(batch(opened.meeting, closed.entries));
    expect(wire.asked).toHaveLength(1);
    await answer(yes(snapshot(opened.meeting)));
    expect(state().meeting).toEqual(closed.meeting);
  });
  it('asks again until it has a snapshot', async () => {
    await seated();
    wire.listener?.news.entries(batch(opened.meeting, closed.entries));
    await answer(refused('unavailable'));
    await vi.advanceTimersByTimeAsync(5_000);
    await answer(yes(snapshot(closed.meeting)));
    expect(state().meeting).toEqual(closed.meeting);
  });
  it('takes a pushed snapshot, but none that lies behind', async () => {
    await seated();
    wire.listener?.news.snapshot(snapshot(opened.meeting));
    expect(state().meeting).toEqual(opened.meeting);
    wire.listener?.news.snapshot(snapshot(live));
    expect(state().meeting).toEqual(opened.meeting);
  });
});

describe('a lost line', () => {
  it('LINE-1: is joined again with a fresh snapshot, the camera as it was, and takes the seat from its own ghost', async () => {
    await seated();
    const filming = play(live, [who.chair, { type: 'camera.start' }]);
    wire.listener?.news.snapshot(snapshot(filming));
    wire.listener?.lost(0);
    await vi.advanceTimersByTimeAsync(3_000);
    wire.listener?.opened();
    expect(wire.asked[0]?.body).toMatchObject({ camera: 'on', takeOver: true });
    await answer(yes(snapshot(opened.meeting)));
    expect(state()).toMatchObject({ line: { kind: 'connected' }, meeting: opened.meeting });
    expect(media.startMedia).toHaveBeenCalledTimes(2);
  });
  it('LINE-1: comes back with the camera off if it was off, whatever one came with', async () => {
    await seated();
    wire.listener?.lost(0);
    wire.listener?.opened();
    expect(wire.asked[0]?.body).toMatchObject({ camera: 'off' });
  });
  it('HUB-7: does not throw out another device after a long absence', async () => {
    await seated();
    wire.listener?.lost(0);
    await vi.advanceTimersByTimeAsync(60_000);
    wire.listener?.opened();
    expect(wire.asked[0]?.body).toMatchObject({ takeOver: false });
    await answer(refused('replaced'));
    expect(state().line).toEqual({ kind: 'ended', refusal: { code: 'replaced' } });
    expect(media.stopMedia).toHaveBeenCalled();
  });
  it('tries to join again while the hub is overloaded', async () => {
    await seated();
    wire.listener?.lost(0);
    wire.listener?.opened();
    await answer(refused('overloaded'));
    await vi.advanceTimersByTimeAsync(5_000);
    await answer(yes(snapshot(live)));
    expect(state().line.kind).toBe('connected');
  });
  it('throws away the answer to a join of an older connection', async () => {
    await seated();
    wire.listener?.lost(0);
    wire.listener?.opened();
    wire.listener?.lost(0);
    await answer(yes(snapshot(opened.meeting)));
    expect(state().line.kind).toBe('lost');
    expect(state().meeting).toEqual(live);
  });
});

describe('the end', () => {
  it('stays ended, with its reason, when the hub says so', async () => {
    await seated();
    wire.listener?.ended({ code: 'unauthenticated' });
    expect(state()).toMatchObject({
      line: { kind: 'ended', refusal: { code: 'unauthenticated' } },
      meeting: live,
    });
    expect(await command({ type: 'microphone.open' })).toEqual(refused('unavailable'));
  });
  it('gives the seat up with a word to the hub', async () => {
    await seated();
    const leaving = giveUpSeat();
    expect(wire.asked[0]).toMatchObject({
      type: 'command',
      body: { command: { type: 'participant.leave' } },
    });
    await answer(yes({ seq: 1 }));
    await leaving;
    expect(state()).toMatchObject({ line: { kind: 'idle' }, meeting: null });
    expect(wire.closed).toBe(1);
  });
});
