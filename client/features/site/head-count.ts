/** Heads of a room as they are entered; null: not yet. */
export type Heads = { readonly expected: number | null; readonly present: number | null };

/** Heads that a room can have, as `protocol/command.ts` takes them. */
const mostHeads = 10_000;

/**
 * One of the two numbers raised or lowered. Where nothing was entered, the present begin from the expected, since most
 * of them come, and the expected from nothing.
 */
export function changeHeads(heads: Heads, which: keyof Heads, by: number): Heads {
  const from = heads[which] ?? (which === 'present' ? (heads.expected ?? 0) : 0);
  return { ...heads, [which]: Math.min(mostHeads, Math.max(0, from + by)) };
}
