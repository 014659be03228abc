import { useEffect, useRef } from 'react';

/** Calls `task` now and then again `everyMs` after it has ended, for ever, while `active`. Never two at a time. */
export function usePoll(task: () => Promise<void>, everyMs: number, active: boolean): void {
  const latest = useRef(task);
  useEffect(() => {
    latest.current = task;
  });
  useEffect(() => {
    if (!active) return;
    let ended = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const run = async () => {
      await latest.current();
      if (!ended) timer = setTimeout(() => void run(), everyMs);
    };
    void run();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [everyMs, active]);
}
