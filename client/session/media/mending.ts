import type { types } from 'mediasoup-client';

/** A short interruption often passes by itself: wait this long before restarting ICE, in ms. */
const patienceMs = 2_000;
/** A restarted or new transport that does not connect within this is given up, in ms. */
const connectMs = 10_000;

/** What a transport's trouble calls for. */
export type Mending = { readonly stop: () => void };

export type MendingOptions = {
  /** Asks the hub for new ICE parameters and applies them; false if that failed. */
  readonly restart: () => Promise<boolean>;
  readonly connected: () => void;
  /** Called once: nothing helps but a new transport. */
  readonly broken: () => void;
};

/** Watches a transport: a disconnection leads to an ICE restart, and if that does not help, it is broken. */
export function mend(transport: types.Transport, options: MendingOptions): Mending {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let stopped = false;

  function forget(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }
  function stop(): void {
    stopped = true;
    forget();
  }
  function giveUp(): void {
    if (stopped) return;
    stop();
    options.broken();
  }
  function after(ms: number, then: () => void): void {
    forget();
    timer = stopped ? null : setTimeout(then, ms);
  }
  async function tryRestart(): Promise<void> {
    after(connectMs, giveUp);
    if (!(await options.restart())) giveUp();
  }

  transport.on('connectionstatechange', (state) => {
    switch (state) {
      case 'connecting':
        // Also the first connection: a firewall that lets nothing through shows itself here.
        after(connectMs, giveUp);
        break;
      case 'connected':
        options.connected();
        forget();
        break;
      case 'closed':
        forget();
        break;
      case 'disconnected':
        after(patienceMs, () => void tryRestart());
        break;
      case 'failed':
        void tryRestart();
        break;
      case 'new':
        break;
    }
  });
  return { stop };
}
