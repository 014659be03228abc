import { type PointerEvent, useEffect, useRef, useState } from 'react';

/**
 * Keeps the marked row (`aria-current`) of a list in sight, in the list's own scroller and never by moving the page,
 * until somebody scrolls it. `current` is the marked row's index. `hold` belongs on the scroller.
 */
export function useFollow(current: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);
  useEffect(() => {
    const box = scroller.current;
    const row = box?.querySelector('[aria-current]');
    if (!following || current < 0 || !box || !row) return;
    const ground = box.getBoundingClientRect();
    const mark = row.getBoundingClientRect();
    if (mark.top >= ground.top && mark.bottom <= ground.bottom) return;
    box.scrollTop += mark.top - ground.top - ground.height / 3;
  }, [current, following]);
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    // Whoever chooses a row is there.
    const choose = ({ target }: Event) => {
      if (target instanceof Element && target.closest('button')) setFollowing(true);
    };
    box.addEventListener('click', choose);
    return () => box.removeEventListener('click', choose);
  }, []);
  const release = () => setFollowing(false);
  const hold = {
    onWheel: release,
    onTouchMove: release,
    // The scroll bar itself, and not what stands in the list.
    onPointerDown: ({ target, currentTarget }: PointerEvent) => {
      if (target === currentTarget) release();
    },
  };
  return { scroller, following, hold, follow: () => setFollowing(true) };
}
