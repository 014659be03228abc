import { describe, expect, it } from 'vitest';
import {
  act,
  at,
  by,
  drop,
  join,
  liveMeeting,
  play,
  scheduledMeeting,
  seats,
  system,
  who,
} from '../../test/doubles/meeting.ts';
import type { CommandOf } from '../command.ts';
import type { ParticipantId } from '../id.ts';
import type { Meeting } from '../meeting.ts';
import type { LineMeasure } from '../trial.ts';

const hub = system('hub');
const scheduled = play(
  scheduledMeeting(),
  ...[
    seats.chair,
    seats.operator,
    seats.provinceOperator,
    seats.communeSite,
    seats.delegate,
    seats.farSite,
  ].map(({ card }) => [hub, join(card)] as const),
);
const inTrial = play(
  scheduled,
  [who.operator, { type: 'trial.open' }],
  [who.chair, { type: 'agenda.change', agenda: [] }],
);
const measure: LineMeasure = {
  roundTripMs: 24,
  lossPercent: 0.5,
  upKbps: 2_100,
  downKbps: 8_000,
  udp: true,
  tcp: true,
};

function report(
  participant: ParticipantId,
  change: Partial<CommandOf<'trial.report'>> = {},
): CommandOf<'trial.report'> {
  return {
    type: 'trial.report',
    participant,
    check: 'line',
    passed: true,
    note: '',
    measure: null,
    ...change,
  };
}
const lineOf = (meeting: Meeting, site: ParticipantId) => meeting.participantById[site]?.trial.line;

describe('the trial', () => {
  it('TRIAL-1: a scheduled meeting goes into its trial and back', () => {
    expect(inTrial.phase).toMatchObject({ kind: 'trial' });
    expect(act(inTrial, by(who.operator), { type: 'trial.open' }).refusal).toBe('already-in-trial');
    const back = play(inTrial, [who.operator, { type: 'trial.close' }]);
    expect(back.phase).toEqual({ kind: 'scheduled' });
    expect(act(back, by(who.operator), { type: 'trial.close' }).refusal).toBe('not-in-trial');
  });

  it('TRIAL-1: only who conducts the trial of the whole meeting begins and ends it', () => {
    expect(act(scheduled, by(who.provinceOperator), { type: 'trial.open' }).refusal).toBe('not-permitted');
    expect(act(inTrial, by(who.communeSite), { type: 'trial.close' }).refusal).toBe('not-permitted');
  });

  it('TRIAL-1: the meeting is opened from its trial, and has none afterwards nor while it has no time', () => {
    const open = play(inTrial, [who.chair, { type: 'meeting.open' }]);
    expect(open.phase.kind).toBe('live');
    expect(act(open, by(who.chair), { type: 'trial.open' }).refusal).toBe('already-live');
    expect(act(open, by(who.chair), { type: 'trial.close' }).refusal).toBe('not-in-trial');
    const postponed = play(inTrial, [who.chair, { type: 'meeting.postpone', reason: 'bão' }]);
    expect(act(postponed, by(who.chair), { type: 'trial.open' }).refusal).toBe('not-live');
  });
});

