import { beginning, type Habits, readHabits, readPlace } from './player-memory.ts';

const habitsKey = 'diemcau.player';
const placeKey = (film: string) => `diemcau.player.place.${film}`;

/** Whether this document was loaded again, and no film has begun in it yet. */
const visit = {
  again: performance
    .getEntriesByType('navigation')
    .some((entry) => entry instanceof PerformanceNavigationTiming && entry.type === 'reload'),
};

function kept(shelf: () => Storage, key: string): string | null {
  try {
    return shelf().getItem(key);
  } catch {
    return null;
  }
}

function keep(shelf: () => Storage, key: string, value: unknown): void {
  try {
    shelf().setItem(key, JSON.stringify(value));
  } catch {
    // A device that keeps nothing begins with the usual each time.
  }
}

export function keptHabits(): Habits {
  return readHabits(kept(() => localStorage, habitsKey));
}

export function keepHabits(habits: Habits): void {
  keep(() => localStorage, habitsKey, habits);
}

/** Where the film of that address begins, in ms; `asked`: where a link wants it. */
export function beginningOf(film: string, asked: number | null): number {
  const place = readPlace(kept(() => sessionStorage, placeKey(film)));
  return beginning({ asked, place, reloaded: visit.again });
}

/** The film of that address has been brought to its beginning: what follows is not the first of this document. */
export function begun(): void {
  visit.again = false;
}

export function keepPlace(film: string, asked: number | null, positionMs: number): void {
  keep(() => sessionStorage, placeKey(film), { asked, positionMs });
}
