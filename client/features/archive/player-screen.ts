import { useIdle } from '@mantine/hooks';
import { type RefObject, useEffect, useState } from 'react';

/** How long the controls stay over a full screen that nobody touches, in ms. */
const restMs = 3000;

/** Whether an element has the whole screen; `toggle` is null where a browser cannot give it (some telephones). */
export function useFullScreen(deck: RefObject<HTMLElement | null>) {
  const [full, setFull] = useState(false);
  useEffect(() => {
    const read = () => {
      const { fullscreenElement } = document;
      setFull(fullscreenElement !== null && fullscreenElement === deck.current);
    };
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

/** Whether nobody has touched anything for a while. */
export function useRest(): boolean {
  return useIdle(restMs, {
    initialState: false,
    events: ['keydown', 'pointermove', 'pointerdown', 'wheel'],
  });
}
