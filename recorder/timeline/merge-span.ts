/** A stretch of time in milliseconds, the end not included. */
export type Span = { readonly fromMs: number; readonly toMs: number };

/** What of a stretch lies in none of the others, in order. The others may overlap and stand in any order. */
export function outside({ fromMs, toMs }: Span, others: readonly Span[]): readonly Span[] {
  const parts: Span[] = [];
  let at = fromMs;
  for (const other of others.toSorted((a, b) => a.fromMs - b.fromMs)) {
    if (other.toMs <= at || other.fromMs >= toMs) continue;
    if (other.fromMs > at) parts.push({ fromMs: at, toMs: other.fromMs });
    at = Math.max(at, other.toMs);
  }
  if (at < toMs) parts.push({ fromMs: at, toMs });
  return parts;
}

/** What of a stretch lies in at least one of the others, in order. */
export function within(span: Span, others: readonly Span[]): readonly Span[] {
  let left: readonly Span[] = [span];
  for (const hole of outside(span, others)) left = left.flatMap((part) => outside(part, [hole]));
  return left;
}
