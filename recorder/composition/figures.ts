import type { ShownCard } from '../../protocol/recorder.ts';
import { fitLine, type TextStyle, textWidth, wrapEvenly } from './font.ts';
import { type Box, box, frame, type Mark, palette, text } from './mark.ts';
import { margin, styles } from './plate.ts';

const widthOf = (line: string, { weight, size }: TextStyle) => textWidth(line, weight, size);

/** A title in letters that become smaller where it is long: a question may have five hundred. */
type Lettering = { readonly style: TextStyle; readonly lines: number; readonly step: number };

type Titled = Pick<Lettering, 'style' | 'step'> & { readonly lines: readonly string[] };

/** In the first lettering in which all of it fits, else in the last one, cut. */
function titled(title: string, width: number, letterings: readonly [Lettering, ...Lettering[]]): Titled {
  const tried = letterings.map(({ style, lines, step }) => ({
    style,
    step,
    lines: wrapEvenly(title, style, { width, lines }),
  }));
  const whole = tried.find(({ lines }) => !lines.at(-1)?.endsWith('…'));
  const [first] = tried;
  return whole ?? tried.at(-1) ?? first ?? { style: letterings[0].style, step: 0, lines: [] };
}

function titleMarks({ style, lines, step }: Titled, x: number, y: number): readonly Mark[] {
  return lines.map((line, index) => text({ text: line, style, color: palette.bright }, x, y + index * step));
}

function headingMarks(
  heading: string | undefined,
  at: { readonly x: number; readonly y: number; readonly width: number },
): readonly Mark[] {
  if (heading === undefined) return [];
  const words = fitLine(heading.toLocaleUpperCase('vi'), styles.duty, at.width);
  return [text({ text: words, style: styles.duty, color: palette.accent }, at.x, at.y)];
}

const wordsLettering = [
  { style: styles.figuresTitle, lines: 3, step: 42 },
  { style: styles.clock, lines: 5, step: 34 },
  { style: styles.longWords, lines: 7, step: 28 },
] as const;

/** Stands at the foot of the picture, in the place of the name, so that whoever speaks stays in sight. */
export function wordsCard({ heading, title }: ShownCard): readonly Mark[] {
  const from = margin + 32;
  const width = frame.width - from - 2 * margin;
  const set = titled(title, width, wordsLettering);
  const top = heading === undefined ? 22 : 50;
  const height = top + set.lines.length * set.step + 34;
  const at = { x: 0, y: frame.height - height, width: frame.width, height };
  return [
    box(at, palette.plate, 0.97),
    box({ x: 0, y: at.y, width: frame.width, height: 3 }, palette.accent),
    box({ x: margin, y: at.y + 24, width: 6, height: height - 54 }, palette.accent),
    ...headingMarks(heading, { x: from, y: at.y + 38, width }),
    ...titleMarks(set, from, at.y + top + set.style.size),
  ];
}

const figuresWidth = 940;
const figuresEdge = 48;
const rowHeight = 54;
const outcomeHeight = 84;

const figuresLettering = [
  { style: styles.figuresTitle, lines: 3, step: 44 },
  { style: styles.cardLine, lines: 5, step: 33 },
  { style: styles.office, lines: 7, step: 27 },
] as const;

function row({ label, value }: ShownCard['lines'][number], at: Box): readonly Mark[] {
  const right = at.x + at.width;
  const valueText = fitLine(value, styles.figure, at.width * 0.5);
  const valueWidth = widthOf(valueText, styles.figure);
  const labelText = fitLine(label, styles.cardLine, at.width - valueWidth - 32);
  const y = at.y + 37;
  return [
    box({ x: at.x, y: at.y, width: at.width, height: 1 }, palette.quiet, 0.25),
    text({ text: labelText, style: styles.cardLine, color: palette.quiet }, at.x, y),
    text({ text: valueText, style: styles.figure, color: palette.bright }, right - valueWidth, y),
  ];
}

/** What came of it, in the colour that says so, and of whom that was asked. */
function outcomeMarks({ word, good, note }: NonNullable<ShownCard['outcome']>, at: Box): readonly Mark[] {
  const color = good ? palette.carried : palette.lost;
  const wordText = fitLine(word.toLocaleUpperCase('vi'), styles.figure, at.width * 0.5);
  const room = at.width - 24 - widthOf(wordText, styles.figure) - 40 - 24;
  const notes = wrapEvenly(note, styles.agenda, { width: room, lines: 2 });
  const middle = at.y + at.height / 2;
  return [
    box(at, color, 0.2),
    box({ ...at, width: 6 }, color),
    text({ text: wordText, style: styles.figure, color: palette.bright }, at.x + 28, middle + 11),
    ...notes.map((line, index) =>
      text(
        { text: line, style: styles.agenda, color: palette.quiet },
        at.x + at.width - 24 - widthOf(line, styles.agenda),
        middle + 6 + (index - (notes.length - 1) / 2) * 24,
      ),
    ),
  ];
}

/** Lies over the picture, which is dimmed, for a moment: a result in few words and figures. */
export function figuresCard({ heading, title, lines, outcome }: ShownCard): readonly Mark[] {
  const inner = figuresWidth - 2 * figuresEdge;
  const set = titled(title, inner, figuresLettering);
  const titleTop = heading === undefined ? 40 : 68;
  const titleEnd = titleTop + set.lines.length * set.step;
  const rowsTop = titleEnd + 16;
  const rowsEnd = lines.length > 0 ? rowsTop + lines.length * rowHeight : titleEnd;
  const height = rowsEnd + (outcome === undefined ? 0 : 12 + outcomeHeight) + 28;
  const at = {
    x: (frame.width - figuresWidth) / 2,
    y: Math.round((frame.height - height) / 2),
    width: figuresWidth,
    height,
  };
  const x = at.x + figuresEdge;
  return [
    box({ x: 0, y: 0, width: frame.width, height: frame.height }, palette.ground, 0.6),
    box(at, palette.plate, 0.96),
    box({ ...at, height: 5 }, palette.accent),
    ...headingMarks(heading, { x, y: at.y + 48, width: inner }),
    ...titleMarks(set, x, at.y + titleTop + set.style.size),
    ...lines.flatMap((line, index) =>
      row(line, { x, y: at.y + rowsTop + index * rowHeight, width: inner, height: rowHeight }),
    ),
    ...(outcome === undefined
      ? []
      : outcomeMarks(outcome, { x, y: at.y + rowsEnd + 12, width: inner, height: outcomeHeight })),
  ];
}
