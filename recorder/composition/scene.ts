import type { FilmLayout } from '../../protocol/archive.ts';
import type { Plate, ShownStage } from '../../protocol/recorder.ts';
import type { MeetingOnTape } from '../timeline/record.ts';
import type { Absence } from './absence.ts';
import type { Stretch } from './stretch.ts';

/** Someone's camera or screen; without a stretch a plate with the name stands in its place. */
export type Picture = {
  readonly plate: Plate;
  readonly duty: 'chair' | 'speaker' | 'content';
  readonly source: 'camera' | 'screen';
  readonly stretch: Stretch | null;
};

/** What is on the picture. The first of `speakers` came first. */
export type Layout =
  | { readonly kind: 'card' }
  | { readonly kind: 'one'; readonly main: Picture; readonly small: Picture | null }
  | { readonly kind: 'several'; readonly speakers: readonly Picture[]; readonly small: Picture | null }
  | { readonly kind: 'content'; readonly screen: Picture; readonly side: readonly Picture[] }
  /** What is presented alone; whoever speaks to it has a plate. */
  | { readonly kind: 'slide'; readonly screen: Picture; readonly speaker: Plate }
  | { readonly kind: 'absence'; readonly absence: Absence };

/** A stretch of constant layout. */
export type Scene = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly layout: Layout;
  readonly agenda: string | null;
};

/** Shorter scenes are shown as the one before: two cuts within so little time look like a fault. */
const shortestMs = 400;
/** As many as can be shown large enough to know a face. */
const maxSpeakers = 6;
const maxSide = 3;

const nobody: ShownStage = { chair: null, speakers: [], content: null, agenda: null };

type Finder = (plate: Plate, source: 'camera' | 'screen') => Stretch | null;

function finderAt(stretches: readonly Stretch[], atMs: number): Finder {
  return (plate, source) =>
    // Of two files of one camera the later one counts: it is what the hub opened last.
    stretches.findLast(
      ({ epoch, fromMs, toMs }) =>
        epoch.participant === plate.participant && epoch.source === source && fromMs <= atMs && atMs < toMs,
    ) ?? null;
}

function cameraOf(plate: Plate, duty: Picture['duty'], find: Finder): Picture {
  // Whoever switched the camera off is not shown, even if a last frame is still on its way.
  return { plate, duty, source: 'camera', stretch: plate.camera === 'on' ? find(plate, 'camera') : null };
}

/** The chair beside others: not twice, and no empty box for a chair whose line is gone. */
function chairBeside({ chair, speakers }: ShownStage, find: Finder): Picture | null {
  if (!chair || speakers.some(({ participant }) => participant === chair.participant)) return null;
  const picture = cameraOf(chair, 'chair', find);
  return picture.stretch || chair.connected ? picture : null;
}

function contentLayout(stage: ShownStage, small: Picture | null, find: Finder): Layout | null {
  const { content, speakers, chair } = stage;
  const stretch = content && find(content, 'screen');
  if (!content || !stretch) return null;
  // While nobody speaks, whoever presents is seen beside it; the chair is so anyway.
  const seen = speakers.length > 0 || content.participant === chair?.participant ? speakers : [content];
  const side = seen.slice(0, maxSide - (small ? 1 : 0)).map((plate) => cameraOf(plate, 'speaker', find));
  return {
    kind: 'content',
    screen: { plate: content, duty: 'content', source: 'screen', stretch },
    side: small ? [...side, small] : side,
  };
}

/** All who are on the stage alike, what is presented among them. */
function galleryLayout({ chair, speakers, content }: ShownStage, find: Finder): Layout {
  const screen = content && find(content, 'screen');
  const chairPicture = chair && cameraOf(chair, 'chair', find);
  const others = speakers.filter(({ participant }) => participant !== chair?.participant);
  const pictures: readonly Picture[] = [
    ...(content && screen
      ? [{ plate: content, duty: 'content', source: 'screen', stretch: screen } as const]
      : []),
    // No empty tile for a chair whose line is gone, while others are there.
    ...(chairPicture && (chairPicture.stretch || chair.connected) ? [chairPicture] : []),
    ...others.map((plate) => cameraOf(plate, 'speaker', find)),
  ].slice(0, maxSpeakers);
  const [first, second] = pictures;
  if (first && second) return { kind: 'several', speakers: pictures, small: null };
  if (first?.duty === 'content') return { kind: 'slide', screen: first, speaker: first.plate };
  return first ? { kind: 'one', main: first, small: null } : { kind: 'card' };
}

function slideLayout({ content, speakers }: ShownStage, find: Finder): Layout | null {
  const stretch = content && find(content, 'screen');
  if (!content || !stretch) return null;
  return {
    kind: 'slide',
    screen: { plate: content, duty: 'content', source: 'screen', stretch },
    speaker: speakers[0] ?? content,
  };
}

