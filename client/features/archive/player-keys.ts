/** What a key asks of the player. */
export type PlayerDeed =
  | { readonly kind: 'toggle' | 'mute' | 'captions' | 'fullScreen' | 'help' }
  | { readonly kind: 'seekBy'; readonly ms: number }
  /** To a part of its whole length, 0 to 1. */
  | { readonly kind: 'seekTo'; readonly share: number }
  /** In hundredths. */
  | { readonly kind: 'volumeBy'; readonly by: number }
  /** So many steps faster or slower. */
  | { readonly kind: 'speedBy'; readonly by: 1 | -1 }
  | { readonly kind: 'chapterBy'; readonly by: 1 | -1 };

export type KeyPress = {
  readonly key: string;
  /** With Ctrl, Alt or Meta: the browser's own. */
  readonly modified: boolean;
  /** What has the focus takes the space bar itself: a button, a tab. */
  readonly presses: boolean;
  /** What has the focus takes the arrows itself: a tab, a slider. */
  readonly steps: boolean;
  /** The focus is in the player; elsewhere up and down move the page. */
  readonly within: boolean;
};

/** Steps of volume with the arrows, in hundredths. */
const volumeStep = 10;

const deedByKey: Readonly<Record<string, PlayerDeed>> = {
  k: { kind: 'toggle' },
  j: { kind: 'seekBy', ms: -10_000 },
  l: { kind: 'seekBy', ms: 10_000 },
  m: { kind: 'mute' },
  c: { kind: 'captions' },
  f: { kind: 'fullScreen' },
  n: { kind: 'chapterBy', by: 1 },
  p: { kind: 'chapterBy', by: -1 },
  '[': { kind: 'speedBy', by: -1 },
  ']': { kind: 'speedBy', by: 1 },
  '?': { kind: 'help' },
};

function ofArrow({ key, steps, within }: KeyPress): PlayerDeed | null {
  if (steps) return null;
  if (key === 'ArrowLeft') return { kind: 'seekBy', ms: -5000 };
  if (key === 'ArrowRight') return { kind: 'seekBy', ms: 5000 };
  if (!within) return null;
  return { kind: 'volumeBy', by: key === 'ArrowUp' ? volumeStep : -volumeStep };
}

/**
 * What a key does, as in the players people know; null: nothing of the player's. `characters`: whether single
 * characters act at all on this device (WCAG 2.1.4).
 */
export function deedOfKey(press: KeyPress, characters: boolean): PlayerDeed | null {
  const { key, modified } = press;
  if (modified) return null;
  if (key.startsWith('Arrow')) return ofArrow(press);
  if (key === ' ') return press.presses ? null : { kind: 'toggle' };
  if (!characters) return null;
  if (/^[0-9]$/.test(key)) return { kind: 'seekTo', share: Number(key) / 10 };
  return deedByKey[key.toLowerCase()] ?? null;
}
