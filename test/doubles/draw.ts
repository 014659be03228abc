import fc from 'fast-check';
import type { Actor } from '../../core/actor.ts';
import { chairsOf, deputiesOf } from '../../core/authority.ts';
import type { CommandType } from '../../core/command.ts';
import type { ParticipantId } from '../../core/id.ts';
import type { Meeting } from '../../core/meeting.ts';
import { participantOf } from '../../core/participant.ts';
import { clockedById, requestById } from '../../core/queue.ts';
import { everybody, grantIn, participants, parts, pick, requestIn, voters } from './draw-names.ts';
import { administrator, by, system, who } from './meeting.ts';

/** What anybody, sensible or not, might send: drawn as numbers, which the state they meet turns into ids. */

/** Weights: what leads on is drawn more often than what ends everything. */
const weightByType: Readonly<Record<CommandType, number>> = {
  'meeting.open': 6,
  'meeting.close': 1,
  'meeting.rest': 2,
  'meeting.resume': 10,
  'meeting.reschedule': 2,
  'meeting.postpone': 2,
  'meeting.cancel': 1,
  'meeting.revise': 2,
  'trial.open': 4,
  'trial.close': 8,
  'trial.report': 3,
  'settings.change': 3,
  'agenda.change': 1,
  'deputy.start': 3,
  'deputy.end': 2,
  'floor.forward': 5,
  'floor.enlist': 3,
  'floor.delegate': 10,
  'floor.extend': 3,
  'floor.pause': 3,
  'floor.resume': 8,
  'question.call': 4,
  'question.end': 8,
  'opinion.collect': 2,
  'opinion.write': 3,
  'sidebar.open': 5,
  'sidebar.close': 4,
  'sidebar.recall': 8,
  'sidebar.rejoin': 8,
  'stage.spotlight': 4,
  'attendance.count': 2,
  'attendance.mark': 3,
  'attendance.substitute': 2,
  'attendance.consent': 2,
  'rollCall.start': 2,
  'rollCall.answer': 5,
  'rollCall.end': 2,
  'notice.send': 3,
  'notice.withdraw': 2,
  'channel.post': 3,
  'assist.order': 2,
  'assist.talk': 4,
  'assist.endTalk': 2,
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
  'vote.open': 4,
  'vote.cast': 12,
  'vote.countHands': 3,
  'vote.close': 3,
  'vote.annul': 1,
  'vote.count': 5,
  'document.add': 3,
  'document.change': 3,
  'document.withdraw': 2,
  'recording.start': 8,
  'recording.stop': 5,
  'recording.pause': 4,
  'recording.continue': 6,
  'participant.join': 20,
  'participant.drop': 10,
  'clock.tick': 12,
  'recording.check': 8,
  'recording.store': 8,
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

const reports: readonly CommandType[] = [
  'recording.confirm',
  'recording.interrupt',
  'recording.resume',
  'recording.compose',
  'recording.finish',
  'recording.fail',
  'recording.check',
  'recording.store',
];
/** What the hub's parts send. */
const ofTheHub: readonly CommandType[] = [
  'participant.join',
  'participant.drop',
  'clock.tick',
  'vote.count',
  ...reports,
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
  'opinion.write',
];

/** Whose it is what the draw names, for what only its owner does; undefined where anybody may hope. */
function ownerOf(meeting: Meeting, type: CommandType, first: number): ParticipantId | undefined {
  switch (type) {
    case 'floor.release': {
      const given = clockedById(meeting, grantIn(meeting, first));
      if (!given) return who.chair;
      return 'holder' in given ? given.holder.participant : chairsOf(meeting, given.unit)[0];
    }
    case 'floor.cancel':
      return requestById(meeting, requestIn(meeting, first))?.beneficiary.participant ?? who.chair;
    case 'opinion.write':
      return meeting.opinions[first % (meeting.opinions.length + 1)]?.author.participant;
    case 'vote.cast':
      return pick(voters, first);
    default:
      return undefined;
  }
}

/** Somebody who may hope for a yes, so that walks get somewhere. */
function hopeful(meeting: Meeting, type: CommandType, { actor, first }: Draw): Actor {
  if (ofTheHub.includes(type)) return system(pick(parts, actor));
  if (type === 'meeting.revise') return administrator;
  const isThere = (participant: ParticipantId) =>
    participantOf(meeting, participant)?.presence.kind === 'present';
  const owner = ownerOf(meeting, type, first);
  if (owner !== undefined) return by(owner);
  const candidates = ofAnybody.includes(type)
    ? everybody
    : [
        ...chairsOf(meeting, meeting.unit),
        ...deputiesOf(meeting, meeting.unit),
        who.provinceChair,
        who.districtChair,
        who.secretary,
        who.operator,
        who.provinceOperator,
      ];
  const there = candidates.filter(isThere);
  return by(there.length === 0 ? who.chair : pick(there, actor % 4 === 3 ? actor >> 2 : 0));
}

/** Who sends it. One draw in six is sent by anybody at all. */
export function actorOf(meeting: Meeting, type: CommandType, drawn: Draw): Actor {
  const { actor } = drawn;
  if (actor % 6 !== 5) return hopeful(meeting, type, { ...drawn, actor: Math.floor(actor / 6) });
  return pick([...participants.map(by), administrator, system('clock')], Math.floor(actor / 6));
}
