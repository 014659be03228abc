/** How wide a document is drawn: 1 fits the width there is. */
export const zooms = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const;
export type Zoom = (typeof zooms)[number];

/** The next step in or out; the last one stays. */
export function zoomBy(zoom: Zoom, step: 1 | -1): Zoom {
  return zooms[zooms.indexOf(zoom) + step] ?? zoom;
}

/** What a key does in a document. */
export type ViewerDeed = 'next' | 'previous' | 'first' | 'last' | 'zoomIn' | 'zoomOut' | 'fit';

const deedByKey: Readonly<Record<string, ViewerDeed>> = {
  PageDown: 'next',
  ArrowRight: 'next',
  PageUp: 'previous',
  ArrowLeft: 'previous',
  Home: 'first',
  End: 'last',
  '+': 'zoomIn',
  '=': 'zoomIn',
  '-': 'zoomOut',
  '0': 'fit',
};

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>;

/** Null: the key is the browser's, or the meeting's. Arrows up and down scroll, as anywhere. */
export function viewerDeed({ key, ctrlKey, altKey, metaKey }: Pressed): ViewerDeed | null {
  if (ctrlKey || altKey || metaKey) return null;
  return Object.hasOwn(deedByKey, key) ? (deedByKey[key] ?? null) : null;
}

/** The page that has the middle of the window, of pages that begin at these heights, in order; from 1. */
export function pageAt(tops: readonly number[], middle: number): number {
  let [low, high] = [0, tops.length - 1];
  while (low < high) {
    const half = Math.ceil((low + high) / 2);
    if ((tops[half] ?? 0) <= middle) low = half;
    else high = half - 1;
  }
  return low + 1;
}
