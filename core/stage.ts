import { actingFor, chairsOf, hallsLed, may, speaksFreely } from './authority.ts';
import { hallOf, hallsOf } from './hall.ts';
import type { ParticipantId, UnitId } from './id.ts';
import type { FloorGrant, Holder, Meeting, Participant, Recording } from './meeting.ts';
import { participantOf } from './participant.ts';
import { grantHeldBy, grantsOf, pendingAt } from './queue.ts';
import { isPaused } from './recording.ts';

/** What everyone sees and hears (STAGE-1): derived from state, never stored. */
export type Stage = {
  readonly chair: Holder | null;
  readonly speakers: readonly FloorGrant[];
  readonly content: FloorGrant | null;
  /** A picture that whoever conducts put before everyone's eyes; nobody hears it for that. */
  readonly spotlight: Holder | null;
};

/** A participant as everyone sees it while it is on the stage. */
export function holderOf(participant: Participant): Holder {
  return {
    ...participant.card,
    connected: participant.presence.kind === 'present',
    microphone: participant.microphone,
    camera: participant.camera,
  };
}

/** The acting deputy, else the first chair who sits in the hall and is present, else the first who sits there. */
function chairOnStage(meeting: Meeting, hall: UnitId): ParticipantId | null {
  const acting = actingFor(meeting, hall);
  if (acting !== null) return acting.participant;
  const chairs = chairsOf(meeting, hall).filter((chair) => hallOf(meeting, chair) === hall);
  const present = chairs.find((chair) => participantOf(meeting, chair)?.presence.kind === 'present');
  return present ?? chairs[0] ?? null;
}

export function stageOf(meeting: Meeting, hall: UnitId): Stage {
  const chair = chairOnStage(meeting, hall);
  const participant = chair === null ? undefined : participantOf(meeting, chair);
  const here = (grant: FloorGrant) => grant.hall === hall;
  return {
    chair: participant ? holderOf(participant) : null,
    speakers: grantsOf(meeting, 'speech').filter(here),
    content: grantsOf(meeting, 'content').find(here) ?? null,
    spotlight: meeting.spotlights.find((spotlight) => spotlight.hall === hall)?.holder ?? null,
  };
}

/** The stage that this participant sees: that of its hall. */
export function stageFor(meeting: Meeting, participant: ParticipantId): Stage {
  return stageOf(meeting, hallOf(meeting, participant));
}

/** Everyone on the stage of a hall, each once: the chair first. */
export function stageParticipants(meeting: Meeting, hall: UnitId): readonly ParticipantId[] {
  const { chair, speakers, content, spotlight } = stageOf(meeting, hall);
  const ids = [
    chair?.participant,
    ...speakers.map((grant) => grant.holder.participant),
    content?.holder.participant,
    spotlight?.participant,
  ];
  return [...new Set(ids.filter((id) => id !== undefined))];
}

/** Whether it stands on the stage of any hall. */
export function onStage(meeting: Meeting, participant: ParticipantId): boolean {
  return hallsOf(meeting).some((hall) => stageParticipants(meeting, hall).includes(participant));
}

/** Whom a hall hears: its chair and whoever speaks, unless they talk with somebody alone (MEDIA-3). */
export function heardIn(meeting: Meeting, hall: UnitId): readonly ParticipantId[] {
  const { chair, speakers } = stageOf(meeting, hall);
  const ids = [chair?.participant, ...speakers.map((grant) => grant.holder.participant)];
  return [...new Set(ids.filter((id) => id !== undefined))].filter((id) => !talks(meeting, id));
}

/** The halls in which everyone sees this participant, by leading them or by what it holds there (VIEW-3). */
export function hallsSeeing(meeting: Meeting, participant: ParticipantId): readonly UnitId[] {
  const held = meeting.grants.filter((grant) => grant.holder.participant === participant);
  const lit = meeting.spotlights.filter(({ holder }) => holder.participant === participant);
  return [
    ...new Set([
      ...hallsLed(meeting, participant),
      ...held.map(({ hall }) => hall),
      ...lit.map(({ hall }) => hall),
    ]),
  ];
}

