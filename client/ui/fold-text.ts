/** So many names are kept folded: more than a national meeting has, asked for anew at every key that is typed. */
const kept = 10_000;
const foldedByText = new Map<string, string>();

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/** Text as one types it without diacritics: lower case, đ as d, runs of spaces as one. */
export function foldText(text: string): string {
  const known = foldedByText.get(text);
  if (known !== undefined) return known;
  if (foldedByText.size >= kept) foldedByText.clear();
  const folded = fold(text);
  foldedByText.set(text, folded);
  return folded;
}

/** Whether every word of the query begins or stands inside some word of the text, both folded. An empty query matches all. */
export function matches(text: string, query: string): boolean {
  const folded = foldText(text);
  return foldText(query)
    .split(' ')
    .every((word) => folded.includes(word));
}
