import { apply } from '../../core/apply.ts';
import { createMeeting } from '../../core/create.ts';
import type { MeetingEvent } from '../../core/event.ts';
import { hallOf } from '../../core/hall.ts';
import type { FloorRequestId, LevelId, MeetingId, ParticipantId, UnitId } from '../../core/id.ts';
import type { Card, Floor, Meeting } from '../../core/meeting.ts';
import type { Role } from '../../core/role.ts';
import { holderOf } from '../../core/stage.ts';
import type { Unit } from '../../core/unit.ts';

const level = 'l' as LevelId;
const centre = 'TW' as UnitId;
const units: readonly Unit[] = [
  { id: centre, name: 'Trung ương', level, parent: null },
  { id: '11' as UnitId, name: 'Tỉnh Điện Biên', level, parent: centre },
  { id: '12' as UnitId, name: 'Tỉnh Lai Châu', level, parent: centre },
];

export const chair = 'person:chutri' as ParticipantId;
export const secretary = 'person:thuky' as ParticipantId;
/** Chair of the first province. */
export const chair11 = 'person:chutri-11' as ParticipantId;
export const site11 = 'site:11' as ParticipantId;
export const site12 = 'site:12' as ParticipantId;

function invited(participant: ParticipantId, unit: UnitId, role: Role) {
  const card: Card = {
    participant,
    kind: role === 'site' ? 'site' : 'person',
    name: participant,
    position: '',
    unit,
    unitName: unit,
    level,
  };
  return { card, roles: [{ role, unit }] };
}

/** A state of a meeting, and what may happen to it next. */
export type Story = {
  meeting(): Meeting;
  /** Folds the event in and returns the state after it. */
  happen(event: MeetingEvent): Meeting;
  grant(floor: Floor, participant: ParticipantId): Meeting;
  /** Takes every grant of the floor back. */
  revoke(floor: Floor): Meeting;
};

/** A live meeting of chair, secretary, a province's chair and two provinces' sites: all present, cameras on, microphones off. */
export function liveMeeting(id: string): Story {
  const meetingId = id as MeetingId;
  const creation = createMeeting({
    id: meetingId,
    title: 'Hội nghị giao ban',
    unit: centre,
    scheduledAt: 0,
    secret: false,
    settings: {},
    levels: [{ id: level, name: 'Cấp' }],
    units,
    agenda: [],
    invited: [
      invited(chair, centre, 'chair'),
      invited(secretary, centre, 'secretary'),
      invited(chair11, '11' as UnitId, 'chair'),
      invited(site11, '11' as UnitId, 'site'),
      invited(site12, '12' as UnitId, 'site'),
    ],
  });
  if (!creation.ok) throw new Error(`no meeting: ${creation.refusal.code}`);
  // The founding event is folded onto nothing: whatever stands here is replaced by it.
  let state = apply({ seq: 0 } as Meeting, {
    seq: 1,
    at: 0,
    event: creation.event,
  });

  function happen(event: MeetingEvent): Meeting {
    state = apply(state, { seq: state.seq + 1, at: 0, event });
    return state;
  }

  for (const participant of [chair, secretary, chair11, site11, site12])
    happen({ type: 'participant.admitted', participant, camera: 'on' });
  happen({ type: 'meeting.opened' });

  return {
    meeting: () => state,
    happen,
    grant(floor, participant) {
      const beneficiary = state.participantById[participant];
      if (!beneficiary) throw new Error(`nobody called ${participant}`);
      return happen({
        type: 'floor.granted',
        grant: {
          id: `g${state.seq}` as FloorRequestId,
          floor,
          holder: holderOf(beneficiary),
          kind: 'discussion',
          hall: hallOf(state, participant),
          item: null,
          turn: 1,
          at: 0,
          authority: centre,
          under: null,
          limitMs: null,
          pausedAt: null,
          pausedMs: 0,
          taken: false,
          clock: 'running',
        },
      });
    },
    revoke(floor) {
      for (const { id: grant } of state.grants.filter((each) => each.floor === floor))
        happen({ type: 'floor.revoked', grant, reason: 'chair' });
      return state;
    },
  };
}
