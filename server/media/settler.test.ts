import { describe, expect, it, vi } from 'vitest';
import { createSettler } from './settler.ts';

describe('a settler', () => {
  it('runs one at a time and answers all requests during a run by one more', async () => {
    const gates: PromiseWithResolvers<void>[] = [];
    const settler = createSettler(async () => {
      const gate = Promise.withResolvers<void>();
      gates.push(gate);
      await gate.promise;
    }, vi.fn());
    settler.request();
    settler.request();
    settler.request();
    expect(gates).toHaveLength(1);
    gates[0]!.resolve();
    await vi.waitFor(() => expect(gates).toHaveLength(2));
    gates[1]!.resolve();
    await gates[1]!.promise;
    settler.request();
    await vi.waitFor(() => expect(gates).toHaveLength(3));
  });

  it('reports a failing run and goes on', async () => {
    const onError = vi.fn();
    const work = vi.fn().mockRejectedValueOnce(new Error('once')).mockResolvedValue(undefined);
    const settler = createSettler(work, onError);
    settler.request();
    await vi.waitFor(() => expect(onError).toHaveBeenCalledOnce());
    settler.request();
    await vi.waitFor(() => expect(work).toHaveBeenCalledTimes(2));
    expect(onError).toHaveBeenCalledOnce();
  });
});
