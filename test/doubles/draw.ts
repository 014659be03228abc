import fc from 'fast-check';
import type { Actor } from '../../core/actor.ts';
import { chairsOf, deputiesOf } from '../../core/authority.ts';
import type { Command, CommandType } from '../../core/command.ts';
import type { FloorRequestId, ParticipantId, RecordingId, UnitId } from '../../core/id.ts';
import { type Card, floors, type Meeting } from '../../core/meeting.ts';
import { participantOf } from '../../core/participant.ts';
import { type RoleGrant, roles } from '../../core/role.ts';
import { type MeetingSettings, usualSettings } from '../../core/settings.ts';
import { speechKinds } from '../../core/speech.ts';
import {
  administrator,
  by,
  cardOf,
  drop,
  id,
  join,
  places,
  seats,
  strangers,
  system,
  who,
} from './meeting.ts';

/** What anybody, sensible or not, might send: drawn as numbers, which the state they meet turns into ids. */

/** Names that every JavaScript object answers to, empty ones, and ones that nothing has. */
const nonsense = ['constructor', '__proto__', 'toString', '', 'nobody', 'f0', 'ünknown'] as const;

const misplaced: Card = { ...cardOf('person', 'misplaced', places.commune), unit: id<UnitId>('nowhere') };
const cards: readonly Card[] = [
  ...Object.values(seats).map(({ card }) => card),
  ...Object.values(strangers),
  misplaced,
];

/** Everybody who may turn up in a walk, invited or not. */
export const everybody: readonly ParticipantId[] = cards.map((card) => card.participant);

const participants: readonly ParticipantId[] = [
  ...everybody,
  ...everybody,
  ...nonsense.map((name) => id<ParticipantId>(name)),
];
/** Whom the chairs of the province and the district may pass a floor on to. */
const belowProvince: readonly ParticipantId[] = [
  who.provinceSite,
  who.districtSite,
  who.districtChair,
  who.communeSite,
  who.delegate,
];
const parts = ['clock', 'media', 'recorder', 'hub'] as const;
const unitIds: readonly UnitId[] = [
  ...Object.values(places),
  ...Object.values(places),
  ...nonsense.map((name) => id<UnitId>(name)),
];
const positions = [0, 1, 2, 3, 10_000, -1, -10_000, 0.5, Number.NaN, Number.POSITIVE_INFINITY] as const;
const limits = [null, null, 10_000, 10_001, 13_000, 28_800_000] as const;
/** What meetings are set to, at their founding and on the way. */
export const settings: readonly Partial<MeetingSettings>[] = [
  { maxSpeakers: 1 },
  { maxSpeakers: 3 },
  { admission: 'sites' },
  { admission: 'nobody' },
  { admission: 'invited', whenTimeIsUp: 'nothing' },
  { whenTimeIsUp: 'close' },
  { warnBeforeMs: 0 },
  { warnBeforeMs: 600_000, chairGraceMs: 1_000 },
  { limitMsByKind: { ...usualSettings.limitMsByKind, discussion: 10_000 } },
  {},
];

/** Weights: what leads on is drawn more often than what ends everything. */
const weightByType: Readonly<Record<CommandType, number>> = {
  'meeting.open': 6,
  'meeting.close': 1,
  'settings.change': 3,
  'agenda.select': 2,
  'participant.leave': 2,
  'participant.admit': 10,
  'participant.deny': 5,
  'role.grant': 8,
  'role.revoke': 8,
  'floor.request': 16,
  'floor.cancel': 3,
  'floor.grant': 20,
  'floor.next': 6,
  'floor.deny': 4,
  'floor.move': 14,
  'floor.release': 4,
  'floor.revoke': 5,
  'microphone.open': 8,
  'microphone.close': 4,
  'microphone.mute': 4,
  'microphone.muteAll': 3,
  'camera.start': 3,
  'camera.stop': 3,
  'recording.start': 8,
  'recording.stop': 5,
  'participant.join': 20,
  'participant.drop': 10,
  'clock.tick': 12,
  'recording.confirm': 8,
  'recording.interrupt': 5,
  'recording.resume': 6,
  'recording.compose': 5,
  'recording.finish': 6,
  'recording.fail': 2,
};
const types = Object.keys(weightByType) as readonly CommandType[];

