import { describe, expect, it } from 'vitest';
import {
  act,
  at,
  by,
  grant,
  grantOf,
  isOpen,
  join,
  liveMeeting,
  places,
  play,
  request,
  scheduledMeeting,
  seats,
  system,
  who,
} from '../../test/doubles/meeting.ts';

const live = liveMeeting();
const alone = play(live, [who.chair, { type: 'sidebar.open', unit: places.province }]);
const busy = play(
  alone,
  [who.chair, grant(who.farSite)],
  [who.chair, { type: 'microphone.open' }],
  [who.provinceChair, grant(who.communeSite)],
);
const rest = { type: 'meeting.rest', until: at(900_000) } as const;

describe('the main hall rests', () => {
  it('HALL-6: floors end and microphones close, and sidebars go on', () => {
    const { events, meeting } = act(busy, by(who.chair), rest, at(1_000));
    expect(events).toEqual([
      { type: 'floor.revoked', grant: grantOf(busy, who.farSite).id, reason: 'rest' },
      { type: 'microphone.closed', participant: who.farSite, reason: 'floor' },
      { type: 'microphone.closed', participant: who.chair, reason: 'closed' },
      { type: 'meeting.rested', until: at(900_000) },
    ]);
    expect(meeting.phase).toMatchObject({ kind: 'live', rest: { since: at(1_000), until: at(900_000) } });
    expect(isOpen(meeting, who.communeSite)).toBe(true);
    expect(act(meeting, by(who.provinceChair), grant(who.provinceSite)).refusal).toBeNull();
  });

  it.each([
    ['asked for', who.farSite, request()],
    ['given', who.chair, grant(who.farSite)],
    [
      'given to a unit',
      who.chair,
      { type: 'floor.delegate', unit: places.otherProvince, kind: null, limitMs: null },
    ],
    ['opened', who.chair, { type: 'microphone.open' }],
    ['put to rest again', who.chair, rest],
  ] as const)('HALL-6: and nothing is %s in it until it is resumed', (_, actor, command) => {
    const resting = play(busy, [who.chair, rest]);
    expect(act(resting, by(actor), command).refusal).toBe('meeting-resting');
    const resumed = play(resting, [who.chair, { type: 'meeting.resume' }]);
    expect(act(resumed, by(actor), command).refusal).toBeNull();
  });

  it('HALL-6: who comes back into it from a sidebar comes with a closed microphone, may they speak freely or not', () => {
    const led = play(
      alone,
      [
        who.chair,
        { type: 'role.grant', participant: who.provinceChair, role: 'chair', unit: places.central },
      ],
      [who.provinceChair, { type: 'microphone.open' }],
    );
    const back = { type: 'sidebar.close', unit: places.province } as const;
    const sitting = play(led, [who.chair, back]);
    expect(isOpen(sitting, who.provinceChair)).toBe(true);
    expect(isOpen(play(led, [who.chair, rest], [who.chair, back]), who.provinceChair)).toBe(false);
  });

  it('HALL-6: a subtree may go on alone meanwhile, and the meeting may be closed', () => {
    const resting = play(live, [who.chair, rest]);
    const open = { type: 'sidebar.open', unit: places.province } as const;
    expect(act(resting, by(who.provinceChair), open).refusal).toBeNull();
    expect(act(resting, by(who.chair), { type: 'meeting.close' }).meeting.phase.kind).toBe('closed');
  });

  it('HALL-6: only who conducts the meeting sends it to rest, and only a live one; what sits is not resumed', () => {
    expect(act(live, by(who.provinceChair), rest).refusal).toBe('not-permitted');
    expect(act(live, by(who.chair), { type: 'meeting.resume' }).refusal).toBe('not-resting');
    const early = play(scheduledMeeting(), [system('hub'), join(seats.chair.card)]);
    expect(act(early, by(who.chair), rest).refusal).toBe('not-live');
    expect(act(early, by(who.chair), { type: 'meeting.resume' }).refusal).toBe('not-live');
  });
});

describe('the main hall ends before its sidebars', () => {
  const close = { type: 'meeting.close' } as const;

  it('LIFE-9: it is adjourned, with its floors, microphones, requests and recording', () => {
    const full = play(
      busy,
      [who.farDelegate, request()],
      [who.delegate, request()],
      [who.chair, { type: 'recording.start' }],
    );
    const { events, meeting } = act(full, by(who.chair), close, at(5_000));
    expect(events.map(({ type }) => type)).toEqual([
      'floor.revoked',
      'microphone.closed',
      'microphone.closed',
      'recording.stopped',
      'meeting.adjourned',
    ]);
    expect(meeting.phase).toMatchObject({ kind: 'live', adjournedAt: at(5_000) });
    expect(meeting.queue.map(({ beneficiary }) => beneficiary.participant)).toEqual([who.delegate]);
    expect(isOpen(meeting, who.communeSite)).toBe(true);
  });

  it.each([
    ['closed again', close],
    ['put to rest', rest],
    ['the place of a floor', grant(who.farSite)],
    ['the place of a recording', { type: 'recording.start' }],
    ['left for another sidebar', { type: 'sidebar.open', unit: places.otherProvince }],
    ['come back to', { type: 'sidebar.recall', participant: who.communeSite }],
  ] as const)('LIFE-9: then it is not %s', (_, command) => {
    const adjourned = play(busy, [who.chair, close]);
    expect(act(adjourned, by(who.chair), command).refusal).toBe('already-closed');
  });

  it('LIFE-9: who acts in it acts no longer, who acts in a sidebar does', () => {
    const roles = [
      { participant: who.provinceSecretary, unit: places.province, by: who.provinceChair },
      { participant: who.deputy, unit: places.central, by: who.chair },
    ] as const;
    const acting = roles.reduce(
      (meeting, { participant, unit, by: chair }) =>
        play(
          meeting,
          [who.chair, { type: 'role.grant', participant, role: 'deputy', unit }],
          [chair, { type: 'deputy.start', participant, unit }],
        ),
      alone,
    );
    expect(Object.keys(acting.actingByUnit).sort()).toEqual([places.province, places.central].sort());
    expect(Object.keys(play(acting, [who.chair, close]).actingByUnit)).toEqual([places.province]);
  });

  it('LIFE-9: the meeting is closed by the end of the last sidebar, with all that still stands in it', () => {
    const twice = play(
      busy,
      [who.districtChair, { type: 'sidebar.open', unit: places.district }],
      [who.districtChair, grant(who.delegate)],
      [who.chair, close],
    );
    const one = play(twice, [who.provinceChair, { type: 'sidebar.close', unit: places.province }]);
    expect(one.phase.kind).toBe('live');
    const last = act(one, by(who.districtChair), { type: 'sidebar.close', unit: places.district }, at(9_000));
    expect(last.events.map(({ type }) => type)).toEqual([
      'floor.revoked',
      'microphone.closed',
      'sidebar.closed',
      'meeting.closed',
    ]);
    expect(last.meeting.phase).toMatchObject({ kind: 'closed', closedAt: at(9_000) });
  });
});
