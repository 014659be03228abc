import fc from 'fast-check';
import { expect } from 'vitest';
import type { Actor } from '../../../core/actor.ts';
import type { Command, CommandOf } from '../../../core/command.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { participantOf } from '../../../core/participant.ts';
import type { MeetingSettings } from '../../../core/settings.ts';
import { nextDeadline } from '../../../core/timing.ts';
import { actorOf, type Draw } from '../draw.ts';
import { commandOf } from '../draw-command.ts';
import { everybody, settings as otherSettings, pick } from '../draw-names.ts';
import {
  act,
  by,
  delegate,
  grant,
  join,
  places,
  request,
  scheduledMeeting,
  seats,
  start,
  system,
  who,
} from '../meeting.ts';
import { faceOfMeeting, faceOfModel, learnNames } from './face.ts';
import { type Model, scheduledModel } from './state.ts';
import { isModelled, type ModelledType, modelled, type Sent, send, wouldRefuse } from './step.ts';

/** Core and model side by side: what is sent to the one is sent to the other, and they must agree. */
export type Pair = { readonly meeting: Meeting; readonly model: Model };

/** What is drawn more often than the rest, since it leads on. */
const weightByType: Partial<Record<ModelledType, number>> = {
  'floor.request': 16,
  'floor.grant': 16,
  'floor.next': 8,
  'floor.delegate': 12,
  'floor.move': 8,
  'floor.forward': 6,
  'floor.resume': 5,
  'floor.extend': 6,
  'participant.join': 12,
  'participant.drop': 8,
  'participant.admit': 6,
  'role.grant': 8,
  'role.revoke': 8,
  'microphone.open': 8,
  'question.call': 6,
  'sidebar.open': 6,
  'sidebar.recall': 6,
  'sidebar.rejoin': 5,
  'deputy.start': 6,
  'deputy.end': 5,
  'clock.tick': 14,
  'vote.open': 4,
  'vote.cast': 8,
  'vote.count': 5,
  'meeting.open': 5,
  'meeting.resume': 6,
  'meeting.close': 1,
  'participant.leave': 2,
  'camera.start': 1,
  'camera.stop': 2,
};

const number = fc.nat(9_999);
const wait = fc.constantFrom(0, 0, 0, 0, 1, 999, 1_000, 5_000, 20_000, 60_000, 420_000);
const drawn: fc.Arbitrary<Draw> = fc.record({
  type: fc.oneof(
    ...modelled.map((type) => ({ arbitrary: fc.constant(type), weight: weightByType[type] ?? 3 })),
  ),
  actor: number,
  first: number,
  second: number,
  third: number,
  wait,
});

type Beginning = 'scheduled' | 'live' | 'called' | 'alone' | 'handed' | 'questioned';
/** What the meetings are set to: requests climb in more of them than elsewhere. */
const settings: readonly Partial<MeetingSettings>[] = [
  ...otherSettings,
  { requestRoute: 'climb' },
  { requestRoute: 'climb', maxSpeakers: 4, whenTimeIsUp: 'close' },
  { requestRoute: 'climb', discussion: 'open' },
  { discussion: 'questioning', maxSpeakers: 3 },
];

export type Course = { readonly from: Beginning; readonly settings: number; readonly draws: readonly Draw[] };

/** Courses of at most `length` steps; one that fails is printed as what was sent. */
export function courses(length = 60): fc.Arbitrary<Course> {
  const course = fc.record({
    from: fc.constantFrom<Beginning>(
      'scheduled',
      'live',
      'live',
      'called',
      'called',
      'alone',
      'alone',
      'handed',
    ),
    settings: fc.nat(settings.length - 1),
    draws: fc.array(drawn, { minLength: 1, maxLength: length, size: 'max' }),
  });
  return course.map((each) => ({ ...each, [fc.toStringMethod]: () => trail(each) }));
}

/** Sends it to both. Fails where they do not agree on whether it may be, or on what came of it. */
export function together({ meeting, model }: Pair, sent: Sent): Pair & { readonly refused: boolean } {
  const { actor, command, now } = sent;
  const outcome = act(meeting, actor, command, now);
  const reasons = send(model, sent);
  const what = `${JSON.stringify(actor)} ${JSON.stringify(command)}`;
  const agreed =
    outcome.refusal === null ? reasons.length === 0 : reasons.some((code) => code === outcome.refusal);
  if (!agreed)
    expect.fail(`${what}: the core says ${outcome.refusal ?? 'done'}, the model ${reasons.join() || 'done'}`);
  if (outcome.refusal !== null) return { meeting, model, refused: true };
  const face = faceOfMeeting(outcome.meeting);
  const expected = faceOfModel(model);
  // Nearly always they are written alike, which is quickly seen; else it may be their order alone.
  if (JSON.stringify(face) !== JSON.stringify(expected)) expect(face, what).toStrictEqual(expected);
  expect(learnNames(model, outcome.meeting), what).toEqual([]);
  return { meeting: outcome.meeting, model, refused: false };
}

/** Steps as they are sent, milliseconds after the start; without a time at once. */
export type Script = readonly (readonly [Actor, CommandOf<ModelledType>, number?])[];

