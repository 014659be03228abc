import { hallOf, hallsOf } from '../../core/hall.ts';
import type { ParticipantId, UnitId } from '../../core/id.ts';
import type { Meeting } from '../../core/meeting.ts';
import { heardIn, mayWatch, receives, type Stage, stageOf, talkPartnerOf } from '../../core/stage.ts';
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
const priorities = { chair: 200, speaker: 150, content: 100, spotlight: 50, rest: 1 } as const;

const sourcesOfSpeaker: readonly Source[] = ['microphone', 'camera'];
const sourcesOfPresenter: readonly Source[] = ['screen'];
/** A picture put before everyone's eyes is seen, and not heard for that. */
const sourcesOfSpotlight: readonly Source[] = ['camera'];

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
  if (stage.spotlight !== null) {
    const { participant } = stage.spotlight;
    ranks.push({ participant, sources: sourcesOfSpotlight, priority: priorities.spotlight });
  }
  return ranks;
}

type SendersOf = (participant: ParticipantId) => readonly Sender[];

/**
 * What a hall's stage sends to everyone in it: sound before pictures, the chair first. A sender stands in it once; one
 * who talks with somebody alone is not heard (MEDIA-3).
 */
function stageShown(meeting: Meeting, hall: UnitId, sendersOf: SendersOf): readonly Shown[] {
  const heard = heardIn(meeting, hall);
  const shownByProducer = new Map<string, Shown>();
  for (const { participant, sources, priority } of ranksOf(stageOf(meeting, hall)))
    for (const sender of sendersOf(participant)) {
      const belongs =
        sources.includes(sender.source) && (sender.kind === 'video' || heard.includes(participant));
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

/** What is shown to whom in one state of a meeting: each hall's stage is worked out once. */
export type Showing = {
  /**
   * Everything that one viewer is to receive: the stage of its hall, the voice of whom it talks with alone, and its
   * declared pictures, but nothing of its own. A picture it may not watch (any more) is left out.
   */
  to(viewer: Viewer): readonly Shown[];
  /** Producers of sound that somebody is to hear: whose loudness is worth measuring. */
  heard(): ReadonlySet<string>;
};

export function createShowing(meeting: Meeting, senders: readonly Sender[]): Showing {
  const byParticipant = Map.groupBy(senders, ({ participant }) => participant);
  const sendersOf: SendersOf = (participant) => byParticipant.get(participant) ?? [];
  const stageByHall = new Map<UnitId, readonly Shown[]>();

  function stageIn(hall: UnitId): readonly Shown[] {
    const known = stageByHall.get(hall);
    if (known) return known;
    const stage = stageShown(meeting, hall, sendersOf);
    stageByHall.set(hall, stage);
    return stage;
  }

  function voiceOf(participant: ParticipantId | null): readonly Shown[] {
    if (participant === null) return [];
    return sendersOf(participant)
      .filter(({ source }) => source === 'microphone')
      .map((sender) => ({ sender, priority: priorities.speaker, size: null }));
  }

  function picturesOf({ participant: viewer, pictures }: Viewer): readonly Shown[] {
    return pictures
      .filter(({ participant }) => participant !== viewer && mayWatch(meeting, viewer, participant))
      .flatMap(({ participant, size }) =>
        sendersOf(participant)
          .filter(({ source }) => source === 'camera')
          .map((sender) => ({ sender, priority: priorities.rest, size })),
      );
  }

  return {
    to(viewer) {
      const { participant } = viewer;
      if (!receives(meeting, participant)) return [];
      const stage = stageIn(hallOf(meeting, participant)).filter(
        ({ sender }) => sender.participant !== participant,
      );
      const shown = [...voiceOf(talkPartnerOf(meeting, participant)), ...stage, ...picturesOf(viewer)];
      const first = new Map(shown.toReversed().map((each) => [each.sender.producer, each]));
      return shown.filter((each) => first.get(each.sender.producer) === each);
    },
    heard() {
      const ofStages = hallsOf(meeting).flatMap(stageIn);
      const ofTalks = meeting.talks.flatMap(({ helper, site }) => [...voiceOf(helper), ...voiceOf(site)]);
      return new Set(
        [...ofStages, ...ofTalks].flatMap(({ sender }) => (sender.kind === 'audio' ? [sender.producer] : [])),
      );
    },
  };
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
