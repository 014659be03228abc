import { useWindowEvent } from '@mantine/hooks';
import type { RefObject } from 'react';
import type { Film } from './player-film.ts';
import { deedOfKey, type KeyPress, type PlayerDeed } from './player-keys.ts';
import { speedFrom } from './player-memory.ts';
import { chapterFrom } from './player-now.ts';

const takesText =
  'input:not([type="range"], [type="checkbox"], [type="radio"]), textarea, select, [contenteditable]';
const takesPress =
  'button, a[href], summary, input, [role="button"], [role="tab"], [role="option"], [role^="menuitem"]';
const takesArrows =
  'input, [role="tab"], [role="slider"], [role="option"], [role="listbox"], [role^="menuitem"], [role="combobox"]';

/** What the key means where the focus is; null while somebody types, or a dialog covers the player. */
function pressOf(event: KeyboardEvent, deck: Element | null): KeyPress | null {
  const target = event.target instanceof Element ? event.target : null;
  if (event.isComposing || target?.closest(takesText)) return null;
  if (document.querySelector('[aria-modal="true"]') !== null) return null;
  return {
    key: event.key,
    modified: event.ctrlKey || event.altKey || event.metaKey,
    presses: target?.closest(takesPress) != null,
    steps: target?.closest(takesArrows) != null,
    within: deck !== null && target !== null && deck.contains(target),
  };
}

export type KeyboardDeeds = {
  readonly film: Film;
  readonly deck: RefObject<HTMLElement | null>;
  /** Where chapters begin, in order. */
  readonly beginnings: readonly number[];
  /** Whether single characters act on this device. */
  readonly characters: boolean;
  readonly toggleFullScreen: () => void;
  readonly toggleHelp: () => void;
};

/** Goes to the next or the previous chapter, if there is one. */
export function leapChapter(film: Film, beginnings: readonly number[], by: 1 | -1): void {
  const ms = chapterFrom(beginnings, film.positionMs, by);
  if (ms !== null) film.seek(ms);
}

/** Goes on or back by that much, within the film. */
export function leap(film: Film, byMs: number): void {
  film.seek(Math.min(Math.max(0, film.positionMs + byMs), film.durationMs));
}

function run(deed: PlayerDeed, { film, beginnings, toggleFullScreen, toggleHelp }: KeyboardDeeds): void {
  const { habits } = film;
  switch (deed.kind) {
    case 'toggle':
      film.toggle();
      return;
    case 'mute':
      film.toggleMute();
      return;
    case 'captions':
      film.setHabits({ captions: !habits.captions });
      return;
    case 'fullScreen':
      toggleFullScreen();
      return;
    case 'help':
      toggleHelp();
      return;
    case 'seekBy':
      leap(film, deed.ms);
      return;
    case 'seekTo':
      film.seek(deed.share * film.durationMs);
      return;
    case 'volumeBy':
      film.setHabits({ volume: Math.min(100, Math.max(0, habits.volume + deed.by)) });
      return;
    case 'speedBy':
      film.setHabits({ speed: speedFrom(habits.speed, deed.by) });
      return;
    case 'chapterBy':
      leapChapter(film, beginnings, deed.by);
      return;
  }
}

/** The player's keys, wherever on its page the focus is. */
export function usePlayerKeyboard(deeds: KeyboardDeeds): void {
  useWindowEvent('keydown', (event) => {
    const press = event.defaultPrevented ? null : pressOf(event, deeds.deck.current);
    const deed = press === null ? null : deedOfKey(press, deeds.characters);
    if (deed === null) return;
    event.preventDefault();
    run(deed, deeds);
  });
}
