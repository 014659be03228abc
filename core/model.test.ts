import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  by,
  delegate,
  drop,
  grant,
  join,
  places,
  request,
  strangers,
  system,
  who,
} from '../test/doubles/meeting.ts';
import { courses, played, playScript, type Script } from '../test/doubles/model/run.ts';
import { modelled } from '../test/doubles/model/step.ts';
import type { FloorRequestId } from './id.ts';

/** As in test/doubles/walk.ts: a fixed seed, another one and more courses by the environment. */
const { DIEMCAU_FUZZ_SEED: seed, DIEMCAU_FUZZ_RUNS: runs } = process.env;
const fuzzing = { seed: Number(seed ?? 20_261_123), numRuns: Number(runs ?? 200), unbiased: true };

describe('the core beside a model of its rules', () => {
  it('agrees with it on what may be, and on what comes of it, in random meetings of four levels', () => {
    const done = new Set<string>();
    const refused = new Set<string>();
    fc.assert(
      fc.property(courses(), (course) => {
        for (const { sent, refused: isRefused } of played(course))
          (isRefused ? refused : done).add(sent.command.type);
      }),
      fuzzing,
    );
    // Nothing is said of what never happened.
    expect(modelled.filter((type) => !done.has(type))).toEqual([]);
    expect(modelled.filter((type) => !refused.has(type))).toEqual([]);
  }, 60_000);

  // What random meetings come to once in thousands.
  const hub = system('hub');
  const tick = [system('clock'), { type: 'clock.tick' }] as const;
  const giveRole = (participant: typeof who.chair, role: 'chair' | 'deputy', unit: typeof places.central) =>
    [by(who.chair), { type: 'role.grant', participant, role, unit }] as const;
  const takeChair = (participant: typeof who.chair, unit: typeof places.central) =>
    [by(who.chair), { type: 'role.revoke', participant, role: 'chair', unit }] as const;
  const province = { type: 'sidebar.open', unit: places.province } as const;
  const cases: Readonly<Record<string, Script>> = {
    'one who acts for a unit that lost its last chair, and drops': [
      giveRole(who.provinceOperator, 'deputy', places.province),
      [
        by(who.provinceChair),
        { type: 'deputy.start', participant: who.provinceOperator, unit: places.province },
      ],
      takeChair(who.provinceChair, places.province),
      [hub, drop(who.provinceOperator)],
    ],
    'one who acts for a district and is called back from it': [
      giveRole(who.districtSite, 'deputy', places.district),
      [by(who.districtChair), { type: 'deputy.start', participant: who.districtSite, unit: places.district }],
      [by(who.chair), province],
      [by(who.chair), { type: 'sidebar.recall', participant: who.districtSite }],
    ],
    'a chair of the meeting who comes back from a sidebar while the main hall rests': [
      [by(who.chair), province],
      giveRole(who.provinceChair, 'chair', places.central),
      [by(who.provinceChair), { type: 'microphone.open' }],
      [by(who.chair), { type: 'meeting.rest', until: null }],
      [by(who.chair), { type: 'sidebar.close', unit: places.province }],
    ],
    'a removed chair, and what waits at the desk': [
      [by(who.communeSite), request()],
      [by(who.chair), { type: 'participant.deny', participant: who.districtChair }, 60_000],
      [...tick, 60_000],
      [...tick, 64_999],
      [...tick, 65_000],
    ],
    'a deputy who begins to act just when what waits there would climb': [
      giveRole(who.districtSite, 'deputy', places.district),
      [by(who.communeSite), request()],
      [hub, drop(who.districtChair), 1_000],
      [...tick, 60_000],
    ],
    'an asker who debates after others': [
      [by(who.chair), { type: 'settings.change', settings: { discussion: 'questioning' } }],
      [by(who.chair), { type: 'question.call', asker: who.delegate, answerer: who.guest }],
      [by(who.farDelegate), request({ kind: 'questioningDebate' })],
      [by(who.chair), { type: 'question.end' }],
      [by(who.delegate), request({ kind: 'debate' })],
    ],
    'a speaker without the right to ask who shows content': [
      [by(who.chair), grant(who.provinceOperator)],
      [by(who.provinceOperator), request({ floor: 'content' })],
      [by(who.farSite), request({ floor: 'content' })],
    ],
    'a chair who waited while a deputy began to act': [
      [hub, join(strangers.near)],
      giveRole(strangers.near.participant, 'chair', places.central),
      [hub, drop(who.chair)],
      [...tick, 20_000],
      [by(who.secretary), { type: 'participant.admit', participant: strangers.near.participant }],
    ],
    'a list below that is called from where there is no room': [
      [by(who.chair), { type: 'settings.change', settings: { maxSpeakers: 1 } }],
      [by(who.communeSite), request()],
      [by(who.chair), delegate(places.province)],
      [by(who.chair), grant(who.guest)],
      [by(who.provinceChair), { type: 'floor.next' }, 5_000],
      [by(who.districtChair), { type: 'floor.forward', request: 'none' as FloorRequestId }],
    ],
  };
  it.each(Object.entries(cases))('agrees with it about %s', (_, script) => {
    playScript({ requestRoute: 'climb', climbAfterMs: 5_000 }, script);
    playScript({ chairGraceMs: 1_000 }, script);
  });
});
