import type { ParticipantId } from '../id.ts';
import type { Holder, Meeting, Participant } from '../meeting.ts';
import { participantOf } from '../participant.ts';
import { withSeat } from './roster.ts';

type Change = Omit<Participant, 'card' | 'invited'>;

/** Changes a participant in the roster, if this viewer has it, and on the stage, where everyone sees it. */
export function withParticipant(meeting: Meeting, id: ParticipantId, change: Partial<Change>): Meeting {
  const known = participantOf(meeting, id);
  const { presence, microphone, camera } = change;
  const seen: Partial<Holder> = {
    ...(presence === undefined ? {} : { connected: presence.kind === 'present' }),
    ...(microphone === undefined ? {} : { microphone }),
    ...(camera === undefined ? {} : { camera }),
  };
  const held = meeting.grants.some((grant) => grant.holder.participant === id);
  const lit = meeting.spotlights.some(({ holder }) => holder.participant === id);
  return {
    ...meeting,
    participantById: known
      ? withSeat(meeting.participantById, id, { ...known, ...change })
      : meeting.participantById,
    grants: held ? meeting.grants.map((grant) => onHolder(grant, id, seen)) : meeting.grants,
    spotlights: lit
      ? meeting.spotlights.map((spotlight) => onHolder(spotlight, id, seen))
      : meeting.spotlights,
  };
}

function onHolder<T extends { readonly holder: Holder }>(at: T, id: ParticipantId, seen: Partial<Holder>): T {
  return at.holder.participant === id ? { ...at, holder: { ...at.holder, ...seen } } : at;
}
