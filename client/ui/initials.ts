/** Words that say what a place is, not which one: without them `Xã Nậm Tin` is known by `NT`. */
const kinds = [
  'điểm cầu',
  'tỉnh',
  'thành phố',
  'quận',
  'huyện',
  'thị xã',
  'thị trấn',
  'xã',
  'phường',
  'đặc khu',
];

function withoutKind(name: string): string {
  const kind = kinds.find((candidate) => name.toLocaleLowerCase('vi').startsWith(`${candidate} `));
  return kind === undefined ? name : withoutKind(name.slice(kind.length).trim());
}

/**
 * At most two capital letters for a plate without a picture: of a Vietnamese personal name the family name and the
 * given name (first and last word), of a place the first and last word of its proper name. Empty for a name without letters.
 */
export function initialsOf(name: string): string {
  const words = withoutKind(name.normalize('NFC').trim())
    .split(/[\s\-–]+/u)
    .filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters
    .map((word) => (word === undefined ? '' : (Array.from(word)[0] ?? '')))
    .join('')
    .toLocaleUpperCase('vi');
}
