import { type RefObject, useEffect } from 'react';

const stepByKey: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowUp: -1,
  ArrowRight: 1,
  ArrowDown: 1,
};

/**
 * Moves the focus among the buttons inside `ground` with the four arrows of a remote control; Enter presses, as it
 * does anywhere. The focus is never lost: where it would be, it goes back to the button last used.
 */
export function useRemote(ground: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let last = 0;
    const buttons = (): readonly Element[] => Array.from(ground.current?.querySelectorAll('button') ?? []);
    const focused = () => (document.activeElement === null ? -1 : buttons().indexOf(document.activeElement));
    const focus = (index: number) => {
      const all = buttons();
      if (all.length === 0) return;
      last = (index + all.length) % all.length;
      const button = all[last];
      if (button instanceof HTMLElement) button.focus();
    };
    const keep = () => {
      const index = focused();
      if (index === -1) focus(Math.min(last, buttons().length - 1));
      else last = index;
    };
    const move = (event: KeyboardEvent) => {
      const step = stepByKey[event.key];
      if (step === undefined) {
        keep();
        return;
      }
      event.preventDefault();
      const index = focused();
      focus((index === -1 ? last : index) + step);
    };
    // Buttons come and go with the state of the meeting.
    const watcher = new MutationObserver(keep);
    watcher.observe(document.body, { childList: true, subtree: true });
    keep();
    document.addEventListener('keydown', move);
    return () => {
      watcher.disconnect();
      document.removeEventListener('keydown', move);
    };
  }, [ground]);
}
