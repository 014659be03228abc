import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/**
 * Calm and official: indigo ink for what one may press, lacquer red only for the brand, recording, loss and whatever
 * cannot be undone. Every text colour below reaches WCAG AA (4.5:1) on the surface it is used on, in both schemes.
 */
const cham: MantineColorsTuple = [
  '#eef3fb',
  '#dbe5f4',
  '#b6c9e8',
  '#8dabdb',
  '#6a91d0',
  '#4d7ac3',
  '#345fa6',
  '#264c8b',
  '#1b3a67',
  '#122847',
];
const son: MantineColorsTuple = [
  '#fdeeee',
  '#f9d9d9',
  '#f0b0b0',
  '#e78484',
  '#de5d5d',
  '#cf3f3f',
  '#b32a2c',
  '#992124',
  '#7d191c',
  '#5c1013',
];
const luc: MantineColorsTuple = [
  '#e9f7ef',
  '#d2eddd',
  '#a4dab9',
  '#72c694',
  '#48b375',
  '#2a9b5c',
  '#1b7f49',
  '#14683b',
  '#0f522f',
  '#093a20',
];
const ho: MantineColorsTuple = [
  '#fdf5e3',
  '#f9e8c2',
  '#f2d28a',
  '#e9b94f',
  '#dfa326',
  '#c3880f',
  '#96660a',
  '#7c5407',
  '#624205',
  '#453003',
];
const slate: MantineColorsTuple = [
  '#f5f7fa',
  '#e9edf2',
  '#d6dce5',
  '#b7c0cd',
  '#94a0b2',
  '#748196',
  '#56637a',
  '#414d61',
  '#2a3443',
  '#1a222d',
];
/** The dark scheme's surfaces: 7 is the page, 6 a card, 5 a raised card, 4 a border, 0 to 2 text. */
const dark: MantineColorsTuple = [
  '#e6eaf1',
  '#c9d1dd',
  '#a3afc0',
  '#7a879b',
  '#3b4658',
  '#2b3443',
  '#1f2733',
  '#151b24',
  '#0f141b',
  '#090c11',
];

/** States of a person, a site or a meeting; the same word always has the same colour (see the variables below). */
export type StateTone = 'live' | 'speaking' | 'waiting' | 'lost' | 'quiet';

/** Mantine colour of a state, for `Badge`, `Alert` and the like. */
export const colorByTone: Readonly<Record<StateTone, string>> = {
  live: 'luc',
  speaking: 'cham',
  waiting: 'ho',
  lost: 'son',
  quiet: 'slate',
};

const fontFamily = "'Be Vietnam Pro', system-ui, 'Segoe UI', Roboto, sans-serif";

export const theme = createTheme({
  fontFamily,
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'Segoe UI Mono', 'DejaVu Sans Mono', monospace",
  headings: {
    fontFamily,
    fontWeight: '600',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.3' },
      h2: { fontSize: '1.375rem', lineHeight: '1.35' },
      h3: { fontSize: '1.125rem', lineHeight: '1.4' },
      h4: { fontSize: '1rem', lineHeight: '1.45' },
    },
  },
  colors: { cham, son, luc, ho, slate, dark },
  white: '#ffffff',
  black: '#141b26',
  primaryColor: 'cham',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: false,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Button: { defaultProps: { size: 'md' } },
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    Select: { defaultProps: { size: 'md' } },
    Badge: {
      defaultProps: { variant: 'light', radius: 'sm' },
      styles: { label: { textTransform: 'none', fontWeight: 600 } },
    },
    Modal: {
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.5 } },
      styles: {
        content: { backgroundColor: 'var(--dc-card)' },
        header: { backgroundColor: 'var(--dc-card)' },
        title: { fontSize: 'var(--mantine-font-size-lg)', fontWeight: 600 },
      },
    },
    // Mantine draws it as the page's own header, of which there is one.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    DrawerHeader: { defaultProps: { role: 'presentation' } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
  },
});

