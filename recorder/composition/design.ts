import type { AnnouncedScene } from './announce.ts';
import { fitLine, wrapText } from './font.ts';
import { type Box, box, centred, frame, type Mark, palette, text } from './mark.ts';
import {
  type Heading,
  header,
  headerHeight,
  lowerThird,
  margin,
  nameLines,
  namePanel,
  styles,
  tileFoot,
} from './plate.ts';
import type { Layout, Picture } from './scene.ts';

const agendaWord = 'CHƯƠNG TRÌNH';

/** Between tiles. */
const gutter = 16;

export type Window = Box & { readonly picture: Picture };

/** What to draw: marks below the pictures, the pictures, and marks above them. */
export type Drawing = {
  readonly under: readonly Mark[];
  readonly windows: readonly Window[];
  readonly over: readonly Mark[];
};

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

/** Lies over the picture for a moment: what the meeting turns to. */
function agendaCard(agenda: string): readonly Mark[] {
  const lines = wrapText(agenda, styles.longCardTitle, { width: frame.width - 4 * margin - 60, lines: 3 });
  const height = 76 + lines.length * 46;
  const at = { x: 0, y: (frame.height - height) / 2, width: frame.width, height };
  const from = 2 * margin + 30;
  return [
    box(at, palette.plate, 0.92),
    box({ x: 2 * margin, y: at.y + 28, width: 6, height: height - 56 }, palette.accent),
    text({ text: agendaWord, style: styles.duty, color: palette.accent }, from, at.y + 42),
    ...lines.map((line, index) =>
      text({ text: line, style: styles.longCardTitle, color: palette.bright }, from, at.y + 86 + index * 46),
    ),
  ];
}

/** How a scene looks. */
export function drawingOf(
  { layout, agenda, announced }: Pick<AnnouncedScene, 'layout' | 'agenda' | 'announced'>,
  heading: Heading,
): Drawing {
  if (announced === 'title') return card(heading, agenda);
  const drawing = layoutDrawing(layout, heading, agenda);
  return announced === 'agenda' && agenda !== null && layout.kind !== 'card'
    ? stack(drawing, over(...agendaCard(agenda)))
    : drawing;
}

function layoutDrawing(layout: Layout, heading: Heading, agenda: string | null): Drawing {
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
