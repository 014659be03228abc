import { type Announced, type AnnouncedScene, isFigures } from './announce.ts';
import { absenceCard, agendaCard, titleCard } from './card.ts';
import { figuresCard, wordsCard } from './figures.ts';
import { type Box, box, frame, type Mark, palette } from './mark.ts';
import {
  footer,
  footHeight,
  type Heading,
  header,
  headerHeight,
  lowerThird,
  margin,
  nameLines,
  namePanel,
  tileFoot,
} from './plate.ts';
import type { Layout, Picture } from './scene.ts';

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
  // Nobody misses a desk's edge behind a name; the last line of a slide one does.
  const covered = picture.duty === 'content' ? footHeight(picture, at) : 0;
  const edge = { x: at.x - 1, y: at.y - 1, width: at.width + 2, height: at.height + 2 };
  return {
    under: [box(edge, palette.quiet, 0.25), ...namePanel(picture, at)],
    windows: picture.stretch ? [{ ...at, height: at.height - covered, picture }] : [],
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

function one({ main, small }: Extract<Layout, { kind: 'one' }>, named: boolean): Drawing {
  const whole = { x: 0, y: 0, width: frame.width, height: frame.height };
  const corner = { x: frame.width - margin - 272, y: headerHeight + 24, width: 272, height: 153 };
  // Beside a small picture the name stands lower, where even three lines of it do not reach that picture.
  const words = small
    ? { ...whole, y: corner.y + corner.height, height: frame.height - corner.y - corner.height }
    : whole;
  const under = [box(whole, palette.panel), ...nameLines(main, words)];
  return stack(
    main.stretch
      ? { under, windows: [{ ...whole, picture: main }], over: named ? lowerThird(main) : [] }
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

/** What is presented fills the picture down to a foot with the speaker's name. */
function slide({ screen, speaker }: Extract<Layout, { kind: 'slide' }>, agenda: string | null): Drawing {
  const foot = { x: 0, y: frame.height - 72, width: frame.width, height: 72 };
  const place = { x: 0, y: 0, width: frame.width, height: foot.y };
  return { under: footer(speaker, agenda, foot), windows: [{ ...place, picture: screen }], over: [] };
}

function announcementOver(announced: Announced | null, layout: Layout): readonly Mark[] {
  switch (announced?.kind) {
    case 'agenda':
      // The card has it already.
      return layout.kind === 'card' ? [] : agendaCard(announced.title);
    case 'card':
      return isFigures(announced.card) ? figuresCard(announced.card) : wordsCard(announced.card);
    default:
      return [];
  }
}

/** How a scene looks. */
export function drawingOf(
  { layout, agenda, announced }: Pick<AnnouncedScene, 'layout' | 'agenda' | 'announced'>,
  heading: Heading,
): Drawing {
  if (announced?.kind === 'title') return over(...titleCard(heading, agenda));
  const words = announced?.kind === 'card' && !isFigures(announced.card);
  const picture = layoutDrawing(layout, { heading, agenda, named: !words });
  return stack(picture, over(...announcementOver(announced, layout)));
}

type Lettered = {
  readonly heading: Heading;
  readonly agenda: string | null;
  /** Whether the name stands at the picture's foot: there is only one place for words. */
  readonly named: boolean;
};

function layoutDrawing(layout: Layout, { heading, agenda, named }: Lettered): Drawing {
  switch (layout.kind) {
    case 'card':
      return over(...titleCard(heading, agenda));
    case 'absence':
      return over(...absenceCard(layout.absence, heading));
    case 'one':
      return stack(one(layout, named), over(...header(heading, agenda)));
    case 'several':
      return stack(several(layout), over(...header(heading, agenda)));
    case 'content':
      return stack(content(layout), over(...header(heading, agenda)));
    case 'slide':
      return slide(layout, agenda);
  }
}
