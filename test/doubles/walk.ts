import fc from 'fast-check';
import type { Actor } from '../../core/actor.ts';
import { chairsOf, deputiesOf } from '../../core/authority.ts';
import type { Command, CommandType } from '../../core/command.ts';
import type { FloorRequestId, ParticipantId, RecordingId, UnitId } from '../../core/id.ts';
import { type Card, floors, type Meeting } from '../../core/meeting.ts';
import { participantOf } from '../../core/participant.ts';
import { roles } from '../../core/role.ts';
import { type MeetingSettings, usualSettings } from '../../core/settings.ts';
import { speechKinds } from '../../core/speech.ts';
import { nextDeadline } from '../../core/timing.ts';
import {
  act,
  administrator,
  by,
  cardOf,
  drop,
  grant,
  id,
  join,
  liveMeeting,
  type Outcome,
  places,
  play,
  request,
  scheduledMeeting,
  seats,
  start,
  strangers,
  system,
  who,
} from './meeting.ts';

/** Random walks through a meeting: what anybody, sensible or not, might send in any order. */

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
const limits = [null, null, 10_000, 10_001, 28_800_000] as const;
const settings: readonly Partial<MeetingSettings>[] = [
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
  'floor.move': 8,
  'floor.release': 4,
  'floor.revoke': 5,
  'microphone.open': 8,
  'microphone.close': 4,
  'microphone.mute': 4,
  'microphone.muteAll': 3,
  'camera.start': 3,
  'camera.stop': 3,
  'recording.start': 8,
  'recording.stop': 2,
  'participant.join': 20,
  'participant.drop': 10,
  'clock.tick': 12,
  'recording.confirm': 5,
  'recording.interrupt': 3,
  'recording.resume': 3,
  'recording.compose': 3,
  'recording.finish': 2,
  'recording.fail': 1,
};
const types = Object.keys(weightByType) as readonly CommandType[];

/** A step as drawn: numbers, which the state they meet turns into ids. So a shrunk walk still names what exists. */
type Draw = {
  readonly type: CommandType;
  readonly actor: number;
  readonly first: number;
  readonly second: number;
  readonly third: number;
  readonly wait: number;
};

const beginnings = ['scheduled', 'live', 'called'] as const;
/** Before anybody has come; everybody there; everybody there and the province called, which has called a commune. */
type Beginning = (typeof beginnings)[number];

export type Walk = {
  readonly from: Beginning;
  readonly settings: number;
  readonly draws: readonly Draw[];
};

const number = fc.nat(9_999);
// Mostly the clock stands still: everything may happen within one millisecond.
const wait = fc.constantFrom(0, 0, 0, 0, 1, 999, 5_000, 20_000, 60_000, 420_000, 28_800_000);
const draw: fc.Arbitrary<Draw> = fc.record({
  type: fc.oneof(...types.map((type) => ({ arbitrary: fc.constant(type), weight: weightByType[type] }))),
  actor: number,
  first: number,
  second: number,
  third: number,
  wait,
});

/** Walks of at most `length` steps. */
export function walks(length = 80): fc.Arbitrary<Walk> {
  const drawn = fc.record({
    from: fc.constantFrom(...beginnings),
    settings: number,
    draws: fc.array(draw, { minLength: 1, maxLength: length, size: 'max' }),
  });
  // What a failing property prints: the steps as they were sent, not the numbers they were drawn from.
  return drawn.map((walk) => ({ ...walk, [fc.toStringMethod]: () => trail(walk) }));
}

function trail(walk: Walk): string {
  const steps = [...strides(walk)].map(({ actor, command, now, refusal }) => {
    const sender = actor.kind === 'system' ? actor.part : actor.id;
    return `+${now - start} ${sender} ${JSON.stringify(command)} ${refusal ?? 'done'}`;
  });
  return [`${walk.from} ${JSON.stringify(pick(settings, walk.settings))}`, ...steps].join('\n');
}

function pick<T>(list: readonly T[], index: number): T {
  const picked = list[index % list.length];
  if (picked === undefined) throw new Error('nothing to pick from');
  return picked;
}

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

function recordingIn(meeting: Meeting, index: number): RecordingId {
  return pickId(
    meeting.recordings.map((recording) => recording.id),
    index,
  );
}

