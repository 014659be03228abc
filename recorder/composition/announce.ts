import type { ShownCard } from '../../protocol/recorder.ts';
import type { MeetingOnTape } from '../timeline/record.ts';
import type { Scene } from './scene.ts';

/** A scene in which, for a moment, large letters say which meeting this is, or what it turns to now. */
export type AnnouncedScene = Scene & { readonly announced: Announced | null };
export type Announced =
  | { readonly kind: 'title' }
  | { readonly kind: 'agenda'; readonly title: string }
  | { readonly kind: 'card'; readonly card: ShownCard };

/** How long the title stands at the beginning; what is said meanwhile is heard. */
const titleMs = 3_000;
/** A film shorter than this begins without a title: it would be little else. */
const titledFromMs = 9_000;
/** How long a new agenda item is announced: time to read two lines. */
const agendaMs = 4_000;
/** How long what is announced in words alone stands over the foot of the picture; what is long is read on longer. */
const wordsMs = 5_000;
const longWordsMs = 8_000;
const longFrom = 200;
/** How long figures stand over the picture, and how long with them what came of it. */
const figuresMs = 6_000;
const outcomeMs = 9_000;

/** Whether it hides the picture, or stands at its foot. */
export function isFigures({ lines, outcome }: ShownCard): boolean {
  return lines.length > 0 || outcome !== undefined;
}

function cardMs(card: ShownCard): number {
  if (card.outcome !== undefined) return outcomeMs;
  if (isFigures(card)) return figuresMs;
  return card.title.length > longFrom ? longWordsMs : wordsMs;
}

type Announcement = {
  readonly what: Announced;
  readonly fromMs: number;
  readonly toMs: number;
};

/** In the order in which they count where two meet: the title first, then the card, which is not shown again. */
function announcementsOf({ stages, durationMs }: MeetingOnTape): readonly Announcement[] {
  const agendas = stages.flatMap(({ atMs, stage: { agenda } }, index): readonly Announcement[] => {
    if (agenda === null || agenda === (stages[index - 1]?.stage.agenda ?? null)) return [];
    return [{ what: { kind: 'agenda', title: agenda }, fromMs: atMs, toMs: atMs + agendaMs }];
  });
  const cards = stages.flatMap(({ atMs, stage: { card } }, index): readonly Announcement[] => {
    const before = stages[index - 1]?.stage.card;
    if (card === undefined || JSON.stringify(card) === JSON.stringify(before)) return [];
    return [{ what: { kind: 'card', card }, fromMs: atMs, toMs: atMs + cardMs(card) }];
  });
  return [
    ...(durationMs < titledFromMs ? [] : [{ what: { kind: 'title' }, fromMs: 0, toMs: titleMs } as const]),
    // Of two cards at once the later one, and so of two items.
    ...cards.toReversed(),
    ...agendas.toReversed(),
  ];
}

/** Cuts the scenes where something begins or ends to be announced; together they are as long as before. */
export function announce(scenes: readonly Scene[], tape: MeetingOnTape): readonly AnnouncedScene[] {
  const announcements = announcementsOf(tape);
  const cuts = announcements.flatMap(({ fromMs, toMs }) => [fromMs, toMs]);
  return scenes.flatMap((scene) => {
    const within = cuts.filter((cut) => scene.fromMs < cut && cut < scene.toMs);
    const moments = [...new Set([scene.fromMs, ...within, scene.toMs])].toSorted((a, b) => a - b);
    return moments.slice(0, -1).map((fromMs, index): AnnouncedScene => {
      const now = announcements.find((each) => each.fromMs <= fromMs && fromMs < each.toMs);
      const over = now?.what.kind === 'agenda' && scene.agenda === null;
      // A closed or a lost part shows nothing but that.
      const covered = scene.layout.kind === 'absence' && now?.what.kind !== 'title';
      const announced = over || covered ? null : (now?.what ?? null);
      return { ...scene, fromMs, toMs: moments[index + 1] ?? scene.toMs, announced };
    });
  });
}
