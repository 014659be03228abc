import type { UnitId } from '../../../core/id.ts';
import type { FloorGrant, Holder, Meeting } from '../../../core/meeting.ts';
import { stageOf } from '../../../core/stage.ts';

/** What everyone sees somebody on the stage for. */
export type StagePart = 'chair' | 'speaker' | 'spotlight';

/** Somebody on the stage. */
export type StageFigure = {
  readonly holder: Holder;
  readonly chair: boolean;
  readonly part: StagePart;
};

/** What is large and what is small; the components only draw it. */
export type StageLayout =
  | { readonly kind: 'empty' }
  | { readonly kind: 'chair'; readonly chair: StageFigure }
  | { readonly kind: 'speaker'; readonly speaker: StageFigure; readonly chair: StageFigure | null }
  | {
      readonly kind: 'speakers';
      readonly speakers: readonly StageFigure[];
      readonly chair: StageFigure | null;
    }
  | { readonly kind: 'content'; readonly content: FloorGrant; readonly beside: readonly StageFigure[] };

/** Small pictures beside a presentation: more would make it small itself. */
const besideContent = 3;

/** A chair who never came has no place on the picture; one whose line dropped keeps it. */
function presidingChair(meeting: Meeting, hall: UnitId): Holder | null {
  const { chair } = stageOf(meeting, hall);
  const presence = chair === null ? undefined : meeting.participantById[chair.participant]?.presence.kind;
  return presence === 'present' || presence === 'dropped' ? chair : null;
}

/** Those shown large: who speaks, then the picture that was put before everyone, unless it is one of them. */
function largeFigures(meeting: Meeting, hall: UnitId): readonly StageFigure[] {
  const stage = stageOf(meeting, hall);
  const isChair = (holder: Holder) => holder.participant === stage.chair?.participant;
  const speakers = stage.speakers.map(({ holder }): StageFigure => {
    return { holder, chair: isChair(holder), part: 'speaker' };
  });
  const { spotlight } = stage;
  const seen = speakers.some(({ holder }) => holder.participant === spotlight?.participant);
  if (spotlight === null || seen) return speakers;
  return [...speakers, { holder: spotlight, chair: isChair(spotlight), part: 'spotlight' }];
}

/** The stage of a hall as a picture. Pure: the same meeting gives the same layout on every screen. */
export function stageLayout(meeting: Meeting, hall: UnitId): StageLayout {
  const { content } = stageOf(meeting, hall);
  const presiding = presidingChair(meeting, hall);
  const large = largeFigures(meeting, hall);
  const shownLarge = large.some((figure) => figure.chair);
  const chair: StageFigure | null =
    presiding === null || shownLarge ? null : { holder: presiding, chair: true, part: 'chair' };
  if (content !== null) {
    const beside = chair === null ? large : [...large, chair];
    return { kind: 'content', content, beside: beside.slice(0, besideContent) };
  }
  const [first, second] = large;
  if (first === undefined) return chair === null ? { kind: 'empty' } : { kind: 'chair', chair };
  return second === undefined
    ? { kind: 'speaker', speaker: first, chair }
    : { kind: 'speakers', speakers: large, chair };
}

/** Everybody in the picture, the largest first. */
export function figuresOf(layout: StageLayout): readonly StageFigure[] {
  switch (layout.kind) {
    case 'empty':
      return [];
    case 'chair':
      return [layout.chair];
    case 'speaker':
      return layout.chair === null ? [layout.speaker] : [layout.speaker, layout.chair];
    case 'speakers':
      return layout.chair === null ? layout.speakers : [...layout.speakers, layout.chair];
    case 'content':
      return layout.beside;
  }
}
