import { chairedUnits, chairsOf } from '../../core/authority.ts';
import type {
  AgendaItemId,
  DocumentId,
  FloorRequestId,
  ParticipantId,
  RecordingId,
  UnitId,
  VoteId,
} from '../../core/id.ts';
import type { AgendaItem, Card, Meeting } from '../../core/meeting.ts';
import { participantOf } from '../../core/participant.ts';
import { type RoleGrant, roles } from '../../core/role.ts';
import { type MeetingSettings, usualSettings } from '../../core/settings.ts';
import { cardOf, id, places, seats, strangers, who } from './meeting.ts';

/* Names, existing and not, that random walks are made of. */

/** One of a list, by any number. */
export function pick<T>(list: readonly T[], index: number): T {
  const picked = list[index % list.length];
  if (picked === undefined) throw new Error('nothing to pick from');
  return picked;
}

/** Names that every JavaScript object answers to, empty ones, and ones that nothing has. */
export const nonsense = ['constructor', '__proto__', 'toString', '', 'nobody', 'f0', 'ünknown'] as const;

export const misplaced: Card = {
  ...cardOf('person', 'misplaced', places.commune),
  unit: id<UnitId>('nowhere'),
};
export const cards: readonly Card[] = [
  ...Object.values(seats).map(({ card }) => card),
  ...Object.values(strangers),
  misplaced,
];

/** Everybody who may turn up in a walk, invited or not. */
export const everybody: readonly ParticipantId[] = cards.map((card) => card.participant);

export const participants: readonly ParticipantId[] = [
  ...everybody,
  ...everybody,
  ...nonsense.map((name) => id<ParticipantId>(name)),
];
/** Whom the chairs of the province and the district may pass a floor on to. */
export const belowProvince: readonly ParticipantId[] = [
  who.provinceSite,
  who.districtSite,
  who.districtChair,
  who.communeSite,
  who.delegate,
];
/** Every site there is. */
export const sites: readonly ParticipantId[] = cards
  .filter(({ kind }) => kind === 'site')
  .map((card) => card.participant);
/** Those who have a vote as long as they keep their roles, in one hall or another. */
export const voters: readonly ParticipantId[] = [
  who.chair,
  who.deputy,
  who.provinceChair,
  who.districtChair,
  who.delegate,
  who.farDelegate,
];
export const deputies: readonly ParticipantId[] = [who.deputy, who.secondDeputy, who.provinceChair];
/** Units that have chairs, to whom a floor may be given. */
export const delegable: readonly UnitId[] = [places.province, places.district, places.otherProvince];

/** The units with chairs of their own: those that may go on alone, and for whose chairs somebody may act. */
export function chaired(meeting: Meeting): readonly UnitId[] {
  return [...chairedUnits(meeting), ...delegable];
}

export const parts = ['clock', 'media', 'recorder', 'hub'] as const;
export const unitIds: readonly UnitId[] = [
  ...Object.values(places),
  ...Object.values(places),
  ...nonsense.map((name) => id<UnitId>(name)),
];
export const positions = [
  0,
  1,
  2,
  3,
  10_000,
  -1,
  -10_000,
  0.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
] as const;
export const limits = [null, null, 10_000, 10_001, 13_000, 28_800_000] as const;
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
  { requestRoute: 'climb', climbAfterMs: 5_000 },
  { requestRoute: 'climb', discussion: 'questioning' },
  { requestRoute: 'direct', discussion: 'questioning', maxSpeakers: 1 },
  { discussion: 'open', maxSpeakers: 3 },
  { discussion: 'chair' },
  {},
];

/** One of those that exist, or now and then something that does not. */
export function pickId<T extends string>(existing: readonly T[], index: number): T {
  const wrong = index % 8 === 7 || existing.length === 0;
  return wrong ? (pick(nonsense, index) as string as T) : pick(existing, index);
}

export function requestIn(meeting: Meeting, index: number): FloorRequestId {
  return pickId(
    meeting.queue.map((request) => request.id),
    index,
  );
}

export function grantIn(meeting: Meeting, index: number): FloorRequestId {
  return pickId(
    [...meeting.grants, ...meeting.delegations].map((grant) => grant.id),
    index,
  );
}

/** The last one twice as often as any other: the earlier ones have mostly come to their end. */
export function recordingIn(meeting: Meeting, index: number): RecordingId {
  const ids = meeting.recordings.map((recording) => recording.id);
  return pickId([...ids, ...ids.slice(-1)], index);
}

/** The last one twice as often as any other, as with recordings. */
export function voteIn(meeting: Meeting, index: number): VoteId {
  const ids = meeting.votes.map((vote) => vote.id);
  return pickId([...ids, ...ids.slice(-1)], index);
}

export function documentIn(meeting: Meeting, index: number): DocumentId {
  return pickId(
    meeting.documents.map((document) => document.id),
    index,
  );
}

/** Those who named somebody to come in their place. */
export function substituted(meeting: Meeting): readonly ParticipantId[] {
  return Object.values(meeting.participantById)
    .filter(({ attendance }) => attendance.substitute !== null)
    .map(({ card }) => card.participant);
}

/** An item that was not on the agenda before. */
export function agendaItem(name: string): AgendaItem {
  const plannedMs = name.length % 2 === 0 ? null : 600_000;
  return { id: id<AgendaItemId>(name), title: name, presenter: '', plannedMs, kinds: [], limitMsByKind: {} };
}

/** Those who wait or were turned away. */
export function outside(meeting: Meeting): readonly ParticipantId[] {
  return everybody.filter((each) => {
    const presence = participantOf(meeting, each)?.presence.kind;
    return presence === 'waiting' || presence === 'denied';
  });
}

/** Those who might come, a chair as often as all others; everybody once all are there. */
export function away(meeting: Meeting): readonly Card[] {
  const absent = cards.filter(
    (card) => participantOf(meeting, card.participant)?.presence.kind !== 'present',
  );
  const chairs = absent.filter((card) => chairsOf(meeting, meeting.unit).includes(card.participant));
  const twice = chairs.length === 0 ? [] : absent.map((_, index) => pick(chairs, index));
  return absent.length === 0 ? cards : [...absent, ...twice];
}

/** Nearly always a role that is held: of all combinations hardly any is. */
export function heldRole(
  meeting: Meeting,
  { first, second, third }: { readonly first: number; readonly second: number; readonly third: number },
): RoleGrant {
  const held = second % 8 === 7 ? undefined : meeting.roles[first % meeting.roles.length];
  return (
    held ?? { participant: pick(participants, first), role: pick(roles, second), unit: pick(unitIds, third) }
  );
}