function commandOf(meeting: Meeting, { type, first, second, third }: Draw): Command {
  const participant = pick(participants, first);
  const recording = recordingIn(meeting, first);
  switch (type) {
    case 'settings.change':
      return { type, settings: pick(settings, first) };
    case 'agenda.select':
      return { type, item: pickId([null, ...meeting.agenda.map((item) => item.id)] as never[], first) };
    case 'participant.admit':
    case 'participant.deny':
    case 'microphone.mute':
      return { type, participant };
    case 'role.grant':
      return { type, participant, role: pick(roles, second), unit: pick(unitIds, third) };
    case 'role.revoke': {
      // Nearly always one that is held: of all combinations hardly any is.
      const held = second % 8 === 7 ? undefined : meeting.roles[first % meeting.roles.length];
      return { type, ...(held ?? { participant, role: pick(roles, second), unit: pick(unitIds, third) }) };
    }
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
    case 'participant.join': {
      const away = cards.filter(
        (card) => participantOf(meeting, card.participant)?.presence.kind !== 'present',
      );
      const card = away.length === 0 || third % 4 === 3 ? pick(cards, first) : pick(away, first);
      return join(card, second % 2 === 0 ? 'on' : 'off');
    }
    case 'participant.drop':
      return drop(participant);
    case 'recording.confirm':
    case 'recording.resume':
    case 'recording.compose':
      return { type, recording };
    case 'recording.interrupt':
    case 'recording.fail':
      return { type, recording, reason: 'reason' };
    case 'recording.finish':
      return { type, recording, durationMs: second };
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

/** Commands that the hub's parts send; anybody else's are refused, so most walks draw the right sender. */
const ofTheHub: readonly CommandType[] = [
  'participant.join',
  'participant.drop',
  'clock.tick',
  'recording.confirm',
  'recording.interrupt',
  'recording.resume',
  'recording.compose',
  'recording.finish',
  'recording.fail',
];

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
function hopeful(meeting: Meeting, { type, actor, first }: Draw): Actor {
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
  return by(there.length === 0 ? who.chair : pick(there, actor % 2 === 0 ? 0 : actor >> 1));
}

/** One draw in six is sent by anybody at all. */
function actorOf(meeting: Meeting, drawn: Draw): Actor {
  const { actor } = drawn;
  if (actor % 6 !== 5) return hopeful(meeting, { ...drawn, actor: Math.floor(actor / 6) });
  return pick([...participants.map(by), administrator, system('clock')], Math.floor(actor / 6));
}

export type Stride = Outcome & {
  readonly before: Meeting;
  readonly actor: Actor;
  readonly command: Command;
  readonly now: number;
};

const meetingByKey = new Map<string, Meeting>();

function begin(from: Beginning, change: Partial<MeetingSettings>): Meeting {
  switch (from) {
    case 'scheduled':
      return scheduledMeeting({ settings: change });
    case 'live':
      return liveMeeting({ settings: change });
    case 'called':
      return play(
        liveMeeting({ settings: change }),
        [who.farDelegate, request()],
        [who.communeSite, request()],
        [who.chair, grant(who.provinceSite)],
        [who.provinceChair, grant(who.communeSite)],
      );
  }
}

/** Where a walk begins. The same walk always begins with the same object. */
export function beginning({ from, settings: index }: Walk): Meeting {
  const key = `${from} ${index % settings.length}`;
  const meeting = meetingByKey.get(key) ?? begin(from, pick(settings, index));
  meetingByKey.set(key, meeting);
  return meeting;
}

/** Plays a walk, step by step: what was before, what was sent, what came of it. */
export function* strides(walk: Walk): Generator<Stride> {
  let meeting = beginning(walk);
  let now = start;
  for (const each of walk.draws) {
    // Some ticks come when they are due, the others at any time.
    const deadline = each.type === 'clock.tick' && each.first % 2 === 0 ? nextDeadline(meeting) : null;
    now = Math.max(now + (deadline === null ? each.wait : 0), deadline ?? now);
    const command = commandOf(meeting, each);
    const actor = actorOf(meeting, each);
    const outcome = act(meeting, actor, command, now);
    yield { ...outcome, before: meeting, actor, command, now };
    meeting = outcome.meeting;
  }
}

/**
 * How many walks, and from which seed. The seed is fixed, so that a run repeats; another one, and more walks, by
 * DIEMCAU_FUZZ_SEED and DIEMCAU_FUZZ_RUNS.
 */
function fuzzing(): { readonly seed: number; readonly numRuns: number; readonly unbiased: boolean } {
  const { DIEMCAU_FUZZ_SEED: seed, DIEMCAU_FUZZ_RUNS: runs } = process.env;
  // Unbiased: small numbers are no likelier to find a fault here, since they only pick one of many.
  return { seed: Number(seed ?? 20_261_123), numRuns: Number(runs ?? 200), unbiased: true };
}

export type PlayedWalk = { readonly walk: Walk; readonly strides: readonly Stride[] };
let played: readonly PlayedWalk[] | null = null;

function playAll(): readonly PlayedWalk[] {
  return fc.sample(walks(), fuzzing()).map((walk) => ({ walk, strides: [...strides(walk)] }));
}

/**
 * Judges every walk. All properties of a file judge the same ones, played once, since playing costs more than
 * judging; only one that fails is played again, to be made short.
 */
export function always(judge: (played: PlayedWalk) => void): void {
  try {
    played ??= playAll();
    for (const each of played) judge(each);
  } catch (fault) {
    fc.assert(
      fc.property(walks(), (walk) => judge({ walk, strides: [...strides(walk)] })),
      fuzzing(),
    );
    throw fault;
  }
}

/** Judges every step of every walk. */
export function atEachStep(judge: (stride: Stride) => void): void {
  always(({ strides: all }) => all.forEach(judge));
}
