import { useEffect } from 'react';

/** Keeps the display on where the browser can; a TV that cannot is set never to sleep (see docs). */
export function useWakeLock(): void {
  useEffect(() => {
    if (!('wakeLock' in navigator)) return;
    let lock: WakeLockSentinel | null = null;
    let ended = false;
    const hold = async () => {
      if (ended || document.visibilityState !== 'visible' || (lock !== null && !lock.released)) return;
      // Refused on a battery that is low, or without the right to it: the display's own setting counts then.
      lock = await navigator.wakeLock.request('screen').catch(() => null);
      if (ended) await lock?.release();
    };
    void hold();
    const again = () => void hold();
    // A lock is lost whenever the page is out of sight.
    document.addEventListener('visibilitychange', again);
    return () => {
      ended = true;
      document.removeEventListener('visibilitychange', again);
      void lock?.release();
    };
  }, []);
}
