import type { Drawing, Window } from './design.ts';
import type { Weight } from './font.ts';
import { frame, type Height, type Mark, palette } from './mark.ts';
import type { Scene } from './scene.ts';
import { fileTimeOf, packetBefore, type Stretch } from './stretch.ts';

/** Names of the fonts within the folder in which ffmpeg runs, so that no path has to be quoted. */
export const fontFile: Readonly<Record<Weight, string>> = {
  regular: 'regular.ttf',
  semibold: 'semibold.ttf',
};

export type SceneGraph = {
  readonly graph: string;
  /** Texts by the name of the file they stand in: words of people never become part of a filter. */
  readonly texts: Readonly<Record<string, string>>;
  /** One input each, in order: where in the file to begin and how much of it to read, in seconds. */
  readonly inputs: readonly { readonly file: string; readonly fromS: number; readonly forS: number }[];
};

const seconds = (ms: number) => (ms / 1000).toFixed(4);

function markFilter(mark: Mark, scale: number, nameText: (text: string) => string): string {
  const at = (length: number) => Math.round(length * scale);
  if (mark.kind === 'box') {
    const { x, y, width, height, color, opacity } = mark;
    return `drawbox=x=${at(x)}:y=${at(y)}:w=${at(width)}:h=${at(height)}:color=${color}@${opacity}:t=fill`;
  }
  const { text, weight, size, x, y, color } = mark;
  const font = `fontfile=${fontFile[weight]}:fontsize=${at(size)}:fontcolor=${color}`;
  return `drawtext=${font}:textfile=${nameText(text)}:expansion=none:x=${at(x)}:y=${at(y)}-max_glyph_a`;
}

/** From where a stretch's file is read so that its last frame before the scene is there when the scene begins. */
function readFrom(stretch: Stretch, scene: Pick<Scene, 'fromMs' | 'toMs'>) {
  const fromFileMs = packetBefore(stretch, scene.fromMs);
  const sceneFileMs = fileTimeOf(stretch.epoch, scene.fromMs);
  const firstPacket = stretch.packets[0] ?? 0;
  return {
    // A hair before the frame, since Matroska rounds to milliseconds. ffmpeg counts from the file's first packet.
    fromS: Math.max(0, fromFileMs - firstPacket - 0.5) / 1000,
    forS:
      (Math.max(0, sceneFileMs - fromFileMs) + (scene.toMs - scene.fromMs) / stretch.epoch.rate + 100) / 1000,
    /**
     * Where that frame stands on the scene's time line; before its beginning, hence negative. One that nothing follows
     * is set to the beginning: ffmpeg would take it for over, and a slide would be gone that stood still for a while.
     */
    offsetMs: fromFileMs === stretch.packets.at(-1) ? 0 : (fromFileMs - sceneFileMs) * stretch.epoch.rate,
  };
}

function windowChain(
  { picture, ...window }: Window,
  index: number,
  { offsetMs, scale }: { readonly offsetMs: number; readonly scale: number },
): string {
  // Even, as 4:2:0 colours want it.
  const even = (length: number) => Math.round((length * scale) / 2) * 2;
  const [width, height] = [even(window.width), even(window.height)];
  const rate = picture.stretch?.epoch.rate ?? 1;
  return [
    // Size first, frame by frame: a picture may change its size within a file (simulcast, a turned phone).
    `[${index}:v]scale=w=${width}:h=${height}:force_original_aspect_ratio=decrease:force_divisible_by=2`,
    `pad=w=${width}:h=${height}:x=(ow-iw)/2:y=(oh-ih)/2:color=${palette.ground}:eval=frame`,
    'setsar=1',
    `setpts=PTS*${rate.toFixed(9)}+${seconds(offsetMs)}/TB`,
    `fps=${frame.rate}:start_time=0[w${index}]`,
  ].join(',');
}

/** The filter graph of a scene, so many lines high; its output is `[out]`. */
export function sceneGraph(
  drawing: Drawing,
  scene: Pick<Scene, 'fromMs' | 'toMs'>,
  height: Height,
): SceneGraph {
  const scale = height / frame.height;
  const texts: Record<string, string> = {};
  const nameText = (text: string) => {
    const name = `text-${Object.keys(texts).length}.txt`;
    texts[name] = text;
    return name;
  };
  const filters = (marks: readonly Mark[]) => marks.map((mark) => markFilter(mark, scale, nameText));
  const { under, windows, over } = drawing;
  const moving = windows.length > 0;
  // What stands still is drawn once and repeated; only what lies above a moving picture is drawn on each frame.
  const still = [
    `color=c=${palette.ground}:s=${frame.width * scale}x${height}:r=${frame.rate}:d=${1 / frame.rate}`,
    ...filters(moving ? under : [...under, ...over]),
    'format=yuv420p',
    `loop=loop=-1:size=1:start=0[still]`,
  ].join(',');
  const readings = windows.map(({ picture }) => (picture.stretch ? readFrom(picture.stretch, scene) : null));
  const chains = windows.map((window, index) =>
    windowChain(window, index, { offsetMs: readings[index]?.offsetMs ?? 0, scale }),
  );
  const overlays = windows.map(({ x, y }, index) => {
    const below = index === 0 ? '[still]' : `[o${index - 1}]`;
    return `${below}[w${index}]overlay=x=${Math.round(x * scale)}:y=${Math.round(y * scale)}:eof_action=repeat[o${index}]`;
  });
  const top = moving ? `[o${windows.length - 1}]` : '[still]';
  const last = `${top}${[...(moving ? filters(over) : []), 'format=yuv420p'].join(',')}[out]`;
  return {
    graph: [still, ...chains, ...overlays, last].join(';\n'),
    texts,
    inputs: windows.flatMap(({ picture }, index) => {
      const reading = readings[index];
      return picture.stretch && reading
        ? [{ file: picture.stretch.epoch.file, fromS: reading.fromS, forS: reading.forS }]
        : [];
    }),
  };
}
