import type { FloorGrant, Holder, Meeting } from '../../../core/meeting.ts';
import { stageOf } from '../../../core/stage.ts';

/** Somebody on the stage. `grant` is the speech floor it holds, null for a chair who merely presides. */
export type StageFigure = {
  readonly holder: Holder;
  readonly chair: boolean;
  readonly grant: FloorGrant | null;
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
function presidingChair(meeting: Meeting): Holder | null {
  const { chair } = stageOf(meeting);
  const presence = chair === null ? undefined : meeting.participantById[chair.participant]?.presence.kind;
  return presence === 'present' || presence === 'dropped' ? chair : null;
}

/** The stage as a picture. Pure: the same meeting gives the same layout on every screen. */
export function stageLayout(meeting: Meeting): StageLayout {
  const stage = stageOf(meeting);
  const presiding = presidingChair(meeting);
  const speakers = stage.speakers.map((grant) => ({
    holder: grant.holder,
    chair: grant.holder.participant === stage.chair?.participant,
    grant,
  }));
  const chairSpeaks = speakers.some((speaker) => speaker.chair);
  const chair = presiding === null || chairSpeaks ? null : { holder: presiding, chair: true, grant: null };
  if (stage.content !== null) {
    const beside = chair === null ? speakers : [...speakers, chair];
    return { kind: 'content', content: stage.content, beside: beside.slice(0, besideContent) };
  }
  const [first, second] = speakers;
  if (first === undefined) return chair === null ? { kind: 'empty' } : { kind: 'chair', chair };
  return second === undefined
    ? { kind: 'speaker', speaker: first, chair }
    : { kind: 'speakers', speakers, chair };
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
