import type { Plate } from '../../protocol/recorder.ts';
import { fitLine, plainLine, type TextStyle, textWidth, wrapEvenly, wrapText } from './font.ts';
import { type Box, box, centred, frame, type Line, type Mark, palette, text } from './mark.ts';
import type { Picture } from './scene.ts';

/** What stands on the cards and on top of the picture. */
export type Heading = {
  readonly title: string;
  readonly unit: string;
  readonly date: string;
  /** Epoch milliseconds of the recording's beginning, from which cards tell the time of day. */
  readonly startedAt: number;
};

/** Within what old television sets show. */
export const margin = 40;
export const headerHeight = 56;

/** Letters by what they say. */
export const styles = {
  title: { weight: 'semibold', size: 21 },
  agenda: { weight: 'regular', size: 17 },
  cardTitle: { weight: 'semibold', size: 46 },
  longCardTitle: { weight: 'semibold', size: 36 },
  cardLine: { weight: 'regular', size: 24 },
  figuresTitle: { weight: 'semibold', size: 32 },
  figure: { weight: 'semibold', size: 30 },
  longWords: { weight: 'semibold', size: 21 },
  clock: { weight: 'semibold', size: 26 },
  name: { weight: 'semibold', size: 32 },
  longName: { weight: 'semibold', size: 26 },
  office: { weight: 'regular', size: 20 },
  duty: { weight: 'semibold', size: 15 },
  footName: { weight: 'semibold', size: 23 },
  tileName: { weight: 'semibold', size: 20 },
  tileOffice: { weight: 'regular', size: 15 },
  smallName: { weight: 'semibold', size: 15 },
  smallDuty: { weight: 'regular', size: 12 },
} as const satisfies Record<string, TextStyle>;

const dutyWord = 'CHỦ TRÌ';

/** What stands below a name. A site named like its unit does not say it twice. */
function officesOf({ name, position, unitName }: Plate): readonly string[] {
  return [position, unitName].map(plainLine).filter((part) => part !== '' && part !== plainLine(name));
}

function officeOf(plate: Plate): string {
  return officesOf(plate).join(' · ');
}

/** The same in at most two lines: position and unit each in one if they do not fit into one together. */
function officeLines(plate: Plate, style: TextStyle, width: number): readonly string[] {
  const fits = (line: string) => textWidth(line, style.weight, style.size) <= width;
  const [whole, parts] = [officeOf(plate), officesOf(plate)];
  return !fits(whole) && parts.length > 1 && parts.every(fits)
    ? parts
    : wrapEvenly(whole, style, { width, lines: 2 });
}

/** The band on top: the meeting, and what it is about. */
export function header({ title }: Heading, agenda: string | null): readonly Mark[] {
  const width = frame.width - 2 * margin - 16;
  const agendaText = agenda === null ? '' : fitLine(agenda, styles.agenda, width * 0.4);
  const agendaWidth = textWidth(agendaText, styles.agenda.weight, styles.agenda.size);
  const titleText = fitLine(title, styles.title, width - (agendaText === '' ? 0 : agendaWidth + 48));
  const marks = [
    box({ x: 0, y: 0, width: frame.width, height: headerHeight }, palette.plate, 0.82),
    box({ x: margin, y: 17, width: 5, height: 23 }, palette.accent),
    text({ text: titleText, style: styles.title, color: palette.bright }, margin + 16, 36),
  ];
  if (agendaText === '') return marks;
  return [
    ...marks,
    text(
      { text: agendaText, style: styles.agenda, color: palette.quiet },
      frame.width - margin - agendaWidth,
      35,
    ),
  ];
}

/** The name large at the lower left, within what old television sets show. */
export function lowerThird({ plate, duty }: Picture): readonly Mark[] {
  const room = 880;
  const wide = textWidth(plainLine(plate.name), styles.name.weight, styles.name.size) > room;
  const nameStyle = wide ? styles.longName : styles.name;
  const name = fitLine(plate.name, nameStyle, room);
  const offices = officeLines(plate, styles.office, room);
  const widest = Math.max(
    textWidth(name, nameStyle.weight, nameStyle.size),
    ...offices.map((line) => textWidth(line, styles.office.weight, styles.office.size)),
  );
  const dutyHeight = duty === 'chair' ? 24 : 0;
  const height = 66 + offices.length * 30 + dutyHeight;
  const at = { x: margin, y: frame.height - margin - height, width: Math.max(320, widest + 60), height };
  const nameY = at.y + dutyHeight + 44;
  return [
    box(at, palette.plate, 0.88),
    box({ ...at, width: 6 }, palette.accent),
    ...(duty === 'chair'
      ? [text({ text: dutyWord, style: styles.duty, color: palette.accent }, at.x + 28, at.y + 28)]
      : []),
    text({ text: name, style: nameStyle, color: palette.bright }, at.x + 28, nameY),
    ...offices.map((line, index) =>
      text({ text: line, style: styles.office, color: palette.quiet }, at.x + 28, nameY + 32 + index * 29),
    ),
  ];
}

