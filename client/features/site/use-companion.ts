import { useCallback, useEffect, useState } from 'react';
import { companionGround } from './companion-page.tsx';

const windowName = 'diemcau-second-screen';
/** How often it is looked whether the other window has its ground yet, was loaded again, or was closed, in ms. */
const lookMs = 500;
const storageKey = 'diemcau.secondScreen';

export type SecondScreen = {
  /** What to draw into; null while there is no second screen */
  readonly ground: HTMLElement | null;
  readonly opened: boolean;
  /** false: the browser does not allow a second window */
  readonly open: () => boolean;
  readonly close: () => void;
};

/** Beyond the right edge of this screen, which is where a second display usually is. */
function placeBeside(): string {
  const { availWidth, availHeight } = window.screen;
  return `popup,fullscreen,left=${availWidth},top=0,width=${availWidth},height=${availHeight}`;
}

function openWindow(): Window | null {
  return window.open('/site?screen=content', windowName, placeBeside());
}

/**
 * The room's second screen: another window of this browser, opened by this one, which draws into it. A room that had
 * one has it again after a restart, where the browser allows windows without a key press.
 */
export function useCompanion(): SecondScreen {
  const [other, setOther] = useState<Window | null>(null);
  const [ground, setGround] = useState<HTMLElement | null>(null);

  const open = useCallback(() => {
    const opened = openWindow();
    setOther(opened);
    localStorage.setItem(storageKey, opened === null ? '' : 'on');
    return opened !== null;
  }, []);
  const close = useCallback(() => {
    localStorage.removeItem(storageKey);
    setGround(null);
    setOther((before) => {
      before?.close();
      return null;
    });
  }, []);

  useEffect(() => {
    if (localStorage.getItem(storageKey) === 'on') setOther(openWindow());
  }, []);

  useEffect(() => {
    if (other === null) return;
    const look = () => {
      if (!other.closed) {
        setGround(other.document.getElementById(companionGround));
        return;
      }
      setGround(null);
      setOther(null);
      localStorage.removeItem(storageKey);
    };
    const timer = setInterval(look, lookMs);
    return () => clearInterval(timer);
  }, [other]);

  return { ground, opened: ground !== null, open, close };
}
