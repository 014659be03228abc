import { type PointerEvent, useCallback, useEffect, useState } from 'react';

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

/** A menu of a row belongs to the list it came from; a dialog that was opened from it does not. */
function isOver(ground: Element, target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return ground.contains(target) || target.closest('[role="menu"]') !== null;
}

/**
 * The element under the mouse that these handlers are given to; null: the mouse is elsewhere. Asked of the document,
 * because React takes a dialog for a part of whatever opened it: a mouse over it has not left, and once it is closed
 * never does.
 */
function useMouseOver() {
  const [ground, setGround] = useState<Element | null>(null);
  useEffect(() => {
    if (ground === null) return;
    const look = ({ target }: Event) => {
      if (!isOver(ground, target)) setGround(null);
    };
    document.addEventListener('pointerover', look);
    return () => document.removeEventListener('pointerover', look);
  }, [ground]);
  const onPointerOver = ({ pointerType, currentTarget, target }: PointerEvent) => {
    if (target instanceof Node && currentTarget.contains(target))
      setGround(pointerType === 'mouse' ? currentTarget : null);
  };
  return { ground, hold: { onPointerOver, onPointerLeave: () => setGround(null) } };
}

/**
 * A list whose rows keep their places while a mouse is over it: a click never lands on another row than the one it
 * was meant for. `settle` shows the true order at once, after a move the user made. `items` must be a stable value.
 */
export function useSteadyList<T>(items: readonly T[], keyOf: KeyOf<T>) {
  const { ground, hold } = useMouseOver();
  // Until the mouse has gone and come again.
  const [settled, setSettled] = useState<Element | null>(null);
  if (settled !== null && settled !== ground) setSettled(null);
  const held = ground !== null && settled === null;
  const [shown, setShown] = useState({ items, held, rows: freshRows(items, keyOf) });
  let rows = shown.rows;
  if (shown.items !== items || shown.held !== held) {
    rows = held ? steadyRows(shown.rows, items, keyOf) : freshRows(items, keyOf);
    setShown({ items, held, rows });
  }
  const settle = useCallback(() => setSettled(ground), [ground]);
  return { rows, hold, settle };
}