function openingOf(from: Beginning): Script {
  const hub = system('hub');
  const { province } = places;
  if (from === 'scheduled') return [[hub, join(seats.chair.card)]];
  const all: Script = [
    ...Object.values(seats).map(({ card }) => [hub, join(card)] as const),
    [by(who.chair), { type: 'meeting.open' }],
  ];
  switch (from) {
    case 'live':
      return all;
    case 'called':
      return [
        ...all,
        [by(who.farDelegate), request()],
        [by(who.communeSite), request()],
        [by(who.chair), delegate(province)],
        [by(who.provinceChair), grant(who.districtSite)],
      ];
    case 'alone':
      return [
        ...all,
        [by(who.communeSite), request()],
        [by(who.chair), { type: 'sidebar.open', unit: province }],
        [by(who.districtChair), { type: 'sidebar.open', unit: places.district }],
        [by(who.chair), { type: 'sidebar.recall', participant: who.provinceSite }],
      ];
    case 'questioned':
      return [
        ...all,
        [by(who.chair), { type: 'settings.change', settings: { discussion: 'questioning' } }],
        [by(who.chair), { type: 'question.call', asker: who.delegate, answerer: who.guest }],
        [by(who.farDelegate), request({ kind: 'questioningDebate' })],
        [by(who.chair), { type: 'question.end' }],
        [by(who.chair), grant(who.provinceOperator, { limitMs: 10_000 })],
        [by(who.districtSite), request({ kind: 'questioningDebate' })],
      ];
    case 'handed':
      return [
        ...all,
        [by(who.communeSite), request()],
        [
          by(who.chair),
          { type: 'role.grant', participant: who.provinceOperator, role: 'deputy', unit: province },
        ],
        [by(who.provinceChair), { type: 'deputy.start', participant: who.provinceOperator, unit: province }],
        [by(who.chair), { type: 'deputy.start', participant: who.deputy, unit: places.central }],
        [by(who.deputy), delegate(province)],
      ];
  }
}

const pairByKey = new Map<string, Pair>();

/** Where a course begins; the model is a fresh one each time, since it is changed where it stands. */
function beginning({ from, settings: index }: Course): Pair {
  const key = `${from} ${index}`;
  const known = pairByKey.get(key);
  if (known) return { meeting: known.meeting, model: structuredClone(known.model) };
  const change = pick(settings, index);
  const first: Pair = { meeting: scheduledMeeting({ settings: change }), model: scheduledModel(change) };
  const pair = openingOf(from).reduce<Pair>(
    (before, [actor, command]) => together(before, { actor, command, now: start }),
    first,
  );
  pairByKey.set(key, pair);
  return { meeting: pair.meeting, model: structuredClone(pair.model) };
}

/** Plays a script from where everybody is there: both must agree at each step, whether it is refused or not. */
export function playScript(settings: Partial<MeetingSettings>, script: Script): void {
  const first: Pair = { meeting: scheduledMeeting({ settings }), model: scheduledModel(settings) };
  let last = start;
  [...openingOf('live'), ...script].reduce<Pair>((before, [actor, command, after = last - start]) => {
    last = start + after;
    return together(before, { actor, command, now: last });
  }, first);
}

/** What a draw means in this state; undefined for what the model has no rules of. */
function meaning(meeting: Meeting, draw: Draw, now: number): Sent | undefined {
  const command: Command = commandOf(meeting, draw);
  if (!isModelled(command)) return undefined;
  const actor = actorOf(meeting, command.type, draw);
  // Every other time somebody who is there rather than who leads: there are rules for them too.
  const there = everybody.filter((each) => participantOf(meeting, each)?.presence.kind === 'present');
  const speaking = meeting.grants.map(({ holder }) => holder.participant);
  const others = speaking.length > 0 && draw.first % 4 === 0 ? speaking : there;
  const isAnybody = actor.kind === 'participant' && draw.second % 2 === 1 && others.length > 0;
  return { actor: isAnybody ? by(pick(others, draw.actor)) : actor, command, now };
}

/**
 * What is sent for a draw. Three in four are the first of some neighbours of it that the model lets happen, if one is:
 * of what is drawn blindly most is refused, and the meeting gets nowhere.
 */
function meant({ meeting, model }: Pair, draw: Draw, before: number): Sent | undefined {
  // Some ticks come when they are due, the others at any time.
  const deadline = draw.type === 'clock.tick' && draw.first % 2 === 0 ? nextDeadline(meeting) : null;
  const now = Math.max(before + (deadline === null ? draw.wait : 0), deadline ?? before);
  const first = meaning(meeting, draw, now);
  if (draw.third % 4 === 3) return first;
  for (let step = 0; step < 8; step += 1) {
    const actor = draw.actor + step * 7;
    const near = { ...draw, actor, first: draw.first + step * 2, second: draw.second + step * 3 };
    const sent = meaning(meeting, near, now);
    if (sent && !wouldRefuse(model, sent)) return sent;
  }
  return first;
}

export type Stage = { readonly sent: Sent; readonly refused: boolean; readonly meeting: Meeting };

/** Plays a course on both. */
export function* played(course: Course): Generator<Stage> {
  let pair = beginning(course);
  let now = start;
  for (const draw of course.draws) {
    const sent = meant(pair, draw, now);
    if (sent === undefined) continue;
    const next = together(pair, sent);
    yield { sent, refused: next.refused, meeting: next.meeting };
    pair = next;
    now = sent.now;
  }
}

function trail(course: Course): string {
  const steps: string[] = [];
  try {
    for (const { sent, refused } of played(course)) steps.push(told(sent, refused ? 'refused' : 'done'));
  } catch (fault) {
    // The step at which they parted is what the failure itself says.
    steps.push(fault instanceof Error ? (fault.message.split('\n')[0] ?? '') : '');
  }
  return [`${course.from} ${JSON.stringify(pick(settings, course.settings))}`, ...steps].join('\n');
}

function told({ actor, command, now }: Sent, what: string): string {
  const sender = actor.kind === 'system' ? actor.part : actor.id;
  return `+${now - start} ${sender} ${JSON.stringify(command)} ${what}`;
}
