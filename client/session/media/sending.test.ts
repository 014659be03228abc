import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Result, refused } from '../result.ts';
import type { Ask } from './ask.ts';
import { createSending } from './sending.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Link = Parameters<typeof createSending>[0];
type Produced = Extract<Awaited<ReturnType<Link['produce']>>, { ok: true }>['reply'];

function track(): MediaStreamTrack {
  return { enabled: true, readyState: 'live' } as MediaStreamTrack;
}

/** A link whose producers only remember what was done to them. */
function setUp(outcomes: Result<null>[] = []) {
  const made: { id: string; paused: boolean; closed: boolean; track: MediaStreamTrack | null }[] = [];
  const produce = vi.fn(async (_source: string, first: MediaStreamTrack): Promise<Result<Produced>> => {
    const outcome = outcomes.shift();
    if (outcome && !outcome.ok) return outcome;
    const producer = {
      id: `p${made.length}`,
      paused: !first.enabled,
      closed: false,
      track: first as MediaStreamTrack | null,
      pause: () => {
        producer.paused = true;
      },
      resume: () => {
        producer.paused = false;
      },
      close: () => {
        producer.closed = true;
      },
      replaceTrack: async ({ track: next }: { track: MediaStreamTrack | null }) => {
        producer.track = next;
      },
    };
    made.push(producer);
    return { ok: true, reply: producer as Partial<Produced> as Produced };
  });
  const ask = vi.fn(async () => ({ ok: true, reply: null }) as const);
  const failed = vi.fn();
  const link: Pick<Link, 'produce'> = { produce };
  const sending = createSending(link, ask as Ask, failed);
  const settle = () => vi.advanceTimersByTimeAsync(0);
  return { made, produce, ask, failed, sending, settle };
}

describe('sending', () => {
  it('produces a held microphone silenced, and opens it without producing again', async () => {
    const { made, produce, sending, settle } = setUp();
    const microphone = track();
    sending.set('microphone', { track: microphone, open: false });
    await settle();
    expect(microphone.enabled).toBe(false);
    expect(made).toMatchObject([{ paused: true }]);
    sending.set('microphone', { track: microphone, open: true });
    await settle();
    expect(made).toMatchObject([{ paused: false }]);
    expect(produce).toHaveBeenCalledOnce();
  });
  it('pauses at its source what nobody watches, and resumes when somebody does', async () => {
    const { made, sending, settle } = setUp();
    sending.set('camera', { track: track(), open: true });
    await settle();
    expect(made[0]?.paused).toBe(false);
    sending.setWanted('p0', false);
    await settle();
    expect(made[0]?.paused).toBe(true);
    sending.setWanted('p0', true);
    await settle();
    expect(made[0]?.paused).toBe(false);
  });
  it('keeps a closed microphone closed although the hub wants it', async () => {
    const { made, sending, settle } = setUp();
    sending.set('microphone', { track: track(), open: false });
    await settle();
    sending.setWanted('p0', true);
    await settle();
    expect(made[0]?.paused).toBe(true);
  });
  it('replaces the track of another device in the same producer', async () => {
    const { made, sending, settle } = setUp();
    const second = track();
    sending.set('camera', { track: track(), open: true });
    sending.set('camera', { track: second, open: true });
    await settle();
    expect(made).toHaveLength(1);
    expect(made[0]?.track).toBe(second);
  });
  it('ends the producer with the track, here and at the hub', async () => {
    const { made, ask, sending, settle } = setUp();
    sending.set('camera', { track: track(), open: true });
    await settle();
    sending.set('camera', { track: null, open: true });
    await settle();
    expect(made[0]?.closed).toBe(true);
    expect(ask).toHaveBeenCalledWith('media.producer.close', { producer: 'p0' });
  });
  it('tries again by itself what the hub refused, and says why', async () => {
    const { made, failed, sending, settle } = setUp([refused('overloaded')]);
    sending.set('camera', { track: track(), open: true });
    await settle();
    expect(failed).toHaveBeenCalledWith('camera', 'overloaded');
    expect(made).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(made).toHaveLength(1);
  });
  it('does nothing any more once closed', async () => {
    const { made, sending, settle } = setUp([refused('overloaded')]);
    sending.set('camera', { track: track(), open: true });
    await settle();
    sending.close();
    sending.set('microphone', { track: track(), open: true });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(made).toHaveLength(0);
  });
});