describe('a finding', () => {
  it('TRIAL-2: of the site itself stands in its own name and is not confirmed', () => {
    const { events } = act(inTrial, by(who.communeSite), report(who.communeSite, { measure }), at(7));
    const by_ = seats.communeSite.card.name;
    const result = { passed: true, at: at(7), by: by_, confirmed: false, note: '', measure };
    expect(events).toEqual([{ type: 'trial.reported', participant: who.communeSite, check: 'line', result }]);
  });

  it('TRIAL-2: of who conducts the trial over it stands in their name and is confirmed', () => {
    for (const tester of [who.provinceOperator, who.operator, who.chair]) {
      const tested = play(inTrial, [tester, report(who.communeSite, { passed: false, note: 'rè' })]);
      const by_ = tested.participantById[tester]?.card.name;
      expect(lineOf(tested, who.communeSite)).toMatchObject({
        passed: false,
        by: by_,
        confirmed: true,
        note: 'rè',
      });
    }
  });

  it('TRIAL-2: of anybody else is not permitted', () => {
    expect(act(inTrial, by(who.delegate), report(who.communeSite)).refusal).toBe('not-permitted');
    expect(act(inTrial, by(who.communeSite), report(who.farSite)).refusal).toBe('not-permitted');
    expect(act(inTrial, by(who.provinceOperator), report(who.farSite)).refusal).toBe('not-permitted');
    expect(act(inTrial, by(who.provinceOperator), report('nobody' as ParticipantId)).refusal).toBe(
      'not-permitted',
    );
    expect(act(inTrial, by(who.operator), report('nobody' as ParticipantId)).refusal).toBe('not-found');
  });

  it('TRIAL-3: sites alone are tested', () => {
    expect(act(inTrial, by(who.operator), report(who.delegate)).refusal).toBe('not-a-site');
    expect(act(inTrial, by(who.delegate), report(who.delegate)).refusal).toBe('not-a-site');
  });

  it('TRIAL-3: before the trial, during it and while the meeting is live, not while it is postponed', () => {
    const live = liveMeeting();
    for (const meeting of [scheduled, inTrial, live])
      expect(act(meeting, by(who.operator), report(who.communeSite)).refusal).toBeNull();
    const postponed = play(inTrial, [who.chair, { type: 'meeting.postpone', reason: 'bão' }]);
    expect(act(postponed, by(who.operator), report(who.communeSite)).refusal).toBe('not-in-trial');
  });

  it('TRIAL-3: also of a site that is not there', () => {
    const gone = play(inTrial, [hub, drop(who.communeSite)]);
    expect(act(gone, by(who.operator), report(who.communeSite, { passed: false })).refusal).toBeNull();
  });

  it('TRIAL-4: a measure belongs to the line alone, and is kept by who confirms without measuring', () => {
    const sound = play(inTrial, [who.communeSite, report(who.communeSite, { check: 'sound', measure })]);
    expect(sound.participantById[who.communeSite]?.trial.sound?.measure).toBeNull();
    const confirmed = play(
      inTrial,
      [who.communeSite, report(who.communeSite, { measure })],
      [who.operator, report(who.communeSite)],
    );
    expect(lineOf(confirmed, who.communeSite)).toMatchObject({ confirmed: true, measure });
    const again = play(confirmed, [who.communeSite, report(who.communeSite, { passed: false })]);
    expect(lineOf(again, who.communeSite)?.measure).toBeNull();
  });

  it('TRIAL-5: a later one replaces it, but for a site that says no more than was confirmed', () => {
    const confirmed = play(inTrial, [who.operator, report(who.communeSite)]);
    expect(act(confirmed, by(who.communeSite), report(who.communeSite, { measure })).events).toEqual([]);
    expect(act(confirmed, by(who.operator), report(who.communeSite), at(9)).events).toEqual([]);
    const worse = play(confirmed, [who.communeSite, report(who.communeSite, { passed: false })]);
    expect(lineOf(worse, who.communeSite)).toMatchObject({ passed: false, confirmed: false });
    const mended = play(worse, [who.provinceOperator, report(who.communeSite)]);
    expect(lineOf(mended, who.communeSite)).toMatchObject({ passed: true, confirmed: true });
  });

  it('TRIAL-5: measured anew, an unconfirmed one is another', () => {
    const found = play(inTrial, [who.communeSite, report(who.communeSite, { measure })]);
    expect(act(found, by(who.communeSite), report(who.communeSite, { measure })).events).toEqual([]);
    const slower = { ...measure, upKbps: 300 };
    expect(act(found, by(who.communeSite), report(who.communeSite, { measure: slower })).events).toHaveLength(
      1,
    );
  });
});
