import { type RefObject, useEffect } from 'react';
import { type Arrow, stepFrom } from './remote-step.ts';

const arrows: readonly string[] = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] satisfies Arrow[];

function isArrow(key: string): key is Arrow {
  return arrows.includes(key);
}

/** The button that has the focus at the start: the one marked `data-first`, else the first. */
function firstOf(ground: HTMLElement | null): number {
  return Array.from(ground?.querySelectorAll('button') ?? []).findIndex(
    (button) => button.closest('[data-first]') !== null,
  );
}

/**
 * Moves the focus among the buttons inside `ground` with the four arrows of a remote control; Enter presses, as it
 * does anywhere. The focus is never lost: where it would be, it goes back to the button last used. One ground at a
 * time has the remote: what lies under a sheet is not `active`.
 */
export function useRemote(ground: RefObject<HTMLElement | null>, active = true): void {
  useEffect(() => {
    if (!active) return;
    let last = Math.max(0, firstOf(ground.current));
    const buttons = (): readonly HTMLElement[] =>
      Array.from(ground.current?.querySelectorAll<HTMLElement>('button') ?? []);
    const focused = () => {
      const { activeElement } = document;
      return activeElement instanceof HTMLElement ? buttons().indexOf(activeElement) : -1;
    };
    const focus = (index: number) => {
      const all = buttons();
      if (all.length === 0) return;
      last = (index + all.length) % all.length;
      all[last]?.focus();
    };
    const keep = () => {
      const index = focused();
      if (index === -1) focus(Math.min(last, buttons().length - 1));
      else last = index;
    };
    const move = (event: KeyboardEvent) => {
      if (!isArrow(event.key)) {
        keep();
        return;
      }
      event.preventDefault();
      const index = focused();
      focus(
        stepFrom(
          buttons().map((button) => button.getBoundingClientRect()),
          index === -1 ? last : index,
          event.key,
        ),
      );
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
  }, [ground, active]);
}
