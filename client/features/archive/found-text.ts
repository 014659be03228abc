/** A stretch of a text, and whether it is what was looked for. */
export type TextPart = { readonly text: string; readonly found: boolean };

/** How much of a long text is shown around what was found in it, in letters. */
const before = 60;
const shown = 200;

/** The nearest beginning of a word at or after `from`, unless that word is very long. */
function wordFrom(text: string, from: number): number {
  if (from <= 0) return 0;
  const space = text.indexOf(' ', from);
  return space < 0 || space > from + 20 ? from : space + 1;
}

/** The nearest end of a word at or before `to`, unless that word is very long. */
function wordTo(text: string, to: number): number {
  if (to >= text.length) return text.length;
  const space = text.lastIndexOf(' ', to);
  return space < to - 20 ? to : space;
}

/**
 * A text cut at the stretches `[from, to)` found in it; of a long one, only what stands round the first of them.
 * Stretches that overlap or lie outside do no harm.
 */
export function foundParts(text: string, marks: readonly (readonly [number, number])[]): readonly TextPart[] {
  const sorted = marks
    .map(([from, to]) => [Math.max(0, from), Math.min(text.length, to)] as const)
    .filter(([from, to]) => from < to)
    .toSorted(([a], [b]) => a - b);
  const long = text.length > shown + before;
  const start = long ? wordFrom(text, (sorted[0]?.[0] ?? 0) - before) : 0;
  const end = long ? wordTo(text, start + shown + before) : text.length;
  const parts: TextPart[] = [];
  const put = (from: number, to: number, found: boolean) => {
    if (from < to) parts.push({ text: text.slice(from, to), found });
  };
  let at = start;
  for (const [from, to] of sorted) {
    put(at, Math.min(from, end), false);
    put(Math.max(at, from), Math.min(to, end), true);
    at = Math.max(at, Math.min(to, end));
  }
  put(at, end, false);
  return [
    ...(start > 0 ? [{ text: '… ', found: false }] : []),
    ...parts,
    ...(end < text.length ? [{ text: ' …', found: false }] : []),
  ];
}