/** Below what is presented alone: who speaks to it, and what about. Nothing of the slide is covered. */
export function footer(plate: Plate, agenda: string | null, at: Box): readonly Mark[] {
  const room = at.width - 2 * margin - 16;
  const x = at.x + margin + 16;
  const item = agenda === null ? [] : wrapText(agenda, styles.agenda, { width: room * 0.34, lines: 2 });
  const left = item.length > 0 ? room * 0.62 : room;
  const office = fitLine(officeOf(plate), styles.tileOffice, left);
  const right = (line: string) =>
    at.x + at.width - margin - textWidth(line, styles.agenda.weight, styles.agenda.size);
  const first = at.y + (office === '' ? at.height / 2 + 8 : 33);
  return [
    box(at, palette.plate),
    box({ x: at.x + margin, y: at.y + 14, width: 5, height: at.height - 28 }, palette.accent),
    text(
      { text: fitLine(plate.name, styles.footName, left), style: styles.footName, color: palette.bright },
      x,
      first,
    ),
    ...(office === ''
      ? []
      : [text({ text: office, style: styles.tileOffice, color: palette.quiet }, x, at.y + 57)]),
    ...item.map((line, index) =>
      text(
        { text: line, style: styles.agenda, color: palette.quiet },
        right(line),
        at.y + at.height / 2 + 6 + (index - (item.length - 1) / 2) * 23,
      ),
    ),
  ];
}

const presentsWord = 'Trình chiếu';

/** What stands below the name in a tile: in a small one only that this is the chair. */
function belowName({ plate, duty }: Picture, small: boolean): string {
  const role = duty === 'chair' ? 'Chủ trì' : duty === 'content' ? presentsWord : '';
  return [role, small ? '' : officeOf(plate)].filter((part) => part !== '').join(' · ');
}

function isSmall(at: Box): boolean {
  return at.width < 300;
}

/** How much of a tile its foot takes. */
export function footHeight(picture: Picture, at: Box): number {
  const small = isSmall(at);
  return (small ? 30 : 40) + (belowName(picture, small) === '' ? 0 : small ? 16 : 20);
}

/** Smaller letters rather than a name cut: the given name stands last. */
function nameThatFits(name: string, style: TextStyle, width: number): Pick<Line, 'text' | 'style'> {
  const smallest = Math.max(13, Math.round(style.size * 0.75));
  let size = style.size;
  while (size > smallest && textWidth(plainLine(name), style.weight, size) > width) size -= 1;
  const fitted = { weight: style.weight, size };
  return { text: fitLine(name, fitted, width), style: fitted };
}

/** The foot of a tile: the name, and below it the office. */
export function tileFoot(picture: Picture, at: Box): readonly Mark[] {
  const { plate, duty } = picture;
  const small = isSmall(at);
  const [nameStyle, lineStyle] = small
    ? [styles.smallName, styles.smallDuty]
    : [styles.tileName, styles.tileOffice];
  const below = belowName(picture, small);
  const room = at.width - 28;
  const height = footHeight(picture, at);
  const foot = { x: at.x, y: at.y + at.height - height, width: at.width, height };
  const nameY = foot.y + (small ? 20 : 27);
  return [
    box(foot, palette.plate, 0.85),
    box({ ...foot, width: 4 }, palette.accent),
    text({ ...nameThatFits(plate.name, nameStyle, room), color: palette.bright }, foot.x + 16, nameY),
    ...(below === ''
      ? []
      : [
          text(
            {
              text: fitLine(below, lineStyle, room),
              style: lineStyle,
              color: duty === 'speaker' ? palette.quiet : palette.accent,
            },
            foot.x + 16,
            nameY + (small ? 17 : 21),
          ),
        ]),
  ];
}

/** In place of a picture that is not there: who it would show. */
export function namePanel(picture: Picture, at: Box): readonly Mark[] {
  return [box(at, palette.panel), ...nameLines(picture, at)];
}

/** A name in the middle of its place, with its office below. */
export function nameLines({ plate, duty }: Picture, at: Box): readonly Mark[] {
  const size = Math.max(15, Math.min(54, Math.round(at.width / 15)));
  const nameStyle: TextStyle = { weight: 'semibold', size };
  const officeStyle: TextStyle = { weight: 'regular', size: Math.max(13, Math.round(size * 0.48)) };
  const width = at.width * 0.86;
  const names = wrapEvenly(plate.name, nameStyle, { width, lines: at.width > 800 ? 3 : 2 });
  const offices = officeLines(plate, officeStyle, width);
  const lines: readonly Line[] = [
    ...(duty === 'chair'
      ? [
          {
            text: dutyWord,
            style: { weight: 'semibold', size: officeStyle.size } as const,
            color: palette.accent,
          },
        ]
      : []),
    ...names.map((words) => ({ text: words, style: nameStyle, color: palette.bright })),
    ...offices.map((words) => ({ text: words, style: officeStyle, color: palette.quiet })),
  ];
  const middle = at.x + at.width / 2;
  let y = at.y + (at.height - lines.reduce((sum, { style }) => sum + style.size * 1.4, 0)) / 2;
  return lines.map((line) => {
    y += line.style.size * 1.4;
    return centred(line, middle, y - line.style.size * 0.35);
  });
}