/** A step as drawn: numbers, which the state they meet turns into ids. So a shrunk walk still names what exists. */
export type Draw = {
  readonly type: CommandType;
  readonly actor: number;
  readonly first: number;
  readonly second: number;
  readonly third: number;
  readonly wait: number;
};

const number = fc.nat(9_999);
// Mostly the clock stands still: everything may happen within one millisecond.
const wait = fc.constantFrom(0, 0, 0, 0, 1, 999, 5_000, 10_000, 20_000, 60_000, 420_000, 28_800_000);
export const draw: fc.Arbitrary<Draw> = fc.record({
  type: fc.oneof(...types.map((type) => ({ arbitrary: fc.constant(type), weight: weightByType[type] }))),
  actor: number,
  first: number,
  second: number,
  third: number,
  wait,
});

/** One of a list, by any number. */
export function pick<T>(list: readonly T[], index: number): T {
  const picked = list[index % list.length];
  if (picked === undefined) throw new Error('nothing to pick from');
  return picked;
}

const reports: readonly CommandType[] = [
  'recording.confirm',
  'recording.interrupt',
  'recording.resume',
  'recording.compose',
  'recording.finish',
  'recording.fail',
];
/** What the hub's parts send. */
const ofTheHub: readonly CommandType[] = ['participant.join', 'participant.drop', 'clock.tick', ...reports];

/** One of those that exist, or now and then something that does not. */
function pickId<T extends string>(existing: readonly T[], index: number): T {
  const wrong = index % 8 === 7 || existing.length === 0;
  return wrong ? (pick(nonsense, index) as string as T) : pick(existing, index);
}

function requestIn(meeting: Meeting, index: number): FloorRequestId {
  return pickId(
    meeting.queue.map((request) => request.id),
    index,
  );
}

function grantIn(meeting: Meeting, index: number): FloorRequestId {
  return pickId(
    meeting.grants.map((grant) => grant.id),
    index,
  );
}

/** The last one twice as often as any other: the earlier ones have mostly come to their end. */
function recordingIn(meeting: Meeting, index: number): RecordingId {
  const ids = meeting.recordings.map((recording) => recording.id);
  return pickId([...ids, ...ids.slice(-1)], index);
}

/** Those who wait or were turned away. */
function outside(meeting: Meeting): readonly ParticipantId[] {
  return everybody.filter((each) => {
    const presence = participantOf(meeting, each)?.presence.kind;
    return presence === 'waiting' || presence === 'denied';
  });
}

/** Those who might come, a chair as often as all others; everybody once all are there. */
function away(meeting: Meeting): readonly Card[] {
  const absent = cards.filter(
    (card) => participantOf(meeting, card.participant)?.presence.kind !== 'present',
  );
  const chairs = absent.filter((card) => chairsOf(meeting).includes(card.participant));
  const twice = chairs.length === 0 ? [] : absent.map((_, index) => pick(chairs, index));
  return absent.length === 0 ? cards : [...absent, ...twice];
}

/** Nearly always a role that is held: of all combinations hardly any is. */
function heldRole(
  meeting: Meeting,
  { first, second, third }: Pick<Draw, 'first' | 'second' | 'third'>,
): RoleGrant {
  const held = second % 8 === 7 ? undefined : meeting.roles[first % meeting.roles.length];
  return (
    held ?? { participant: pick(participants, first), role: pick(roles, second), unit: pick(unitIds, third) }
  );
}

type ReportType = Extract<CommandType, `recording.${string}`>;

function reportOf(
  meeting: Meeting,
  type: ReportType,
  { first, second }: Pick<Draw, 'first' | 'second'>,
): Command {
  // Before anything was ordered, what would be reported of it is nearly always the order instead.
  if (meeting.recordings.length === 0 && first % 8 < 7) return { type: 'recording.start' };
  const recording = recordingIn(meeting, first);
  switch (type) {
    case 'recording.interrupt':
    case 'recording.fail':
      return { type, recording, reason: 'reason' };
    case 'recording.finish':
      return { type, recording, durationMs: second };
    case 'recording.confirm':
    case 'recording.resume':
    case 'recording.compose':
      return { type, recording };
    case 'recording.start':
    case 'recording.stop':
      return { type };
  }
}

