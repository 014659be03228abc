import { useEffect, useState } from 'react';

/** Seconds that *xem lần lượt* stays on a page, to choose from. */
export const tourSeconds = [5, 10, 15, 30] as const;
export type TourSeconds = (typeof tourSeconds)[number];

/** Turns the page by itself every so often while it is on and nobody points at what is shown. */
export function useTour(held: boolean, page: number, turn: () => void) {
  const [on, setOn] = useState(false);
  const [seconds, setSeconds] = useState<TourSeconds>(10);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page that was turned by hand is shown for the whole time
  useEffect(() => {
    if (!on || held) return;
    const timer = setTimeout(turn, seconds * 1000);
    return () => clearTimeout(timer);
  }, [on, held, seconds, page, turn]);
  return { on, seconds, setSeconds, toggle: () => setOn((before) => !before) };
}
