/** Rows drawn beyond each edge, so that a quick turn of the wheel shows no gap. */
const beyond = 8;

export type VisibleRange = { readonly from: number; readonly to: number };

/** The rows, from 0, that are to be drawn of a list of equally high ones: those in sight and some beyond. */
export function visibleRange(given: {
  readonly scrollTop: number;
  readonly height: number;
  readonly rowHeight: number;
  readonly count: number;
}): VisibleRange {
  const { scrollTop, height, rowHeight, count } = given;
  const first = Math.floor(Math.max(0, scrollTop) / rowHeight);
  const last = Math.ceil((Math.max(0, scrollTop) + height) / rowHeight);
  const to = Math.min(count, last + beyond);
  return { from: Math.max(0, Math.min(first - beyond, to)), to };
}

/** Where to scroll so that a row is in sight: as little as needed. */
export function scrolledTo(
  index: number,
  given: { readonly scrollTop: number; readonly height: number; readonly rowHeight: number },
): number {
  const { scrollTop, height, rowHeight } = given;
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  return top + rowHeight > scrollTop + height ? Math.max(0, top + rowHeight - height) : scrollTop;
}