/** The command that a draw means in this state. */
export function commandOf(meeting: Meeting, { type, first, second, third }: Draw): Command {
  const participant = pick(participants, first);
  switch (type) {
    case 'settings.change':
      return { type, settings: pick(settings, first) };
    case 'agenda.select': {
      const items = meeting.agenda.map((item) => item.id);
      return { type, item: first % 4 === 0 ? null : pickId(items, second) };
    }
    case 'participant.admit':
      return { type, participant: second % 4 === 3 ? participant : pickId(outside(meeting), first) };
    case 'participant.deny':
    case 'microphone.mute':
      return { type, participant };
    case 'role.grant':
      return { type, participant, role: pick(roles, second), unit: pick(unitIds, third) };
    case 'role.revoke':
      return { type, ...heldRole(meeting, { first, second, third }) };
    case 'floor.request':
      return { type, floor: pick(floors, first), kind: pick(speechKinds, second), topic: 'topic' };
    case 'floor.cancel':
      return { type, request: requestIn(meeting, first) };
    case 'floor.deny':
      return { type, request: requestIn(meeting, first), reason: 'reason' };
    case 'floor.move':
      return { type, request: requestIn(meeting, first), position: pick(positions, second) };
    case 'floor.grant':
      return {
        type,
        floor: pick(['speech', 'speech', 'content'], first),
        participant: pick(second % 2 === 0 ? belowProvince : participants, second >> 1),
        kind: third % 2 === 0 ? null : pick(speechKinds, third),
        limitMs: pick(limits, third),
      };
    case 'floor.release':
    case 'floor.revoke':
      return { type, grant: grantIn(meeting, first) };
    case 'microphone.muteAll':
      return { type, unit: pick(unitIds, first) };
    case 'participant.join':
      return join(pick(third % 4 === 3 ? cards : away(meeting), first), second % 2 === 0 ? 'on' : 'off');
    case 'participant.drop':
      return drop(second % 5 === 0 ? who.chair : participant);
    case 'recording.confirm':
    case 'recording.interrupt':
    case 'recording.resume':
    case 'recording.compose':
    case 'recording.finish':
    case 'recording.fail':
      return reportOf(meeting, type, { first, second });
    case 'meeting.open':
    case 'meeting.close':
    case 'participant.leave':
    case 'floor.next':
    case 'microphone.open':
    case 'microphone.close':
    case 'camera.start':
    case 'camera.stop':
    case 'recording.start':
    case 'recording.stop':
    case 'clock.tick':
      return { type };
  }
}

/** What each does with its own seat alone; anybody there is as good a sender as any. */
const ofAnybody: readonly CommandType[] = [
  'participant.leave',
  'floor.request',
  'floor.cancel',
  'microphone.open',
  'microphone.close',
  'camera.start',
  'camera.stop',
];

/** Somebody who may hope for a yes, so that walks get somewhere. */
function hopeful(meeting: Meeting, type: CommandType, { actor, first }: Draw): Actor {
  if (ofTheHub.includes(type)) return system(pick(parts, actor));
  const isThere = (participant: ParticipantId) =>
    participantOf(meeting, participant)?.presence.kind === 'present';
  const owner =
    type === 'floor.release'
      ? meeting.grants.find((grant) => grant.id === grantIn(meeting, first))?.holder
      : meeting.queue.find((request) => request.id === requestIn(meeting, first))?.beneficiary;
  if (type === 'floor.release' || type === 'floor.cancel') return by(owner?.participant ?? who.chair);
  const candidates = ofAnybody.includes(type)
    ? everybody
    : [...chairsOf(meeting), ...deputiesOf(meeting), who.provinceChair, who.districtChair, who.secretary];
  const there = candidates.filter(isThere);
  return by(there.length === 0 ? who.chair : pick(there, actor % 4 === 3 ? actor >> 2 : 0));
}

/** Who sends it. One draw in six is sent by anybody at all. */
export function actorOf(meeting: Meeting, type: CommandType, drawn: Draw): Actor {
  const { actor } = drawn;
  if (actor % 6 !== 5) return hopeful(meeting, type, { ...drawn, actor: Math.floor(actor / 6) });
  return pick([...participants.map(by), administrator, system('clock')], Math.floor(actor / 6));
}