/** Mantine's own `light` variant (alerts, badges, quiet buttons) in the same tints as the states. */
function lightVariant(color: string, ground: string, text: string): Record<string, string> {
  return {
    [`--mantine-color-${color}-light`]: ground,
    [`--mantine-color-${color}-light-hover`]: `color-mix(in srgb, ${ground}, ${text} 12%)`,
    [`--mantine-color-${color}-light-color`]: text,
  };
}

/**
 * Variables for hand-written CSS. `--dc-stage*` is the dark ground under pictures, the same in both schemes;
 * `--dc-<tone>` is a tone as a mark or a border, `--dc-<tone>-text` as text on a page or a card,
 * `--dc-<tone>-ground` the tint behind that text, `--dc-stage-<tone>` a tone on the stage's dark ground.
 */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {
    '--dc-stage': '#0d1219',
    '--dc-stage-raised': '#182130',
    '--dc-stage-text': '#f2f5f9',
    '--dc-stage-dimmed': '#aab6c8',
    '--dc-stage-border': '#2d3a4d',
    '--dc-stage-live': '#4fc483',
    '--dc-stage-speaking': '#7fb0ff',
    '--dc-stage-waiting': '#f0bd4a',
    '--dc-stage-lost': '#ff8a86',
    '--dc-stage-quiet': '#aab6c8',
    '--dc-gold': '#d8a441',
  },
  light: {
    '--mantine-color-body': slate[0],
    '--mantine-color-dimmed': slate[6],
    '--mantine-color-error': 'var(--dc-lost-text)',
    '--dc-card': '#ffffff',
    '--dc-border': slate[2],
    '--dc-brand': cham[8],
    '--dc-accent': son[6],
    '--dc-live': luc[6],
    '--dc-live-text': luc[7],
    '--dc-live-ground': luc[0],
    '--dc-speaking': cham[6],
    '--dc-speaking-text': cham[7],
    '--dc-speaking-ground': cham[0],
    '--dc-waiting': ho[5],
    '--dc-waiting-text': ho[7],
    '--dc-waiting-ground': ho[0],
    '--dc-lost': son[5],
    '--dc-lost-text': son[7],
    '--dc-lost-ground': son[0],
    '--dc-quiet': slate[4],
    '--dc-quiet-text': slate[6],
    '--dc-quiet-ground': slate[1],
    ...lightVariant('luc', luc[0], luc[7]),
    ...lightVariant('cham', cham[0], cham[7]),
    ...lightVariant('ho', ho[0], ho[7]),
    ...lightVariant('son', son[0], son[7]),
    ...lightVariant('slate', slate[1], slate[7]),
  },
  dark: {
    '--mantine-color-body': dark[7],
    '--mantine-color-dimmed': dark[2],
    '--mantine-color-error': 'var(--dc-lost-text)',
    '--dc-card': dark[6],
    '--dc-border': dark[4],
    '--dc-brand': '#0f1826',
    '--dc-accent': son[4],
    '--dc-live': luc[4],
    '--dc-live-text': luc[3],
    '--dc-live-ground': '#12291d',
    '--dc-speaking': cham[4],
    '--dc-speaking-text': cham[3],
    '--dc-speaking-ground': '#18263d',
    '--dc-waiting': ho[4],
    '--dc-waiting-text': ho[3],
    '--dc-waiting-ground': '#2c2410',
    '--dc-lost': son[4],
    '--dc-lost-text': '#f0a0a0',
    '--dc-lost-ground': '#331718',
    '--dc-quiet': slate[5],
    '--dc-quiet-text': slate[3],
    '--dc-quiet-ground': dark[5],
    ...lightVariant('luc', '#12291d', luc[3]),
    ...lightVariant('cham', '#18263d', cham[3]),
    ...lightVariant('ho', '#2c2410', ho[3]),
    ...lightVariant('son', '#331718', '#f0a0a0'),
    ...lightVariant('slate', dark[5], slate[2]),
  },
});
