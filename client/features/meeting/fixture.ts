import { noAttendance } from '../../../core/attendance.ts';
import type {
  AgendaItemId,
  FloorRequestId,
  LevelId,
  MeetingId,
  ParticipantId,
  RecordingId,
  UnitId,
} from '../../../core/id.ts';
import type { Card, FloorGrant, Holder, Meeting, Participant, Presence } from '../../../core/meeting.ts';
import type { Role } from '../../../core/role.ts';
import { usualSettings } from '../../../core/settings.ts';
import { untested } from '../../../core/trial.ts';

/** A small meeting for the unit tests of these screens: a province, two districts, one commune each. */
export const ids = {
  meeting: 'm1' as MeetingId,
  chair: 'person:chutri' as ParticipantId,
  deputy: 'person:pho' as ParticipantId,
  delegate: 'person:daibieu1' as ParticipantId,
  province: 'site:11' as ParticipantId,
  namPo: 'site:11.103' as ParticipantId,
  muongCha: 'site:11.98' as ParticipantId,
  namTin: 'site:11.103.03156' as ParticipantId,
  recorder: 'recorder:1' as ParticipantId,
};
export const units = {
  province: '11' as UnitId,
  namPo: '11.103' as UnitId,
  muongCha: '11.98' as UnitId,
  namTin: '11.103.03156' as UnitId,
};
const levels = {
  province: 'province' as LevelId,
  district: 'district' as LevelId,
  commune: 'commune' as LevelId,
};

export const requestId = (text: string) => text as FloorRequestId;
export const recordingId = (text: string) => text as RecordingId;
export const agendaItemId = (text: string) => text as AgendaItemId;

const levelByUnit: Readonly<Record<UnitId, LevelId>> = {
  [units.province]: levels.province,
  [units.namPo]: levels.district,
  [units.muongCha]: levels.district,
  [units.namTin]: levels.commune,
};
const nameByUnit: Readonly<Record<UnitId, string>> = {
  [units.province]: 'Tỉnh Điện Biên',
  [units.namPo]: 'Huyện Nậm Pồ',
  [units.muongCha]: 'Huyện Mường Chà',
  [units.namTin]: 'Xã Nậm Tin',
};

function kindOf(participant: ParticipantId): Card['kind'] {
  const prefix = participant.split(':')[0];
  return prefix === 'site' || prefix === 'recorder' ? prefix : 'person';
}

function card(given: { participant: ParticipantId; name: string; position?: string; unit: UnitId }): Card {
  const { participant, name, position = '', unit } = given;
  const unitName = nameByUnit[unit] ?? '';
  return {
    participant,
    kind: kindOf(participant),
    name,
    position,
    unit,
    unitName,
    level: levelByUnit[unit] ?? levels.commune,
  };
}

const cards: readonly Card[] = [
  card({
    participant: ids.chair,
    name: 'Nguyễn Thị Minh Khai',
    position: 'Chủ tịch UBND',
    unit: units.province,
  }),
  card({ participant: ids.deputy, name: 'Lò Văn Tiến', position: 'Phó Chủ tịch', unit: units.province }),
  card({ participant: ids.delegate, name: 'Vàng A Páo', position: 'Chủ tịch xã', unit: units.namTin }),
  card({ participant: ids.province, name: 'Điểm cầu Tỉnh Điện Biên', unit: units.province }),
  card({ participant: ids.namPo, name: 'Điểm cầu Huyện Nậm Pồ', unit: units.namPo }),
  card({ participant: ids.muongCha, name: 'Điểm cầu Huyện Mường Chà', unit: units.muongCha }),
  card({ participant: ids.namTin, name: 'Điểm cầu Xã Nậm Tin', unit: units.namTin }),
  card({ participant: ids.recorder, name: 'Ghi hình', unit: units.province }),
];

export const present: Presence = { kind: 'present', since: 0 };
export const dropped: Presence = { kind: 'dropped', since: 5_000 };
export const waiting: Presence = { kind: 'waiting', since: 0 };
export const absent: Presence = { kind: 'absent' };

/** The meeting, live, with everybody present unless told otherwise. */
export function meetingOf(presenceById: Readonly<Record<ParticipantId, Presence>> = {}): Meeting {
  const participantById: Record<ParticipantId, Participant> = {};
  for (const each of cards) {
    participantById[each.participant] = {
      card: each,
      invited: each.kind !== 'recorder',
      presence: presenceById[each.participant] ?? present,
      microphone: 'off',
      camera: 'on',
      attendance: noAttendance,
      trial: untested,
    };
  }
  const role = (participant: ParticipantId, kind: Role, unit: UnitId) => ({ participant, role: kind, unit });
  return {
    id: ids.meeting,
    seq: 1,
    title: 'Hội nghị giao ban trực tuyến',
    unit: units.province,
    plannedMs: null,
    scheduledAt: 0,
    phase: { kind: 'live', openedAt: 0, adjournedAt: null, rest: null },
    settings: usualSettings,
    levels: [
      { id: levels.province, name: 'Cấp tỉnh' },
      { id: levels.district, name: 'Cấp huyện' },
      { id: levels.commune, name: 'Cấp xã' },
    ],
    unitById: {
      [units.namTin]: { id: units.namTin, name: 'Xã Nậm Tin', level: levels.commune, parent: units.namPo },
      [units.namPo]: {
        id: units.namPo,
        name: 'Huyện Nậm Pồ',
        level: levels.district,
        parent: units.province,
      },
      [units.muongCha]: {
        id: units.muongCha,
        name: 'Huyện Mường Chà',
        level: levels.district,
        parent: units.province,
      },
      [units.province]: { id: units.province, name: 'Tỉnh Điện Biên', level: levels.province, parent: null },
    },
    roles: [
      role(ids.chair, 'chair', units.province),
      role(ids.deputy, 'deputy', units.province),
      role(ids.delegate, 'delegate', units.namTin),
      role(ids.province, 'site', units.province),
      role(ids.namPo, 'site', units.namPo),
      role(ids.muongCha, 'site', units.muongCha),
      role(ids.namTin, 'site', units.namTin),
      role(ids.recorder, 'recorder', units.province),
    ],
    participantById,
    queue: [],
    grants: [],
    delegations: [],
    speeches: [],
    questions: [],
    opinions: [],
    agenda: [],
    agendaItem: null,
    agendaRuns: [],
    sidebars: [],
    actingByUnit: {},
    spotlights: [],
    talks: [],
    rollCalls: [],
    notices: [],
    channel: [],
    votes: [],
    documents: [],
    reschedulings: [],
    recordings: [],
  };
}

/** A grant of a floor to somebody of the fixture's meeting. */
export function grantTo(
  meeting: Meeting,
  participant: ParticipantId,
  floor: 'speech' | 'content' = 'speech',
): FloorGrant {
  const { card: holderCard, microphone, camera } = meeting.participantById[participant] as Participant;
  const holder: Holder = { ...holderCard, connected: true, microphone, camera };
  return {
    id: requestId(`${floor}:${participant}`),
    floor,
    holder,
    kind: 'discussion',
    at: 1_000,
    authority: units.province,
    under: null,
    hall: units.province,
    item: null,
    turn: 1,
    limitMs: floor === 'speech' ? 420_000 : null,
    pausedAt: null,
    pausedMs: 0,
    taken: false,
    clock: 'running',
  };
}
