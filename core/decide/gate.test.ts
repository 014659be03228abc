import { describe, expect, it } from 'vitest';
import {
  act,
  administrator,
  at,
  by,
  delegate,
  delegationTo,
  drop,
  grant,
  grantOf,
  id,
  join,
  liveMeeting,
  meetingWithoutChair,
  places,
  play,
  request,
  requestBy,
  strangers,
  system,
  who,
} from '../../test/doubles/meeting.ts';
import type { Actor } from '../actor.ts';
import type { Command, ParticipantCommand, SystemCommand } from '../command.ts';
import type { FloorRequestId, NoticeId, ParticipantId, RecordingId, UnitId } from '../id.ts';
import type { Meeting } from '../meeting.ts';
import { requires } from './gate.ts';

/** Who may do what, written out once more by hand: what the rules say, and not what the code's own table says. */

const hub = system('hub');
const { province, commune, farCommune, central } = places;

/**
 * The province has been given the floor and has passed it on to a commune, and its site speaks for the whole meeting; a
 * delegate below the province and one far from it have asked; a stranger waits below the province and one far from it;
 * one chair has left.
 */
const live = play(
  liveMeeting({ settings: { maxSpeakers: 3 } }),
  [who.chair, delegate(places.province)],
  [who.chair, grant(who.provinceSite)],
  [who.provinceChair, grant(who.communeSite)],
  [who.delegate, request()],
  [who.farDelegate, request()],
  [hub, join(strangers.near)],
  [hub, join(strangers.far)],
  [who.otherProvinceChair, { type: 'participant.leave' }],
  [
    who.chair,
    {
      type: 'vote.open',
      question: 'question',
      item: null,
      secrecy: 'named',
      majority: 'half',
      limitMs: null,
    },
  ],
);
const vote = live.votes[0]!.id;

const actors: readonly (readonly [mark: string, actor: Actor])[] = [
  ['chair', by(who.chair)],
  ['deputy', by(who.deputy)],
  ['secretary', by(who.secretary)],
  ['operator', by(who.operator)],
  ['province chair', by(who.provinceChair)],
  ['province secretary', by(who.provinceSecretary)],
  ['province operator', by(who.provinceOperator)],
  ['district chair', by(who.districtChair)],
  ['delegate', by(who.delegate)],
  ['guest', by(who.guest)],
  ['observer', by(who.observer)],
  ['site', by(who.communeSite)],
  ['recorder', by(who.recorder)],
  ['waiting', by(strangers.near.participant)],
  ['left', by(who.otherProvinceChair)],
  ['unknown', by(id<ParticipantId>('person:nobody'))],
  ['administrator', administrator],
  ['hub', hub],
];

const admit = (participant: ParticipantId) => ({ type: 'participant.admit', participant }) as const;
const deny = (participant: ParticipantId) => ({ type: 'participant.deny', participant }) as const;
const mute = (participant: ParticipantId) => ({ type: 'microphone.mute', participant }) as const;
const muteAll = (unit: UnitId) => ({ type: 'microphone.muteAll', unit }) as const;
const observe = (unit: UnitId) =>
  ({ type: 'role.grant', participant: who.guest, role: 'observer', unit }) as const;
const take = (participant: ParticipantId, role: 'delegate' | 'secretary', unit: UnitId) =>
  ({ type: 'role.revoke', participant, role, unit }) as const;
const refuseFloor = (participant: ParticipantId) =>
  ({ type: 'floor.deny', request: requestBy(live, participant).id, reason: '' }) as const;
const revoke = (holder: ParticipantId) =>
  ({ type: 'floor.revoke', grant: grantOf(live, holder).id }) as const;

const tested = (participant: ParticipantId) =>
  ({ type: 'trial.report', participant, check: 'sound', passed: true, note: '', measure: null }) as const;

/**
 * A command, over which part of the tree, and the answer to each of the actors in their order: x is allowed, . is
 * not-permitted, - is not-present.
 *
 * In order: chair, deputy (asleep), secretary, operator of the meeting; chair, secretary, operator of the province;
 * chair of the district; delegate, guest, observer, site, recorder; who waits, who left, who was never there;
 * administrator, hub.
 */
