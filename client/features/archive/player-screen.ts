import { type RefObject, useEffect, useState } from 'react';

/** How long the controls stay over a full screen that nobody touches, in ms. */
const restMs = 3000;

/** Whether an element has the whole screen; `toggle` is null where a browser cannot (a telephone's player does its own). */
export function useFullScreen(deck: RefObject<HTMLElement | null>) {
  const [full, setFull] = useState(false);
  useEffect(() => {
    const read = () =>
      setFull(document.fullscreenElement !== null && document.fullscreenElement === deck.current);
    document.addEventListener('fullscreenchange', read);
    return () => document.removeEventListener('fullscreenchange', read);
  }, [deck]);
  const toggle = () => {
    const change = document.fullscreenElement ? document.exitFullscreen() : deck.current?.requestFullscreen();
    // Refused by the browser: everything stays as it is.
    change?.catch(() => undefined);
  };
  return { full, toggle: document.fullscreenEnabled ? toggle : null };
}

/** Whether nobody has touched anything for a while; `wake` says that somebody did. */
export function useRest(watching: boolean) {
  const [touched, setTouched] = useState(0);
  const [resting, setResting] = useState(false);
  useEffect(() => {
    if (!watching || touched < 0) return;
    const timer = setTimeout(() => setResting(true), restMs);
    return () => clearTimeout(timer);
  }, [watching, touched]);
  const wake = () => {
    setResting(false);
    setTouched((before) => before + 1);
  };
  return { resting: watching && resting, wake };
}
