import type { Plate } from '../../protocol/recorder.ts';
import { fitLine, plainLine, type TextStyle, textWidth, wrapText } from './font.ts';
import type { Layout, Picture, Scene } from './scene.ts';

/** The picture's size and rate. */
export const frame = { width: 1280, height: 720, rate: 25 } as const;

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
/** `y` of a text is its baseline, so that lines with and without diacritics stand level. */
export type Mark =
  | ({ readonly kind: 'box'; readonly color: string; readonly opacity: number } & Box)
  | ({
      readonly kind: 'text';
      readonly text: string;
      readonly x: number;
      readonly y: number;
      readonly color: string;
    } & TextStyle);
export type Window = Box & { readonly picture: Picture };

/** What to draw: marks below the pictures, the pictures, and marks above them. */
export type Drawing = {
  readonly under: readonly Mark[];
  readonly windows: readonly Window[];
  readonly over: readonly Mark[];
};

/** What stands on the cards and on top of the picture. */
export type Heading = { readonly title: string; readonly unit: string; readonly date: string };

export const palette = {
  ground: '0x0A1526',
  panel: '0x15253E',
  plate: '0x0B1F3F',
  accent: '0xE3B341',
  bright: '0xFFFFFF',
  quiet: '0xC5D2E6',
} as const;

const margin = 40;
const headerHeight = 56;
const gutter = 16;

const styles = {
  title: { weight: 'semibold', size: 21 },
  agenda: { weight: 'regular', size: 17 },
  cardTitle: { weight: 'semibold', size: 46 },
  longCardTitle: { weight: 'semibold', size: 36 },
  cardLine: { weight: 'regular', size: 24 },
  name: { weight: 'semibold', size: 32 },
  longName: { weight: 'semibold', size: 26 },
  office: { weight: 'regular', size: 20 },
  duty: { weight: 'semibold', size: 15 },
  tileName: { weight: 'semibold', size: 20 },
  tileOffice: { weight: 'regular', size: 15 },
  smallName: { weight: 'semibold', size: 15 },
  smallDuty: { weight: 'regular', size: 12 },
} as const satisfies Record<string, TextStyle>;

const dutyWord = 'CHỦ TRÌ';

function box(at: Box, color: string, opacity = 1): Mark {
  return { kind: 'box', color, opacity, ...at };
}
type Line = { readonly text: string; readonly style: TextStyle; readonly color: string };
function text({ text: words, style, color }: Line, x: number, y: number): Mark {
  return { kind: 'text', text: words, x: Math.round(x), y: Math.round(y), color, ...style };
}
function centred(line: Line, middle: number, y: number): Mark {
  return text(line, middle - textWidth(line.text, line.style.weight, line.style.size) / 2, y);
}

/** What stands below a name. A site named like its unit does not say it twice. */
function officeOf({ name, position, unitName }: Plate): string {
  const parts = [position, unitName].map(plainLine).filter((part) => part !== '' && part !== plainLine(name));
  return parts.join(' · ');
}