/** Whether this participant receives the stage at all: it is present, and the meeting is not over. */
export function receives(meeting: Meeting, participant: ParticipantId): boolean {
  const { kind } = meeting.phase;
  if (kind === 'closed' || kind === 'cancelled') return false;
  return participantOf(meeting, participant)?.presence.kind === 'present';
}

export type MediaRights = {
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
};

const noRights: MediaRights = { microphone: false, camera: false, screen: false };

/** What may flow from this participant now (MEDIA-1): the server closes everything else. */
export function mediaRights(meeting: Meeting, id: ParticipantId): MediaRights {
  const participant = participantOf(meeting, id);
  if (!participant || !receives(meeting, id) || participant.card.kind === 'recorder') return noRights;
  const maySpeak = speaksFreely(meeting, id) || grantHeldBy(meeting, id, 'speech') !== null;
  return {
    microphone: talks(meeting, id) || (participant.microphone === 'on' && maySpeak),
    camera: participant.camera === 'on',
    screen: grantHeldBy(meeting, id, 'content') !== null,
  };
}

/** Whether the viewer may see the target's picture: on the stage everyone's, else only who conducts its unit. */
export function mayWatch(meeting: Meeting, viewer: ParticipantId, target: ParticipantId): boolean {
  const participant = participantOf(meeting, target);
  if (!participant || !receives(meeting, viewer)) return false;
  return (
    stageParticipants(meeting, hallOf(meeting, viewer)).includes(target) ||
    may(meeting, viewer, 'roster.view', participant.card.unit)
  );
}

/** Whether it is in a conversation alone with somebody, in which its microphone is open to that one (ASSIST-3). */
export function talks(meeting: Meeting, id: ParticipantId): boolean {
  return talkPartnerOf(meeting, id) !== null;
}

/** With whom it talks alone; null: with nobody. */
export function talkPartnerOf(meeting: Meeting, id: ParticipantId): ParticipantId | null {
  const talk = meeting.talks.find(({ helper, site }) => helper === id || site === id);
  if (!talk) return null;
  return talk.helper === id ? talk.site : talk.helper;
}

/**
 * Whether the viewer is to hear the target's microphone: on the stage of the viewer's hall everyone's, unless the
 * target talks with somebody alone; and whoever the viewer itself talks with alone (MEDIA-3).
 */
export function mayHear(meeting: Meeting, viewer: ParticipantId, target: ParticipantId): boolean {
  if (!receives(meeting, viewer)) return false;
  const partner = talkPartnerOf(meeting, target);
  if (partner !== null) return partner === viewer;
  return heardIn(meeting, hallOf(meeting, viewer)).includes(target);
}

/**
 * Whose tracks the recorder of a hall copies: its stage, and who is next to speak there, whose track is opened ahead so
 * that the first word is not lost while it is being opened (about 0.3 s, recording.md).
 */
export function recordedParticipants(meeting: Meeting, hall: UnitId): readonly ParticipantId[] {
  const next = pendingAt(meeting, hall)[0]?.beneficiary.participant;
  const ids = stageParticipants(meeting, hall);
  return next === undefined || ids.includes(next) ? ids : [...ids, next];
}

/** Whether a track carries what is said to somebody alone: no recorder copies it (ASSIST-3). */
export function isAside(
  meeting: Meeting,
  { participant, source }: { readonly participant: ParticipantId; readonly source: string },
): boolean {
  return source === 'microphone' && talks(meeting, participant);
}

type RecordedSender = { readonly participant: ParticipantId; readonly source: string };

/**
 * Of these senders those whose tracks this recording copies: none while it is paused (REC-5), and sound alone where
 * room is short (REC-6).
 */
export function recordedSenders<T extends RecordedSender>(
  meeting: Meeting,
  recording: Recording,
  senders: readonly T[],
): readonly T[] {
  if (isPaused(recording)) return [];
  const recorded = new Set(recordedParticipants(meeting, recording.hall));
  const soundAlone = recording.storage === 'sound-only' || recording.storage === 'full';
  return senders.filter(
    (sender) =>
      recorded.has(sender.participant) &&
      !isAside(meeting, sender) &&
      (!soundAlone || sender.source === 'microphone'),
  );
}
