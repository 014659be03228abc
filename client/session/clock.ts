import { meetingStore } from './session-store.ts';

/** The hub's time now, in epoch milliseconds, as well as this device can tell. */
export function serverNow(): number {
  return Date.now() + meetingStore.getState().clockOffset;
}

const watchers = new Set<() => void>();
let second = 0;
let timer: ReturnType<typeof setTimeout> | null = null;

function tick(): void {
  const now = serverNow();
  second = now - (now % 1000);
  for (const watcher of watchers) watcher();
  // Just past the hub's next whole second, so that all screens' timers step together.
  timer = setTimeout(tick, 1000 - (now % 1000) + 5);
}

/** Calls `watcher` each second; returns what ends it. One timer serves every watcher. */
export function watchSeconds(watcher: () => void): () => void {
  watchers.add(watcher);
  if (timer === null) tick();
  return () => {
    watchers.delete(watcher);
    if (watchers.size === 0 && timer !== null) {
      clearTimeout(timer);
      timer = null;
    }
  };
}

/** The hub's time at its last whole second. */
export function currentSecond(): number {
  if (second === 0) {
    const now = serverNow();
    second = now - (now % 1000);
  }
  return second;
}
