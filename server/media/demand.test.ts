import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDemand, type Demand, type Use } from './demand.ts';

describe('demand for a producer', () => {
  let demand: Demand;
  const wanted: boolean[] = [];
  const flow: boolean[] = [];
  const started = (use: Use) => {
    const begun = vi.fn();
    void use.start().then(begun);
    return begun;
  };

  beforeEach(() => {
    vi.useFakeTimers();
    wanted.length = 0;
    flow.length = 0;
    demand = createDemand({
      gatherMs: 250,
      restMs: 1_000,
      onWanted: (now) => void wanted.push(now),
      onFlow: (now) => void flow.push(now),
    });
  });
  afterEach(() => void vi.useRealTimers());

  it('is told as absent at the beginning, present with the first, absent with the last', async () => {
    await vi.advanceTimersByTimeAsync(1);
    const one = demand.receive();
    const other = demand.capture();
    await vi.advanceTimersByTimeAsync(1);
    one.stop();
    await vi.advanceTimersByTimeAsync(1);
    other.stop();
    other.stop();
    await vi.advanceTimersByTimeAsync(1);
    expect(wanted).toEqual([false, true, false]);
  });

  it('says nothing of a receiver that is replaced within the same turn', async () => {
    const one = demand.receive();
    await vi.advanceTimersByTimeAsync(1);
    one.stop();
    demand.receive();
    await vi.advanceTimersByTimeAsync(1);
    expect(wanted).toEqual([true]);
  });

  it('lets a lone receiver start at once', async () => {
    const begun = started(demand.receive());
    await vi.advanceTimersByTimeAsync(0);
    expect(begun).toHaveBeenCalledOnce();
    expect(flow).toEqual([true]);
  });

  it('starts those who are about to be ready together, when the last is ready', async () => {
    const uses = [demand.receive(), demand.receive()] as const;
    const first = started(uses[0]);
    await vi.advanceTimersByTimeAsync(200);
    expect(first).not.toHaveBeenCalled();
    expect(flow).toEqual([]);
    const second = started(uses[1]);
    await vi.advanceTimersByTimeAsync(0);
    expect(first).toHaveBeenCalledOnce();
    expect(second).toHaveBeenCalledOnce();
  });

  it('waits for no one longer than a moment, nor for one who went away', async () => {
    const never = demand.receive();
    const first = started(demand.receive());
    await vi.advanceTimersByTimeAsync(249);
    expect(first).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(first).toHaveBeenCalledOnce();

    await vi.advanceTimersByTimeAsync(1_000);
    const second = started(demand.receive());
    await vi.advanceTimersByTimeAsync(10);
    expect(second).not.toHaveBeenCalled();
    never.stop();
    await vi.advanceTimersByTimeAsync(0);
    expect(second).toHaveBeenCalledOnce();
  });

  it('lets a straggler start at once after a common start: the next key frame is delayed anyway', async () => {
    started(demand.receive());
    demand.receive();
    await vi.advanceTimersByTimeAsync(250);
    const straggler = started(demand.receive());
    await vi.advanceTimersByTimeAsync(0);
    expect(straggler).toHaveBeenCalledOnce();
  });

  it('waits for no capture, and a capture for nobody but those who gather', async () => {
    const capture = demand.capture();
    const receiver = started(demand.receive());
    await vi.advanceTimersByTimeAsync(0);
    expect(receiver).toHaveBeenCalledOnce();
    const begun = started(capture);
    await vi.advanceTimersByTimeAsync(0);
    expect(begun).toHaveBeenCalledOnce();
  });

  it('ends the flow with the last who had started, whoever else is waiting to', async () => {
    const use = demand.receive();
    started(use);
    demand.receive();
    await vi.advanceTimersByTimeAsync(250);
    use.stop();
    expect(flow).toEqual([true, false]);
  });

  it('lets nothing flow for one that stopped while it waited, and leaves it waiting no longer', async () => {
    const use = demand.receive();
    const other = demand.receive();
    const over = started(use);
    use.stop();
    other.stop();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(over).toHaveBeenCalledOnce();
    expect(flow).toEqual([]);
  });
});
