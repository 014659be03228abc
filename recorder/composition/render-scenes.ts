import { createHash } from 'node:crypto';
import { rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { FilmLayout } from '../../protocol/archive.ts';
import { words } from '../words.ts';
import type { AnnouncedScene } from './announce.ts';
import type { Brake } from './brake.ts';
import { type Programs, runCommand } from './command.ts';
import { drawingOf } from './design.ts';
import { frame, type Height } from './mark.ts';
import { settleFile } from './package.ts';
import type { Heading } from './plate.ts';
import type { Layout, Picture } from './scene.ts';
import { sceneGraph } from './scene-graph.ts';

export type Workplace = {
  /** The package. Its tracks are read and never written. */
  readonly folder: string;
  /** Where everything in between is made. */
  readonly scratch: string;
  readonly programs: Programs;
  /** Every command line, for tools.json. */
  readonly ran: (command: readonly string[]) => void;
  readonly signal: AbortSignal;
  readonly brake?: Brake | undefined;
  readonly logger: Logger;
};

/** The same for all scenes, so that they can be joined without encoding again. */
const encoding: readonly string[] = [
  ...words('-c:v libx264 -preset veryfast -crf 23 -profile:v high -pix_fmt yuv420p -bf 0 -threads 2'),
  ...words(`-r ${frame.rate} -g ${frame.rate * 4}`),
  // What VP8 cameras send and what the plates are drawn in; without it players guess the colours of HD.
  ...words('-colorspace smpte170m -color_primaries smpte170m -color_trc smpte170m -color_range tv'),
  ...words('-an -sn -map_metadata -1 -fflags +bitexact -flags:v +bitexact'),
];

/** Frame at which a moment stands: scenes begin and end on whole frames, so that nothing adds up to a drift. */
export function frameAt(ms: number): number {
  return Math.round((ms * frame.rate) / 1000);
}

function withoutPictures(layout: Layout): Layout {
  const plain = (picture: Picture): Picture => ({ ...picture, stretch: null });
  switch (layout.kind) {
    case 'card':
    case 'absence':
      return layout;
    case 'one':
      return { ...layout, main: plain(layout.main), small: layout.small && plain(layout.small) };
    case 'several':
      return { ...layout, speakers: layout.speakers.map(plain), small: layout.small && plain(layout.small) };
    case 'content':
    case 'slide':
      return { kind: 'card' };
  }
}

/** What makes a scene's file what it is: the same again need not be rendered again. */
function fingerprint(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Renders one scene and returns the name of its file, which may be there from a composition that was interrupted. */
async function renderScene(
  scene: AnnouncedScene,
  heading: Heading,
  to: {
    readonly frames: number;
    readonly height: Height;
    readonly layout: FilmLayout;
    readonly place: Workplace;
    readonly rendered: (frames: number) => void;
  },
): Promise<string> {
  const { frames, height, layout, place } = to;
  const { graph, texts, inputs } = sceneGraph(drawingOf(scene, heading), scene, height);
  const name = `scene-${fingerprint([graph, texts, inputs, frames, layout, height, encoding, place.programs.ffmpeg])}.mp4`;
  if (await isThere(join(place.scratch, name))) return name;
  await Promise.all([
    writeFile(join(place.scratch, 'graph.txt'), graph),
    ...Object.entries(texts).map(([file, text]) => writeFile(join(place.scratch, file), text)),
  ]);
  const unfinished = 'scene.part.mp4';
  const command = [
    ...place.programs.before,
    ...place.programs.ffmpeg,
    ...words('-hide_banner -nostdin -v error -nostats -progress pipe:1 -y'),
    ...inputs.flatMap(({ file, fromS, forS }) => [
      ...words(`-reinit_filter 0 -ss ${fromS.toFixed(4)} -t ${forS.toFixed(4)} -i`),
      join(place.folder, file),
    ]),
    ...words(`-filter_complex_script graph.txt -map [out] -frames:v ${frames}`),
    ...encoding,
    unfinished,
  ];
  place.ran([...command, `# ${graph.replaceAll('\n', ' ')}`]);
  await runCommand(command, {
    cwd: place.scratch,
    signal: place.signal,
    brake: place.brake,
    onLine(line) {
      const done = /^frame=(\d+)/.exec(line)?.[1];
      if (done !== undefined) to.rendered(Math.min(Number(done), frames));
    },
  });
  // Under its name only once it is whole and on the disk: a half one is rendered again.
  await settleFile(join(place.scratch, unfinished));
  await rename(join(place.scratch, unfinished), join(place.scratch, name));
  return name;
}

export type Rendering = {
  readonly heading: Heading;
  readonly height: Height;
  readonly layout: FilmLayout;
  readonly place: Workplace;
  /** Told while a scene is rendered and after it: frames that are done, of all. */
  readonly rendered: (frames: number, of: number) => void;
};

/**
 * Renders each scene into a file of its own and returns their names, in order. A scene whose tracks cannot be decoded
 * is made of names instead of pictures: one broken file must not cost the recording.
 */
export async function renderScenes(
  scenes: readonly AnnouncedScene[],
  { heading, height, layout, place, rendered }: Rendering,
): Promise<readonly string[]> {
  const names: string[] = [];
  const of = frameAt(scenes.at(-1)?.toMs ?? 0);
  for (const [index, scene] of scenes.entries()) {
    const frames = frameAt(scene.toMs) - frameAt(scene.fromMs);
    if (frames === 0) continue;
    const before = frameAt(scene.fromMs);
    const to = { frames, height, layout, place, rendered: (done: number) => rendered(before + done, of) };
    try {
      names.push(await renderScene(scene, heading, to));
    } catch (error) {
      place.signal.throwIfAborted();
      place.logger.error({ err: error, scene: index }, 'a scene is shown without its pictures');
      const plain = { ...scene, layout: withoutPictures(scene.layout) };
      names.push(await renderScene(plain, heading, to));
    }
    rendered(frameAt(scene.toMs), of);
  }
  return names;
}
