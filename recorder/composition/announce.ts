import type { MeetingOnTape } from '../timeline/record.ts';
import type { Scene } from './scene.ts';

/** A scene in which, for a moment, large letters say which meeting this is, or what it turns to now. */
export type AnnouncedScene = Scene & { readonly announced: 'title' | 'agenda' | null };

/** How long the title stands at the beginning; what is said meanwhile is heard. */
const titleMs = 3_000;
/** A film shorter than this begins without a title: it would be little else. */
const titledFromMs = 9_000;
/** How long a new agenda item is announced: time to read two lines. */
const agendaMs = 4_000;

type Announcement = {
  readonly what: 'title' | 'agenda';
  readonly fromMs: number;
  readonly toMs: number;
};

/** In the order in which they count where two meet: the title first. */
function announcementsOf({ stages, durationMs }: MeetingOnTape): readonly Announcement[] {
  const changes = stages.filter(
    ({ stage }, index) => stage.agenda !== null && stage.agenda !== (stages[index - 1]?.stage.agenda ?? null),
  );
  return [
    ...(durationMs < titledFromMs ? [] : [{ what: 'title', fromMs: 0, toMs: titleMs } as const]),
    ...changes.map(({ atMs }) => ({ what: 'agenda', fromMs: atMs, toMs: atMs + agendaMs }) as const),
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
      const announced = now?.what === 'agenda' && scene.agenda === null ? null : (now?.what ?? null);
      return { ...scene, fromMs, toMs: moments[index + 1] ?? scene.toMs, announced };
    });
  });
}
