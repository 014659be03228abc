import { type PointerEvent, useCallback, useState } from 'react';

/** `gone`: it left the list while the pointer was over it, and only keeps its place so that nothing jumps. */
export type SteadyRow<T> = { readonly key: string; readonly item: T; readonly gone: boolean };

type KeyOf<T> = (item: T) => string;

export function freshRows<T>(items: readonly T[], keyOf: KeyOf<T>): readonly SteadyRow<T>[] {
  return items.map((item) => ({ key: keyOf(item), item, gone: false }));
}

/** The same rows in the same places with news in them: what left stays as gone, what came is added at the end. */
export function steadyRows<T>(
  rows: readonly SteadyRow<T>[],
  items: readonly T[],
  keyOf: KeyOf<T>,
): readonly SteadyRow<T>[] {
  const itemByKey = new Map(items.map((item) => [keyOf(item), item]));
  const kept = rows.map((row) => {
    const item = itemByKey.get(row.key);
    return item === undefined ? { ...row, gone: true } : { key: row.key, item, gone: false };
  });
  const known = new Set(rows.map((row) => row.key));
  return [
    ...kept,
    ...freshRows(
      items.filter((item) => !known.has(keyOf(item))),
      keyOf,
    ),
  ];
}

/**
 * A list whose rows keep their places while a mouse is over it: a click never lands on another row than the one it
 * was meant for. `settle` shows the true order at once, after a move the user made. `items` must be a stable value.
 */
export function useSteadyList<T>(items: readonly T[], keyOf: KeyOf<T>) {
  const [held, setHeld] = useState(false);
  const [shown, setShown] = useState({ items, held, rows: freshRows(items, keyOf) });
  let rows = shown.rows;
  if (shown.items !== items || shown.held !== held) {
    rows = held ? steadyRows(shown.rows, items, keyOf) : freshRows(items, keyOf);
    setShown({ items, held, rows });
  }
  const settle = useCallback(() => setHeld(false), []);
  return {
    rows,
    hold: {
      onPointerEnter: (event: PointerEvent) => setHeld(event.pointerType === 'mouse'),
      onPointerLeave: () => setHeld(false),
    },
    settle,
  };
}
