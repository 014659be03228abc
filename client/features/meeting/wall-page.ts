import { hallOf } from '../../../core/hall.ts';
import type { LevelId, ParticipantId, UnitId } from '../../../core/id.ts';
import type { Meeting, Participant } from '../../../core/meeting.ts';
import { stageParticipants } from '../../../core/stage.ts';
import { covers } from '../../../core/unit.ts';

/** Pictures on one page of the wall: four by four, or five by five on a large screen (design: at most 25). */
export const pageSizes = [16, 25] as const;
export type PageSize = (typeof pageSizes)[number];

const byUnit = new Intl.Collator('vi', { numeric: true });

/** Which sites the wall shows: of a unit's subtree, of a level; null: of all. */
export type WallScope = { readonly within: UnitId | null; readonly level: LevelId | null };

/** Connected sites beyond the stage, in the order of unit codes. */
export function wallSites(meeting: Meeting, scope: WallScope, you: ParticipantId): readonly Participant[] {
  const { within, level } = scope;
  const onStage = new Set(stageParticipants(meeting, hallOf(meeting, you)));
  return Object.values(meeting.participantById)
    .filter(
      ({ card, presence }) =>
        card.kind === 'site' &&
        card.participant !== you &&
        (presence.kind === 'present' || presence.kind === 'dropped') &&
        !onStage.has(card.participant) &&
        (level === null || card.level === level) &&
        (within === null || covers(meeting.unitById, within, card.unit)),
    )
    .sort((a, b) => byUnit.compare(a.card.unit, b.card.unit));
}

export type WallPage<T> = { readonly page: number; readonly pages: number; readonly shown: readonly T[] };

/** One page, counted from 1; a page beyond the last is the last. There is always a page, even an empty one. */
export function wallPage<T>(items: readonly T[], wanted: number, size: PageSize): WallPage<T> {
  const pages = Math.max(1, Math.ceil(items.length / size));
  const page = Math.min(Math.max(1, wanted), pages);
  return { page, pages, shown: items.slice((page - 1) * size, page * size) };
}

/** The page that *xem lần lượt* goes to after this one: after the last comes the first. */
export function pageAfter({ page, pages }: Pick<WallPage<unknown>, 'page' | 'pages'>): number {
  return page >= pages ? 1 : page + 1;
}

/** Columns in which `count` 16:9 pictures with gaps between them are largest within an area, and how wide each is. */
export function gridFor(
  count: number,
  area: { readonly width: number; readonly height: number; readonly gap: number },
) {
  const widthWith = (columns: number) => {
    const rows = Math.ceil(count / columns);
    const width = (area.width - (columns - 1) * area.gap) / columns;
    const height = (area.height - (rows - 1) * area.gap) / rows;
    return Math.max(0, Math.floor(Math.min(width, (height * 16) / 9)));
  };
  let best = 1;
  for (let columns = 2; columns <= count; columns += 1)
    if (widthWith(columns) > widthWith(best)) best = columns;
  return { columns: best, width: widthWith(best) };
}
