import { EventEmitter } from 'node:events';
import type { types } from 'mediasoup-client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mend } from './mending.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A transport's one voice: its connection state. */
function troubled(restarts: boolean) {
  const transport = new EventEmitter();
  const restart = vi.fn(async () => restarts);
  const connected = vi.fn();
  const broken = vi.fn();
  const mending = mend(transport as types.Transport, { restart, connected, broken });
  const turn = (state: types.ConnectionState) => transport.emit('connectionstatechange', state);
  return { mending, restart, connected, broken, turn };
}

describe('mend', () => {
  it('waits out a short interruption', async () => {
    const { turn, restart, broken, connected } = troubled(true);
    turn('disconnected');
    await vi.advanceTimersByTimeAsync(1_500);
    turn('connected');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(restart).not.toHaveBeenCalled();
    expect(broken).not.toHaveBeenCalled();
    expect(connected).toHaveBeenCalledOnce();
  });
  it('restarts ICE when the interruption lasts, and is content once it connects', async () => {
    const { turn, restart, broken } = troubled(true);
    turn('disconnected');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(restart).toHaveBeenCalledOnce();
    turn('connected');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(broken).not.toHaveBeenCalled();
  });
  it('restarts ICE at once after a failure', async () => {
    const { turn, restart } = troubled(true);
    turn('failed');
    await vi.advanceTimersByTimeAsync(0);
    expect(restart).toHaveBeenCalledOnce();
  });
  it('is broken, once, when the restart does not help', async () => {
    const { turn, broken } = troubled(true);
    turn('failed');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(broken).toHaveBeenCalledOnce();
    turn('failed');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(broken).toHaveBeenCalledOnce();
  });
  it('is broken at once when the hub does not restart it', async () => {
    const { turn, broken } = troubled(false);
    turn('failed');
    await vi.advanceTimersByTimeAsync(0);
    expect(broken).toHaveBeenCalledOnce();
  });
  it('is broken when a first connection never comes', async () => {
    const { turn, broken } = troubled(true);
    turn('connecting');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(broken).toHaveBeenCalledOnce();
  });
  it('says nothing after it was stopped', async () => {
    const { turn, broken, mending } = troubled(true);
    turn('connecting');
    mending.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(broken).not.toHaveBeenCalled();
  });
});