const table: readonly (readonly [where: string, command: ParticipantCommand, answers: string])[] = [
  ['', { type: 'meeting.open' }, 'x... .... ..... --- ..'],
  ['', { type: 'meeting.close' }, 'x... .... ..... --- ..'],
  ['', { type: 'settings.change', settings: {} }, 'x... .... ..... --- ..'],
  ['', { type: 'agenda.select', item: null }, 'x.x. .... ..... --- ..'],
  ['', { type: 'agenda.change', agenda: [] }, 'x.x. .... ..... --- ..'],
  ['', { type: 'meeting.rest', until: null }, 'x... .... ..... --- ..'],
  ['', { type: 'meeting.resume' }, 'x... .... ..... --- ..'],
  ['', { type: 'meeting.reschedule', scheduledAt: 0, reason: '' }, 'x... .... ..... --- x.'],
  ['', { type: 'meeting.postpone', reason: '' }, 'x... .... ..... --- x.'],
  ['', { type: 'meeting.cancel', reason: '' }, 'x... .... ..... --- x.'],
  ['', { type: 'trial.open' }, 'x..x .... ..... --- ..'],
  ['', { type: 'trial.close' }, 'x..x .... ..... --- ..'],
  ['below the province', tested(who.communeSite), 'x..x x.xx ...x. --- ..'],
  ['far from it', tested(who.farSite), 'x..x .... ..... --- ..'],
  [
    'of the meeting',
    { type: 'deputy.start', participant: who.deputy, unit: central },
    'x... .... ..... --- ..',
  ],
  [
    'of the province',
    { type: 'deputy.start', participant: who.deputy, unit: province },
    'x... x... ..... --- ..',
  ],
  ['of the meeting', { type: 'deputy.end', unit: central }, 'x... .... ..... --- ..'],
  ['of the province', { type: 'deputy.end', unit: province }, 'x... x... ..... --- ..'],
  ['', { type: 'participant.leave' }, 'xxxx xxxx xxxxx x-- ..'],
  ['below the province', admit(strangers.near.participant), 'x.xx xxxx ..... --- ..'],
  ['far from it', admit(strangers.far.participant), 'x.xx .... ..... --- ..'],
  ['above it', admit(who.centralSite), 'x.xx .... ..... --- ..'],
  ['below the province', deny(who.districtSite), 'x.xx xxxx ..... --- ..'],
  ['far from it', deny(who.farSite), 'x.xx .... ..... --- ..'],
  ['above it', deny(who.centralSite), 'x.xx .... ..... --- ..'],
  ['below the province', observe(commune), 'x... x..x ..... --- ..'],
  ['of the province', observe(province), 'x... x... ..... --- ..'],
  ['far from it', observe(farCommune), 'x... .... ..... --- ..'],
  ['above it', observe(central), 'x... .... ..... --- ..'],
  ['below the province', take(who.delegate, 'delegate', commune), 'x... x..x ..... --- ..'],
  ['far from it', take(who.farDelegate, 'delegate', farCommune), 'x... .... ..... --- ..'],
  ['above it', take(who.secretary, 'secretary', central), 'x... .... ..... --- ..'],
  ['of speech', request(), 'xxx. xx.x xx.x. --- ..'],
  ['of content', request({ floor: 'content' }), 'xxxx xx.x xx.x. --- ..'],
  ['', { type: 'floor.cancel', request: requestBy(live, who.delegate).id }, 'xxxx xxxx xxxxx --- ..'],
  ['below the province', grant(who.districtSite), 'x... x..x ..... --- ..'],
  ['far from it', grant(who.farSite), 'x... .... ..... --- ..'],
  ['above it', grant(who.centralSite), 'x... .... ..... --- ..'],
  ['', { type: 'floor.next' }, 'x... x..x ..... --- ..'],
  ['below the province', refuseFloor(who.delegate), 'x... .... ..... --- ..'],
  ['far from it', refuseFloor(who.farDelegate), 'x... .... ..... --- ..'],
  [
    '',
    { type: 'floor.move', request: requestBy(live, who.delegate).id, position: 0 },
    'x... .... ..... --- ..',
  ],
  ['', { type: 'floor.forward', request: requestBy(live, who.delegate).id }, 'x... .... ..... --- ..'],
  [
    '',
    { type: 'floor.enlist', participants: [who.districtSite], kind: 'paper', limitMs: null },
    'x... .... ..... --- ..',
  ],
  ['below the province', delegate(places.district), 'x... x..x ..... --- ..'],
  ['of the province', delegate(places.province), 'x... x... ..... --- ..'],
  ['far from it', delegate(places.farDistrict), 'x... .... ..... --- ..'],
  ['above it', delegate(central), 'x... .... ..... --- ..'],
  [
    'given by the province',
    { type: 'floor.extend', grant: grantOf(live, who.communeSite).id, byMs: 60_000 },
    'x... x... ..... --- ..',
  ],
  [
    'given by the meeting',
    { type: 'floor.extend', grant: grantOf(live, who.provinceSite).id, byMs: 60_000 },
    'x... .... ..... --- ..',
  ],
  [
    'given by the province',
    { type: 'floor.pause', grant: grantOf(live, who.communeSite).id },
    'x... x... ..... --- ..',
  ],
  [
    'given by the meeting',
    { type: 'floor.pause', grant: delegationTo(live, province).id },
    'x... .... ..... --- ..',
  ],
  [
    'given by the province',
    { type: 'floor.resume', grant: grantOf(live, who.communeSite).id },
    'x... x... ..... --- ..',
  ],
  [
    'given by the meeting',
    { type: 'floor.resume', grant: delegationTo(live, province).id },
    'x... .... ..... --- ..',
  ],
  ['', { type: 'question.call', asker: who.guest, answerer: who.farSite }, 'x... .... ..... --- ..'],
  ['', { type: 'question.end' }, 'x... .... ..... --- ..'],
  ['', { type: 'opinion.collect' }, 'x... .... ..... --- ..'],
  ['', { type: 'opinion.write', opinion: null, topic: '', text: 'text' }, 'xxxx xxxx xxxxx --- ..'],
  ['', { type: 'floor.release', grant: grantOf(live, who.communeSite).id }, 'xxxx xxxx xxxxx --- ..'],
  ['given by the province', revoke(who.communeSite), 'x... x... ..... --- ..'],
  ['given by the meeting', revoke(who.provinceSite), 'x... .... ..... --- ..'],
  ['', { type: 'microphone.open' }, 'xxxx xxxx xxxxx --- ..'],
  ['', { type: 'microphone.close' }, 'xxxx xxxx xxxxx --- ..'],
  ['of who speaks for the province', mute(who.communeSite), 'x..x x.x. ..... --- ..'],
  ['of who speaks for the meeting', mute(who.provinceSite), 'x..x .... ..... --- ..'],
  ['far from the province', mute(who.farDelegate), 'x..x .... ..... --- ..'],
  ['above it', mute(who.centralSite), 'x..x .... ..... --- ..'],
  ['below the province', muteAll(commune), 'x..x x.xx ..... --- ..'],
  ['far from it', muteAll(farCommune), 'x..x .... ..... --- ..'],
  ['above it', muteAll(central), 'x..x .... ..... --- ..'],
  ['', { type: 'camera.start' }, 'xxxx xxxx xxxxx --- ..'],
  ['', { type: 'camera.stop' }, 'xxxx xxxx xxxxx --- ..'],
  ['of the province', { type: 'sidebar.open', unit: province }, 'x... x... ..... --- ..'],
  ['far from it', { type: 'sidebar.open', unit: places.otherProvince }, 'x... .... ..... --- ..'],
  ['of the province', { type: 'sidebar.close', unit: province }, 'x... x... ..... --- ..'],
  ['far from it', { type: 'sidebar.close', unit: places.otherProvince }, 'x... .... ..... --- ..'],
  ['below the province', { type: 'sidebar.recall', participant: who.communeSite }, 'x... x..x ..... --- ..'],
  ['far from it', { type: 'sidebar.recall', participant: who.farSite }, 'x... .... ..... --- ..'],
  ['below the province', { type: 'sidebar.rejoin', participant: who.communeSite }, 'x... x..x ..... --- ..'],
  ['far from it', { type: 'sidebar.rejoin', participant: who.farSite }, 'x... .... ..... --- ..'],
  ['', { type: 'stage.spotlight', participant: who.communeSite }, 'x..x .... ..... --- ..'],
  [
    'below the province',
    { type: 'attendance.count', participant: who.communeSite, expected: 9, present: 9 },
    'x.xx xxxx ...x. --- ..',
  ],
  [
    'far from it',
    { type: 'attendance.count', participant: who.farSite, expected: 9, present: 9 },
    'x.xx .... ..... --- ..',
  ],
  [
    'below the province',
    { type: 'attendance.mark', participant: who.delegate, state: 'online', reason: '' },
    'x.xx xxxx ..... --- ..',
  ],
  [
    'far from it',
    { type: 'attendance.mark', participant: who.farDelegate, state: 'online', reason: '' },
    'x.xx .... ..... --- ..',
  ],
  [
    'below the province',
    { type: 'attendance.substitute', participant: who.delegate, name: 'N', position: '' },
    'x.xx xxxx x.... --- ..',
  ],
  [
    'far from it',
    { type: 'attendance.substitute', participant: who.farDelegate, name: 'N', position: '' },
    'x.xx .... ..... --- ..',
  ],
  [
    'below the province',
    { type: 'attendance.consent', participant: who.delegate, given: true },
    'x... x..x ..... --- ..',
  ],
  [
    'far from it',
    { type: 'attendance.consent', participant: who.farDelegate, given: true },
    'x... .... ..... --- ..',
  ],
  ['of the province', { type: 'rollCall.start', unit: province }, 'x.xx xxx. ..... --- ..'],
  ['of the meeting', { type: 'rollCall.start', unit: central }, 'x.xx .... ..... --- ..'],
  [
    'of the province',
    { type: 'rollCall.answer', unit: province, state: 'online', reason: '' },
    'xxxx xxxx xxxxx --- ..',
  ],
  ['of the province', { type: 'rollCall.end', unit: province }, 'x.xx xxx. ..... --- ..'],
  ['of the meeting', { type: 'rollCall.end', unit: central }, 'x.xx .... ..... --- ..'],
  ['of the province', { type: 'notice.send', unit: province, text: 'text' }, 'x.xx xxx. ..... --- ..'],
  ['of the meeting', { type: 'notice.send', unit: central, text: 'text' }, 'x.xx .... ..... --- ..'],
  ['', { type: 'notice.withdraw', notice: id<NoticeId>('n0') }, 'x.xx .... ..... --- ..'],
  ['', { type: 'channel.post', text: 'text' }, 'xxxx xxxx ..... --- ..'],
  [
    'below the province',
    { type: 'assist.order', participant: who.communeSite, order: { kind: 'restart' } },
    'x..x x.xx ..... --- ..',
  ],
  [
    'far from it',
    { type: 'assist.order', participant: who.farSite, order: { kind: 'restart' } },
    'x..x .... ..... --- ..',
  ],
  ['below the province', { type: 'assist.talk', participant: who.districtSite }, 'x..x x.xx ..... --- ..'],
  ['far from it', { type: 'assist.talk', participant: who.farSite }, 'x..x .... ..... --- ..'],
  ['below the province', { type: 'assist.endTalk', participant: who.districtSite }, 'x..x x.xx ..... --- ..'],
  ['far from it', { type: 'assist.endTalk', participant: who.farSite }, 'x..x .... ..... --- ..'],
  [
    '',
    { type: 'vote.open', question: '', item: null, secrecy: 'named', majority: 'half', limitMs: null },
    'x.x. .... ..... --- ..',
  ],
  ['', { type: 'vote.cast', vote, choice: 'for' }, 'xxxx xxxx xxxxx --- ..'],
  [
    'below the province',
    { type: 'vote.countHands', vote, participant: who.communeSite, for: 1, against: 0, abstain: 0 },
    'x.x. xx.x ..... --- ..',
  ],
  [
    'far from it',
    { type: 'vote.countHands', vote, participant: who.farSite, for: 1, against: 0, abstain: 0 },
    'x.x. .... ..... --- ..',
  ],
  ['', { type: 'vote.close', vote }, 'x.x. .... ..... --- ..'],
  ['', { type: 'vote.annul', vote, reason: 'reason' }, 'x.x. .... ..... --- ..'],
  ['', { type: 'recording.start' }, 'x... .... ..... --- ..'],
  ['', { type: 'recording.stop' }, 'x... .... ..... --- ..'],
  ['', { type: 'recording.pause' }, 'x... .... ..... --- ..'],
  ['', { type: 'recording.continue' }, 'x... .... ..... --- ..'],
];

