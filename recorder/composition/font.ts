import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type Weight = 'regular' | 'semibold';

/** Be Vietnam Pro (SIL Open Font License): drawn for Vietnamese, and whole in one file, as drawtext needs it. */
export const fontPath: Readonly<Record<Weight, string>> = {
  regular: fileURLToPath(new URL('../font/be-vietnam-pro-400.ttf', import.meta.url)),
  semibold: fileURLToPath(new URL('../font/be-vietnam-pro-600.ttf', import.meta.url)),
};

/** Width of a character in parts of the letter size. */
type Widths = (codePoint: number) => number;

function tablesOf(view: DataView): ReadonlyMap<string, number> {
  const count = view.getUint16(4);
  return new Map(
    Array.from({ length: count }, (_, index) => {
      const at = 12 + index * 16;
      const tag = String.fromCharCode(...[0, 1, 2, 3].map((offset) => view.getUint8(at + offset)));
      return [tag, view.getUint32(at + 8)] as const;
    }),
  );
}

/** Glyph of a character by a format 4 `cmap`, which holds the whole Basic Multilingual Plane. */
function glyphFinder(view: DataView, cmap: number): (codePoint: number) => number {
  const subtables = Array.from(
    { length: view.getUint16(cmap + 2) },
    (_, index) => cmap + view.getUint32(cmap + 8 + index * 8),
  );
  const table = subtables.find((at) => view.getUint16(at) === 4);
  if (table === undefined) throw new Error('the font has no character map of format 4');
  const segments = view.getUint16(table + 6) / 2;
  const ends = table + 14;
  const starts = ends + segments * 2 + 2;
  const deltas = starts + segments * 2;
  const offsets = deltas + segments * 2;
  return (codePoint) => {
    for (let segment = 0; segment < segments; segment += 1) {
      if (codePoint > view.getUint16(ends + segment * 2)) continue;
      const start = view.getUint16(starts + segment * 2);
      if (codePoint < start) return 0;
      const delta = view.getUint16(deltas + segment * 2);
      const offset = view.getUint16(offsets + segment * 2);
      if (offset === 0) return (codePoint + delta) & 0xffff;
      const glyph = view.getUint16(offsets + segment * 2 + offset + (codePoint - start) * 2);
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}

function readWidths(path: string): Widths {
  const bytes = readFileSync(path);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = tablesOf(view);
  const at = (tag: string) => {
    const offset = tables.get(tag);
    if (offset === undefined) throw new Error(`the font has no table ${tag}`);
    return offset;
  };
  const unitsPerEm = view.getUint16(at('head') + 18);
  const measured = view.getUint16(at('hhea') + 34);
  const glyphOf = glyphFinder(view, at('cmap'));
  const hmtx = at('hmtx');
  const known = new Map<number, number>();
  return (codePoint) => {
    const width =
      known.get(codePoint) ??
      view.getUint16(hmtx + Math.min(glyphOf(codePoint), measured - 1) * 4) / unitsPerEm;
    known.set(codePoint, width);
    return width;
  };
}

const read = new Map<Weight, Widths>();

function widthsOf(weight: Weight): Widths {
  const known = read.get(weight) ?? readWidths(fontPath[weight]);
  read.set(weight, known);
  return known;
}

/** Width of a line in pixels. The text must be composed (NFC), as drawtext sets one glyph for each character. */
export function textWidth(text: string, weight: Weight, size: number): number {
  const widthOf = widthsOf(weight);
  return size * [...text].reduce((sum, character) => sum + widthOf(character.codePointAt(0) ?? 0), 0);
}

export type TextStyle = { readonly weight: Weight; readonly size: number };

/** Composed, on one line, without control characters: what a plate can show of what somebody typed. */
export function plainLine(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim();
}

/** The text, cut with an ellipsis at a word if it is wider than `width` pixels. */
export function fitLine(text: string, style: TextStyle, width: number): string {
  const line = plainLine(text);
  if (textWidth(line, style.weight, style.size) <= width) return line;
  const characters = [...line];
  const cut = () => `${characters.slice(0, length).join('').trimEnd()}…`;
  let length = 0;
  let room = width - textWidth('…', style.weight, style.size);
  for (const character of characters) {
    room -= textWidth(character, style.weight, style.size);
    if (room < 0) break;
    length += 1;
  }
  const atWord = characters.lastIndexOf(' ', length);
  // A word is broken only where keeping it whole would cost a third of the line.
  if (atWord > length * (2 / 3)) length = atWord;
  return cut();
}

/** The text broken at words into at most `lines` lines; what does not fit is cut with an ellipsis. */
export function wrapText(
  text: string,
  style: TextStyle,
  room: { readonly width: number; readonly lines: number },
): readonly string[] {
  // No line begins with a dash or a dot between two things.
  const words = plainLine(text).split(/ (?![-–—·] )/);
  const wrapped: string[] = [];
  while (words.length > 0 && wrapped.length < room.lines - 1) {
    let line = words.shift() ?? '';
    while (words[0] !== undefined && textWidth(`${line} ${words[0]}`, style.weight, style.size) <= room.width)
      line = `${line} ${words.shift()}`;
    wrapped.push(fitLine(line, style, room.width));
  }
  if (words.length > 0) wrapped.push(fitLine(words.join(' '), style, room.width));
  return wrapped.filter((line) => line !== '');
}

/** The same in as many lines, but of about the same length: on a card a last line of one word looks forgotten. */
export function wrapEvenly(
  text: string,
  style: TextStyle,
  room: { readonly width: number; readonly lines: number },
): readonly string[] {
  const whole = wrapText(text, style, room);
  const shown = whole.join(' ');
  let [tooNarrow, width] = [0, room.width];
  while (width - tooNarrow > 8) {
    const middle = (tooNarrow + width) / 2;
    const tried = wrapText(text, style, { width: middle, lines: whole.length });
    if (tried.join(' ') === shown) width = middle;
    else tooNarrow = middle;
  }
  return wrapText(text, style, { width, lines: whole.length });
}
