import { chairsOf, isPublic, may, speaksFreely } from './authority.ts';
import type { ParticipantId } from './id.ts';
import type { FloorGrant, Holder, Meeting, Participant } from './meeting.ts';
import { participantOf } from './participant.ts';
import { grantHeldBy, grantsOf, pendingOf } from './queue.ts';

/** What everyone sees and hears (STAGE-1): derived from state, never stored. */
export type Stage = {
  readonly chair: Holder | null;
  readonly speakers: readonly FloorGrant[];
  readonly content: FloorGrant | null;
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

/** The acting deputy, else the first chair who is present, else the first chair. */
function chairOnStage(meeting: Meeting): ParticipantId | null {
  if (meeting.acting !== null) return meeting.acting;
  const chairs = chairsOf(meeting);
  const present = chairs.find((chair) => participantOf(meeting, chair)?.presence.kind === 'present');
  return present ?? chairs[0] ?? null;
}

export function stageOf(meeting: Meeting): Stage {
  const chair = chairOnStage(meeting);
  const participant = chair === null ? undefined : participantOf(meeting, chair);
  return {
    chair: participant ? holderOf(participant) : null,
    speakers: grantsOf(meeting, 'speech'),
    content: grantsOf(meeting, 'content')[0] ?? null,
  };
}

/** Everyone on the stage, each once: the chair first. */
export function stageParticipants(meeting: Meeting): readonly ParticipantId[] {
  const { chair, speakers, content } = stageOf(meeting);
  const ids = [
    chair?.participant,
    ...speakers.map((grant) => grant.holder.participant),
    content?.holder.participant,
  ];
  return [...new Set(ids.filter((id) => id !== undefined))];
}

/** Whether everyone sees this participant, by its role or by a floor it holds: its changes then go to all (VIEW-3). */
export function onStage(meeting: Meeting, participant: ParticipantId): boolean {
  return (
    isPublic(meeting, participant) || meeting.grants.some((grant) => grant.holder.participant === participant)
  );
}

/** Whether this participant receives the stage at all: it is present, and the meeting is not over. */
export function receives(meeting: Meeting, participant: ParticipantId): boolean {
  return meeting.phase.kind !== 'closed' && participantOf(meeting, participant)?.presence.kind === 'present';
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
    microphone: participant.microphone === 'on' && maySpeak,
    camera: participant.camera === 'on',
    screen: grantHeldBy(meeting, id, 'content') !== null,
  };
}

/** Whether the viewer may see the target's picture: on the stage everyone's, else only who conducts its unit. */
export function mayWatch(meeting: Meeting, viewer: ParticipantId, target: ParticipantId): boolean {
  const participant = participantOf(meeting, target);
  if (!participant || !receives(meeting, viewer)) return false;
  return (
    stageParticipants(meeting).includes(target) || may(meeting, viewer, 'roster.view', participant.card.unit)
  );
}

/**
 * Whose tracks the recorder copies: the stage, and who is next to speak, whose track is opened ahead so that the first
 * word is not lost while it is being opened (about 0.3 s, recording.md).
 */
export function recordedParticipants(meeting: Meeting): readonly ParticipantId[] {
  const next = pendingOf(meeting, 'speech')[0]?.beneficiary.participant;
  const ids = stageParticipants(meeting);
  return next === undefined || ids.includes(next) ? ids : [...ids, next];
}
