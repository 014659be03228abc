import { useElementSize, useMergedRef } from '@mantine/hooks';
import { type CSSProperties, type ReactNode, useEffect, useRef, useState } from 'react';
import { scrolledTo, visibleRange } from './visible-range.ts';
import classes from './windowed-list.module.css';

/** Height of every row in px, as in windowed-list.module.css. */
const rowHeight = 44;
type WindowedListProps<T> = {
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  readonly draw: (row: T) => ReactNode;
  /** Index of a row to bring into sight; null: leave the list where it is */
  readonly shown: number | null;
  /** Up to so many rows are all drawn, so that the browser's own search and a screen reader find each. */
  readonly allDrawnUpTo: number;
};

/** A list of equally high rows of which only those in sight are drawn. */
export function WindowedList<T>({ rows, keyOf, draw, shown, allDrawnUpTo }: WindowedListProps<T>) {
  const { ref: sized, height } = useElementSize<HTMLDivElement>();
  const scroller = useRef<HTMLDivElement>(null);
  const ref = useMergedRef(sized, scroller);
  const [scrollTop, setScrollTop] = useState(0);
  const all = rows.length <= allDrawnUpTo;
  const range = all
    ? { from: 0, to: rows.length }
    : visibleRange({ scrollTop, height, rowHeight, count: rows.length });
  useEffect(() => {
    const element = scroller.current;
    if (element === null || shown === null) return;
    const { scrollTop: at, clientHeight } = element;
    element.scrollTop = scrolledTo(shown, { scrollTop: at, height: clientHeight, rowHeight });
  }, [shown]);
  const room = {
    '--above': `${range.from * rowHeight}px`,
    '--below': `${(rows.length - range.to) * rowHeight}px`,
  } as CSSProperties;
  return (
    <div
      ref={ref}
      className={classes.scroll}
      onScroll={(event) => {
        if (!all) setScrollTop(event.currentTarget.scrollTop);
      }}
    >
      <ul className={classes.list} style={room}>
        {rows.slice(range.from, range.to).map((row, index) => (
          <li
            key={keyOf(row)}
            className={classes.row}
            aria-setsize={rows.length}
            aria-posinset={range.from + index + 1}
          >
            {draw(row)}
          </li>
        ))}
      </ul>
    </div>
  );
}
