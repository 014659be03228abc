import type { ChildProcess } from 'node:child_process';

/** Lets the processes of compositions stand still, and go on where they were. */
export type Brake = {
  /** Stops what runs (SIGSTOP) and lets nothing begin. */
  hold(): void;
  /** Lets it go on (SIGCONT). */
  release(): void;
  isHeld(): boolean;
  /** Milliseconds for which it held in all, on the monotonic clock. */
  heldMs(): number;
  /** Resolves once nothing is held; rejects when that is given up. */
  passed(signal?: AbortSignal): Promise<void>;
  /** A process that is to stand still whenever this holds. It is forgotten when it ends. */
  follow(child: ChildProcess): void;
};

export function createBrake(): Brake {
  const children = new Set<ChildProcess>();
  let heldSince: number | null = null;
  let heldBefore = 0;
  let opening = Promise.withResolvers<void>();

  return {
    hold() {
      if (heldSince !== null) return;
      heldSince = performance.now();
      opening = Promise.withResolvers();
      for (const child of children) child.kill('SIGSTOP');
    },
    release() {
      if (heldSince === null) return;
      heldBefore += performance.now() - heldSince;
      heldSince = null;
      for (const child of children) child.kill('SIGCONT');
      opening.resolve();
    },
    isHeld: () => heldSince !== null,
    heldMs: () => heldBefore + (heldSince === null ? 0 : performance.now() - heldSince),
    async passed(signal) {
      while (heldSince !== null) {
        signal?.throwIfAborted();
        const { promise: given, reject } = Promise.withResolvers<never>();
        const giveUp = () => reject(signal?.reason);
        signal?.addEventListener('abort', giveUp, { once: true });
        await Promise.race([opening.promise, given]).finally(() =>
          signal?.removeEventListener('abort', giveUp),
        );
      }
    },
    follow(child) {
      children.add(child);
      child.once('close', () => children.delete(child));
      child.once('error', () => children.delete(child));
      if (heldSince !== null) child.kill('SIGSTOP');
    },
  };
}
