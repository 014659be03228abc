import { type TextStyle, textWidth } from './font.ts';

/** The picture's size as it is drawn, and its rate. Rendered larger, everything grows alike. */
export const frame = { width: 1280, height: 720, rate: 25 } as const;

export const heights = [720, 1080] as const;
/** How many lines a film has. */
export type Height = (typeof heights)[number];

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
export const palette = {
  ground: '0x0A1526',
  panel: '0x15253E',
  plate: '0x0B1F3F',
  accent: '0xE3B341',
  bright: '0xFFFFFF',
  quiet: '0xC5D2E6',
  lost: '0xE0764F',
  carried: '0x5CC08A',
} as const;

/** A filled rectangle. */
export function box(at: Box, color: string, opacity = 1): Mark {
  return { kind: 'box', color, opacity, ...at };
}

/** Words as they are set. */
export type Line = { readonly text: string; readonly style: TextStyle; readonly color: string };

/** Words from `x` on, standing on `y`. */
export function text({ text: words, style, color }: Line, x: number, y: number): Mark {
  return { kind: 'text', text: words, x: Math.round(x), y: Math.round(y), color, ...style };
}

/** Words around the middle. */
export function centred(line: Line, middle: number, y: number): Mark {
  return text(line, middle - textWidth(line.text, line.style.weight, line.style.size) / 2, y);
}