function markOf(meeting: Meeting, actor: Actor, command: Command): string {
  const { refusal } = act(meeting, actor, command, at(60_000));
  if (refusal === 'not-permitted') return '.';
  return refusal === 'not-present' ? '-' : 'x';
}

describe('who may do what', () => {
  it.each(table.map(([where, command, answers]) => [command.type, where, command, answers] as const))(
    'ROLE-5, SCOPE-2: %s %s',
    (_, __, command, answers) => {
      const expected = [...answers.replaceAll(' ', '')].map((mark, index) => `${actors[index]?.[0]} ${mark}`);
      expect(actors.map(([name, actor]) => `${name} ${markOf(live, actor, command)}`)).toEqual(expected);
    },
  );

  it('ROLE-5: the table names every command', () => {
    expect([...new Set(table.map(([, { type }]) => type))].sort()).toEqual(Object.keys(requires).sort());
  });

  it('DEPUTY-1: an acting deputy may besides give, refuse, order and take floors, and mute', () => {
    const acting = play(
      meetingWithoutChair({ settings: { maxSpeakers: 3 } }),
      [who.deputy, delegate(province), at(30_000)],
      [who.deputy, grant(who.provinceSite), at(30_000)],
      [who.provinceChair, grant(who.communeSite), at(30_000)],
      [who.delegate, request(), at(30_000)],
      [hub, join(strangers.near), at(30_000)],
    );
    const asleep = play(
      acting,
      [hub, drop(who.deputy), at(40_000)],
      [hub, join(acting.participantById[who.deputy]!.card), at(40_000)],
    );
    const gains = table.filter(([, command]) => {
      const before = markOf(asleep, by(who.deputy), command);
      return before === '.' && markOf(acting, by(who.deputy), command) === 'x';
    });
    expect(gains.map(([where, { type }]) => `${type} ${where}`.trim())).toEqual([
      'floor.grant below the province',
      'floor.grant far from it',
      'floor.grant above it',
      'floor.next',
      'floor.deny below the province',
      'floor.deny far from it',
      'floor.move',
      'floor.forward',
      'floor.enlist',
      'floor.delegate below the province',
      'floor.delegate of the province',
      'floor.delegate far from it',
      'floor.delegate above it',
      'floor.extend given by the province',
      'floor.extend given by the meeting',
      'floor.pause given by the province',
      'floor.pause given by the meeting',
      'floor.resume given by the province',
      'floor.resume given by the meeting',
      'question.call',
      'question.end',
      'opinion.collect',
      'floor.revoke given by the province',
      'floor.revoke given by the meeting',
      'microphone.mute of who speaks for the province',
      'microphone.mute of who speaks for the meeting',
      'microphone.mute far from the province',
      'microphone.mute above it',
      'microphone.muteAll below the province',
      'microphone.muteAll far from it',
      'microphone.muteAll above it',
    ]);
  });

  it('ROLE-5: what does not exist is told only to who has the permission over the whole meeting', () => {
    const nobody = id<ParticipantId>('person:nobody');
    const nothing = id<FloorRequestId>('f0');
    const commands: readonly (readonly [ParticipantCommand, string])[] = [
      [admit(nobody), 'not-found'],
      [mute(nobody), 'not-found'],
      [muteAll(id<UnitId>('nowhere')), 'not-found'],
      [{ type: 'floor.deny', request: nothing, reason: '' }, 'not-requested'],
      [{ type: 'floor.revoke', grant: nothing }, 'not-holding'],
    ];
    for (const [command, told] of commands) {
      expect(act(live, by(who.chair), command).refusal).toBe(told);
      for (const other of [who.provinceChair, who.delegate]) {
        expect(act(live, by(other), command).refusal).toBe('not-permitted');
      }
    }
  });
});

describe('the hub and the administrator', () => {
  const recording = id<RecordingId>('m1.r0');
  const commands: readonly SystemCommand[] = [
    join(strangers.near),
    drop(who.delegate),
    { type: 'clock.tick' },
    { type: 'recording.confirm', recording },
    { type: 'recording.interrupt', recording, reason: '' },
    { type: 'recording.resume', recording },
    { type: 'recording.compose', recording },
    { type: 'recording.finish', recording, durationMs: 0 },
    { type: 'recording.fail', recording, reason: '' },
  ];

  it.each(commands)('ROLE-6: $type is the hub’s alone', (command) => {
    expect(act(live, hub, command).refusal).not.toBe('not-permitted');
    for (const [name, actor] of actors) {
      if (name !== 'hub') expect(act(live, actor, command).refusal).toBe('not-permitted');
    }
  });
});