function header({ title }: Heading, agenda: string | null): readonly Mark[] {
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
function lowerThird({ plate, duty }: Picture): readonly Mark[] {
  const room = 880;
  const wide = textWidth(plainLine(plate.name), styles.name.weight, styles.name.size) > room;
  const nameStyle = wide ? styles.longName : styles.name;
  const name = fitLine(plate.name, nameStyle, room);
  const offices = wrapText(officeOf(plate), styles.office, { width: room, lines: 2 });
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

/** The foot of a tile: the name, and below it the office, or in a small one only that this is the chair. */
function tileFoot({ plate, duty }: Picture, at: Box): readonly Mark[] {
  const small = at.width < 300;
  const [nameStyle, lineStyle] = small
    ? [styles.smallName, styles.smallDuty]
    : [styles.tileName, styles.tileOffice];
  const isChair = duty === 'chair';
  const office = small ? '' : officeOf(plate);
  const below = [isChair ? 'Chủ trì' : '', office].filter((part) => part !== '').join(' · ');
  const room = at.width - 28;
  const height = (small ? 30 : 40) + (below === '' ? 0 : small ? 16 : 20);
  const foot = { x: at.x, y: at.y + at.height - height, width: at.width, height };
  const nameY = foot.y + (small ? 20 : 27);
  return [
    box(foot, palette.plate, 0.85),
    box({ ...foot, width: 4 }, palette.accent),
    text(
      { text: fitLine(plate.name, nameStyle, room), style: nameStyle, color: palette.bright },
      foot.x + 16,
      nameY,
    ),
    ...(below === ''
      ? []
      : [
          text(
            {
              text: fitLine(below, lineStyle, room),
              style: lineStyle,
              color: isChair ? palette.accent : palette.quiet,
            },
            foot.x + 16,
            nameY + (small ? 17 : 21),
          ),
        ]),
  ];
}

/** In place of a picture that is not there: who it would show. */
function namePanel(picture: Picture, at: Box): readonly Mark[] {
  return [box(at, palette.panel), ...nameLines(picture, at)];
}

function nameLines({ plate, duty }: Picture, at: Box): readonly Mark[] {
  const size = Math.max(15, Math.min(54, Math.round(at.width / 15)));
  const nameStyle: TextStyle = { weight: 'semibold', size };
  const officeStyle: TextStyle = { weight: 'regular', size: Math.max(13, Math.round(size * 0.48)) };
  const width = at.width * 0.86;
  const names = wrapText(plate.name, nameStyle, { width, lines: at.width > 800 ? 3 : 2 });
  const offices = wrapText(officeOf(plate), officeStyle, { width, lines: 2 });
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

/** A picture in its place: the panel below it shows until its first frame, and always where it has none. */
function tile(picture: Picture, at: Box): Drawing {
  const edge = { x: at.x - 1, y: at.y - 1, width: at.width + 2, height: at.height + 2 };
  return {
    under: [box(edge, palette.quiet, 0.25), ...namePanel(picture, at)],
    windows: picture.stretch ? [{ ...at, picture }] : [],
    over: picture.stretch ? tileFoot(picture, at) : [],
  };
}

function stack(...drawings: readonly Drawing[]): Drawing {
  return {
    under: drawings.flatMap(({ under }) => under),
    windows: drawings.flatMap(({ windows }) => windows),
    over: drawings.flatMap(({ over }) => over),
  };
}

function over(...marks: readonly Mark[]): Drawing {
  return { under: [], windows: [], over: marks };
}

function card({ title, unit, date }: Heading, agenda: string | null): Drawing {
  const large = wrapText(title, styles.cardTitle, { width: 1040, lines: 4 });
  const [style, lines, step] =
    large.length < 4
      ? [styles.cardTitle, large, 62]
      : [styles.longCardTitle, wrapText(title, styles.longCardTitle, { width: 1080, lines: 6 }), 50];
  const middle = frame.width / 2;
  const top = 360 - (lines.length * step) / 2;
  return over(
    centred(
      { text: fitLine(unit, styles.cardLine, 1040), style: styles.cardLine, color: palette.accent },
      middle,
      top - 66,
    ),
    box({ x: middle - 40, y: top - 42, width: 80, height: 4 }, palette.accent),
    ...lines.map((line, index) =>
      centred({ text: line, style, color: palette.bright }, middle, top + 40 + index * step),
    ),
    centred(
      { text: date, style: styles.cardLine, color: palette.quiet },
      middle,
      top + 54 + lines.length * step,
    ),
    ...(agenda === null
      ? []
      : [
          centred(
            { text: fitLine(agenda, styles.office, 1040), style: styles.office, color: palette.quiet },
            middle,
            660,
          ),
        ]),
  );
}

function one({ main, small }: Extract<Layout, { kind: 'one' }>): Drawing {
  const whole = { x: 0, y: 0, width: frame.width, height: frame.height };
  const corner = { x: frame.width - margin - 272, y: headerHeight + 24, width: 272, height: 153 };
  // Beside a small picture the name stands lower, where even three lines of it do not reach that picture.
  const words = small
    ? { ...whole, y: corner.y + corner.height, height: frame.height - corner.y - corner.height }
    : whole;
  const under = [box(whole, palette.panel), ...nameLines(main, words)];
  return stack(
    main.stretch
      ? { under, windows: [{ ...whole, picture: main }], over: lowerThird(main) }
      : { under, windows: [], over: [] },
    ...(small ? [tile(small, corner)] : []),
  );
}

/** Rows of equal tiles below the header, the last row centred. */
function grid(count: number, bottom: number): readonly Box[] {
  const columns = count <= 4 ? 2 : 3;
  const rows = Math.ceil(count / columns);
  const top = headerHeight + 24;
  const roomAcross = (frame.width - 2 * margin - (columns - 1) * gutter) / columns;
  const roomDown = (bottom - top - (rows - 1) * gutter) / rows;
  const width = Math.floor(Math.min(roomAcross, (roomDown * 16) / 9) / 2) * 2;
  const height = Math.floor((width * 9) / 32) * 2;
  const y0 = top + Math.floor((bottom - top - rows * height - (rows - 1) * gutter) / 2);
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const x0 = (frame.width - inRow * width - (inRow - 1) * gutter) / 2;
    return { x: x0 + (index % columns) * (width + gutter), y: y0 + row * (height + gutter), width, height };
  });
}

function several({ speakers, small }: Extract<Layout, { kind: 'several' }>): Drawing {
  const bottom = frame.height - 24;
  // Beside two speakers there is room for the chair to be small; beside more, everyone is.
  const below = small && speakers.length === 2 ? small : null;
  const pictures = small && !below ? [...speakers, small] : speakers;
  const places = grid(pictures.length, below ? bottom - 200 : bottom);
  const tiles = pictures.map((picture, index) =>
    tile(picture, places[index] ?? { x: 0, y: 0, width: 2, height: 2 }),
  );
  return stack(
    ...tiles,
    ...(below ? [tile(below, { x: (frame.width - 320) / 2, y: bottom - 180, width: 320, height: 180 })] : []),
  );
}

function content({ screen, side }: Extract<Layout, { kind: 'content' }>): Drawing {
  const top = headerHeight + 24;
  const tileWidth = 240;
  const tileHeight = 136;
  const column = side.length > 0 ? tileWidth + gutter : 0;
  const place = { x: 24, y: top, width: frame.width - 48 - column, height: frame.height - top - 24 };
  return stack(
    { under: [box(place, palette.panel)], windows: [{ ...place, picture: screen }], over: [] },
    ...side.map((picture, index) =>
      tile(picture, {
        x: frame.width - 24 - tileWidth,
        y: top + index * (tileHeight + gutter),
        width: tileWidth,
        height: tileHeight,
      }),
    ),
  );
}

/** How a scene looks. */
export function drawingOf({ layout, agenda }: Pick<Scene, 'layout' | 'agenda'>, heading: Heading): Drawing {
  switch (layout.kind) {
    case 'card':
      return card(heading, agenda);
    case 'one':
      return stack(one(layout), over(...header(heading, agenda)));
    case 'several':
      return stack(several(layout), over(...header(heading, agenda)));
    case 'content':
      return stack(content(layout), over(...header(heading, agenda)));
  }
}
