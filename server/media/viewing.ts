import type { ParticipantId } from '../../core/id.ts';
import type { Meeting } from '../../core/meeting.ts';
import { mayWatch, receives, type Stage } from '../../core/stage.ts';
import type { PictureSize, ShownPicture, Source } from '../../protocol/media.ts';
import type { Sender } from '../ports.ts';

/** One sender that a viewer is to receive. */
export type Shown = {
  readonly sender: Sender;
  /** mediasoup's consumer priority, 1 to 255: who gets bit rate first when the viewer's line is short. */
  readonly priority: number;
  /** The size a viewer declared beyond the stage; null on the stage, where it is set for each consumer. */
  readonly size: PictureSize | null;
};

/** Chair, speaker, presentation, the rest (design.md). Only their order means something. */
const priorities = { chair: 200, speaker: 150, content: 100, rest: 1 } as const;

const sourcesOfSpeaker: readonly Source[] = ['microphone', 'camera'];
const sourcesOfPresenter: readonly Source[] = ['screen'];

type Rank = {
  readonly participant: ParticipantId;
  readonly sources: readonly Source[];
  readonly priority: number;
};

function ranksOf(stage: Stage): readonly Rank[] {
  const ranks: Rank[] = [];
  if (stage.chair !== null) {
    const { participant } = stage.chair;
    ranks.push({ participant, sources: sourcesOfSpeaker, priority: priorities.chair });
  }
  for (const { holder } of stage.speakers)
    ranks.push({ participant: holder.participant, sources: sourcesOfSpeaker, priority: priorities.speaker });
  if (stage.content !== null) {
    const { participant } = stage.content.holder;
    ranks.push({ participant, sources: sourcesOfPresenter, priority: priorities.content });
  }
  return ranks;
}

/** What everyone receives: sound before pictures, the chair first. A sender stands in it once. */
export function stageShown(stage: Stage, senders: readonly Sender[]): readonly Shown[] {
  const shownByProducer = new Map<string, Shown>();
  for (const { participant, sources, priority } of ranksOf(stage))
    for (const sender of senders) {
      const belongs = sender.participant === participant && sources.includes(sender.source);
      if (belongs && !shownByProducer.has(sender.producer))
        shownByProducer.set(sender.producer, { sender, priority, size: null });
    }
  const all = [...shownByProducer.values()];
  return [
    ...all.filter((shown) => shown.sender.kind === 'audio'),
    ...all.filter((shown) => shown.sender.kind === 'video'),
  ];
}

export type Viewer = {
  readonly participant: ParticipantId;
  /** What it shows beyond the stage. */
  readonly pictures: readonly ShownPicture[];
};

/**
 * Everything that one viewer is to receive now: the stage and its declared pictures, but nothing of its own. A picture
 * it may not watch (any more) is left out. `camerasOf` finds the cameras of a participant.
 */
export function shownTo(
  viewer: Viewer,
  meeting: Meeting,
  offered: { readonly stage: readonly Shown[]; camerasOf(participant: ParticipantId): readonly Sender[] },
): readonly Shown[] {
  if (!receives(meeting, viewer.participant)) return [];
  const shown = offered.stage.filter(({ sender }) => sender.participant !== viewer.participant);
  for (const { participant, size } of viewer.pictures) {
    if (participant === viewer.participant || !mayWatch(meeting, viewer.participant, participant)) continue;
    for (const sender of offered.camerasOf(participant))
      if (!shown.some((each) => each.sender.producer === sender.producer))
        shown.push({ sender, priority: priorities.rest, size });
  }
  return shown;
}

/** Whether two decisions come to the same, so that nothing need be done. */
export function sameShown(a: readonly Shown[], b: readonly Shown[]): boolean {
  return (
    a.length === b.length &&
    a.every((shown, index) => {
      const other = b[index];
      return (
        other !== undefined &&
        shown.sender.producer === other.sender.producer &&
        shown.priority === other.priority &&
        shown.size === other.size
      );
    })
  );
}