/** Whom the chair has everybody see stands among those who speak, after them. */
function withSpotlight(stage: ShownStage): ShownStage {
  const { speakers, spotlight } = stage;
  if (!spotlight || speakers.some(({ participant }) => participant === spotlight.participant)) return stage;
  return { ...stage, speakers: [...speakers, spotlight] };
}

function layoutOf(stage: ShownStage, find: Finder, wanted: FilmLayout): Layout {
  const slide = wanted === 'content' ? slideLayout(stage, find) : null;
  if (slide) return slide;
  const seen = withSpotlight(stage);
  return wanted === 'gallery' ? galleryLayout(seen, find) : speakerLayout(seen, find);
}

function speakerLayout(stage: ShownStage, find: Finder): Layout {
  const small = chairBeside(stage, find);
  const content = contentLayout(stage, small, find);
  if (content) return content;
  const speakers = stage.speakers.slice(0, maxSpeakers).map((plate) => cameraOf(plate, 'speaker', find));
  const [first, second] = speakers;
  if (first && second) return { kind: 'several', speakers, small };
  if (first) return { kind: 'one', main: first, small };
  return small ? { kind: 'one', main: small, small: null } : { kind: 'card' };
}

function pictureKey({ plate, duty, stretch }: Picture): string {
  const { participant, name, position, unitName } = plate;
  const file = stretch ? `${stretch.epoch.epoch} ${stretch.fromMs}` : '';
  return JSON.stringify([duty, participant, name, position, unitName, file]);
}

function picturesOf(layout: Layout): readonly Picture[] {
  switch (layout.kind) {
    case 'card':
      return [];
    case 'one':
      return [layout.main, ...(layout.small ? [layout.small] : [])];
    case 'several':
      return [...layout.speakers, ...(layout.small ? [layout.small] : [])];
    case 'content':
      return [layout.screen, ...layout.side];
    case 'slide':
      return [layout.screen, { plate: layout.speaker, duty: 'speaker', source: 'camera', stretch: null }];
    case 'absence':
      return [];
  }
}

/** Two scenes that look the same: who is shown, from which file, with which words. */
function keyOf({ layout, agenda }: Scene): string {
  if (layout.kind === 'absence') return JSON.stringify(layout);
  return JSON.stringify([layout.kind, agenda, picturesOf(layout).map(pictureKey)]);
}

function joinAlike(scenes: readonly Scene[]): readonly Scene[] {
  const joined: Scene[] = [];
  for (const scene of scenes) {
    const last = joined.at(-1);
    if (last && keyOf(last) === keyOf(scene)) joined[joined.length - 1] = { ...last, toMs: scene.toMs };
    else joined.push(scene);
  }
  return joined;
}

/** Gives each scene that is too short to its neighbour: the one before, or at the beginning the one after. */
function dropShort(scenes: readonly Scene[]): readonly Scene[] {
  const long: Scene[] = [];
  let fromMs: number | null = null;
  for (const scene of scenes) {
    const last = long.at(-1);
    if (scene.toMs - scene.fromMs >= shortestMs) long.push({ ...scene, fromMs: fromMs ?? scene.fromMs });
    else if (last) long[long.length - 1] = { ...last, toMs: scene.toMs };
    else fromMs ??= scene.fromMs;
    if (long.length > 0) fromMs = null;
  }
  return long.length > 0 ? long : scenes;
}

export type Showing = {
  /** Those of pictures. */
  readonly stretches: readonly Stretch[];
  readonly absences: readonly Absence[];
  readonly layout: FilmLayout;
};

/** The whole recording as scenes, without a hole, from 0 to its end. */
export function scenesOf(
  { stages, durationMs }: MeetingOnTape,
  { stretches, absences, layout: wanted }: Showing,
): readonly Scene[] {
  const cuts = [
    0,
    ...stages.map(({ atMs }) => atMs),
    ...[...stretches, ...absences].flatMap(({ fromMs, toMs }) => [fromMs, toMs]),
    durationMs,
  ];
  const moments = [...new Set(cuts.map((cut) => Math.min(Math.max(cut, 0), durationMs)))].toSorted(
    (a, b) => a - b,
  );
  const scenes = moments.slice(0, -1).map((fromMs, index): Scene => {
    const toMs = moments[index + 1] ?? durationMs;
    const { stage } = stages.findLast(({ atMs }) => atMs <= fromMs) ?? stages[0] ?? { stage: nobody };
    const absence = absences.find((each) => each.fromMs <= fromMs && fromMs < each.toMs);
    const layout: Layout = absence
      ? { kind: 'absence', absence }
      : layoutOf(stage, finderAt(stretches, fromMs), wanted);
    return { fromMs, toMs, layout, agenda: stage.agenda };
  });
  return joinAlike(dropShort(joinAlike(scenes)));
}
