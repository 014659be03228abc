import { IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitId } from '../../../core/id.ts';
import type { UnitRow, UnitTree } from './unit-tree.ts';
import classes from './units.module.css';

/** Height of a row in px, as units.module.css draws it. */
const rowHeight = 48;
/** Rows drawn beyond each edge, so that scrolling shows no gap. */
const beyond = 8;

type Window = { readonly from: number; readonly to: number };

/** The rows that the scrolled box shows: of 3,500 units some thirty are drawn. */
function useWindow(count: number) {
  const box = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<Window>({ from: 0, to: 40 });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => {
      const from = Math.max(0, Math.floor(element.scrollTop / rowHeight) - beyond);
      const to = from + Math.ceil(element.clientHeight / rowHeight) + 2 * beyond;
      setShown((before) => (before.from === from && before.to === to ? before : { from, to }));
    };
    measure();
    element.addEventListener('scroll', measure, { passive: true });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', measure);
      observer.disconnect();
    };
  }, []);
  const reveal = (at: number) => {
    const element = box.current;
    if (!element) return;
    const [top, bottom] = [at * rowHeight, (at + 1) * rowHeight];
    if (top < element.scrollTop) element.scrollTop = top;
    else if (bottom > element.scrollTop + element.clientHeight)
      element.scrollTop = bottom - element.clientHeight;
  };
  return { box, reveal, from: Math.min(shown.from, Math.max(0, count - 1)), to: Math.min(shown.to, count) };
}

type UnitListProps = {
  readonly tree: UnitTree;
  readonly rows: readonly UnitRow[];
  readonly selected: UnitId | null;
  readonly onSelect: (unit: UnitId) => void;
  readonly onExpand: (unit: UnitId, expanded: boolean) => void;
};

const rowId = (unit: UnitId) => `unit-${unit}`;

/** Where a key leads from a row, as in any tree: up and down, right opens, left closes or goes to the one above. */
function target(rows: readonly UnitRow[], at: number, key: string): number | 'expand' | 'collapse' | null {
  const row = rows[at];
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, rows.length - 1);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return rows.length - 1;
    case 'ArrowRight':
      return row?.expandable && !row.expanded ? 'expand' : Math.min(at + 1, rows.length - 1);
    case 'ArrowLeft':
      if (row?.expanded) return 'collapse';
      return Math.max(
        rows.findLastIndex((other, index) => index < at && other.depth < (row?.depth ?? 0)),
        0,
      );
    default:
      return null;
  }
}

/** The open rows of the tree, of which only those in sight are drawn; one is chosen by press or by the arrow keys. */
export function UnitList({ tree, rows, selected, onSelect, onExpand }: UnitListProps) {
  const { t } = useTranslation();
  const { box, reveal, from, to } = useWindow(rows.length);
  const at = rows.findIndex(({ record }) => record.id === selected);

  const press = (event: KeyboardEvent) => {
    const goal = target(rows, at, event.key);
    if (goal === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const current = rows[at]?.record.id;
    if (typeof goal === 'string') {
      if (current !== undefined) onExpand(current, goal === 'expand');
      return;
    }
    const next = rows[goal]?.record.id;
    if (next !== undefined) onSelect(next);
    reveal(goal);
  };

  return (
    <div
      ref={box}
      className={classes.tree}
      role="tree"
      aria-label={t('units.title')}
      tabIndex={0}
      aria-activedescendant={selected !== null && at >= from && at < to ? rowId(selected) : undefined}
      onKeyDown={press}
    >
      <div className={classes.rows} role="none" style={{ height: rows.length * rowHeight }}>
        {rows.slice(from, to).map(({ record, depth, expandable, expanded, below }, index) => (
          <div
            key={record.id}
            id={rowId(record.id)}
            role="treeitem"
            tabIndex={-1}
            aria-level={depth + 1}
            aria-selected={record.id === selected}
            aria-expanded={expandable ? expanded : undefined}
            className={classes.row}
            data-closed={record.closedAt !== null || undefined}
            style={{
              top: (from + index) * rowHeight,
              paddingInlineStart: `calc(8px + ${depth} * var(--indent))`,
            }}
            onClick={() => onSelect(record.id)}
            onKeyDown={() => undefined}
          >
            <button
              type="button"
              tabIndex={-1}
              className={classes.toggle}
              hidden={!expandable}
              aria-hidden="true"
              onClick={(event) => {
                event.stopPropagation();
                onExpand(record.id, !expanded);
              }}
            >
              <IconChevronRight size={18} data-expanded={expanded || undefined} />
            </button>
            <bdi className={classes.name}>{record.name}</bdi>
            {below > 0 && <span className={classes.below}>{t('units.below', { count: below })}</span>}
            <span className={classes.level}>
              {record.closedAt === null
                ? (tree.levelNameById.get(record.level) ?? record.level)
                : t(record.successor === null ? 'units.closed' : 'units.merged')}
            </span>
            <span className={classes.code}>{record.id}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
