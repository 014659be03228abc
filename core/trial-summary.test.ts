import { describe, expect, it } from 'vitest';
import {
  act,
  at,
  by,
  drop,
  liveMeeting,
  places,
  play,
  scheduledMeeting,
  system,
  who,
} from '../test/doubles/meeting.ts';
import type { ParticipantId } from './id.ts';
import { type TrialCheck, trialChecks, untested } from './trial.ts';
import { isConfirmed, isSummaryDue, trialBoard, trialByUnit, trialStateOf } from './trial-summary.ts';

const live = liveMeeting();
function reports(by_: ParticipantId, site: ParticipantId, checks: readonly TrialCheck[], passed = true) {
  return checks.map(
    (check) =>
      [by_, { type: 'trial.report', participant: site, check, passed, note: '', measure: null }] as const,
  );
}
const tested = play(
  live,
  ...reports(who.operator, who.centralSite, trialChecks),
  ...reports(who.communeSite, who.communeSite, trialChecks),
  ...reports(who.operator, who.provinceSite, ['picture', 'sound']),
  ...reports(who.operator, who.districtSite, trialChecks),
  ...reports(who.operator, who.districtSite, ['sound'], false),
);

describe('trialStateOf', () => {
  const result = { passed: true, at: 0, by: '', confirmed: true, note: '', measure: null };
  const failed = { ...result, passed: false };

  it('TRIAL-6: passed when all three were, failed when one was, untested otherwise', () => {
    expect(trialStateOf(untested)).toBe('untested');
    expect(trialStateOf({ line: result, picture: result, sound: null })).toBe('untested');
    expect(trialStateOf({ line: result, picture: result, sound: result })).toBe('passed');
    expect(trialStateOf({ line: result, picture: failed, sound: result })).toBe('failed');
    expect(trialStateOf({ line: null, picture: failed, sound: null })).toBe('failed');
  });
  it('TRIAL-6: is confirmed when each of the three is', () => {
    const own = { ...result, confirmed: false };
    expect(isConfirmed({ line: result, picture: result, sound: result })).toBe(true);
    expect(isConfirmed({ line: result, picture: result, sound: own })).toBe(false);
    expect(isConfirmed({ line: result, picture: result, sound: null })).toBe(false);
  });
});

describe('the summary', () => {
  it('TRIAL-6: counts each unit’s whole subtree, in the order of the tree', () => {
    const rows = trialByUnit(tested, places.central).map(
      ({ unit, depth, sites, passed, failed, untested: open, confirmed }) =>
        [unit, depth, sites, passed, failed, open, confirmed] as const,
    );
    expect(rows).toEqual([
      [places.central, 0, 6, 2, 1, 3, 1],
      [places.province, 1, 3, 1, 1, 1, 0],
      [places.district, 2, 2, 1, 1, 0, 0],
      [places.commune, 3, 1, 1, 0, 0, 0],
      [places.otherProvince, 1, 2, 0, 0, 2, 0],
      [places.farDistrict, 2, 1, 0, 0, 1, 0],
      [places.farCommune, 3, 1, 0, 0, 1, 0],
    ]);
  });
  it('TRIAL-6: of a province shows the province and what is below it', () => {
    const rows = trialByUnit(tested, places.province);
    expect(rows.map(({ unit, depth }) => [unit, depth])).toEqual([
      [places.province, 0],
      [places.district, 1],
      [places.commune, 2],
    ]);
  });
  it('TRIAL-7: lists calls for help, failed, untested, found passed and confirmed, each in the order of the tree', () => {
    const board = (unit: keyof typeof places) =>
      trialBoard(tested, [places[unit]]).map(({ card }) => card.participant);
    expect(board('central')).toEqual([
      who.districtSite,
      who.provinceSite,
      who.otherProvinceSite,
      who.farSite,
      who.communeSite,
      who.centralSite,
    ]);
    expect(board('province')).toEqual([who.districtSite, who.provinceSite, who.communeSite]);
    const calling = play(tested, ...reports(who.farSite, who.farSite, ['picture'], false));
    expect(trialBoard(calling, [places.central])[0]?.card.participant).toBe(who.farSite);
    const away = play(tested, [system('hub'), drop(who.provinceSite)]);
    expect(trialBoard(away, [places.central]).map(({ card }) => card.participant)).toEqual([
      who.districtSite,
      who.otherProvinceSite,
      who.farSite,
      who.provinceSite,
      who.communeSite,
      who.centralSite,
    ]);
  });
  it('TRIAL-8: is due from a quarter of an hour before the time until the meeting opens', () => {
    const scheduled = scheduledMeeting();
    expect(isSummaryDue(scheduled, at(-900_001))).toBe(false);
    expect(isSummaryDue(scheduled, at(-900_000))).toBe(true);
    expect(isSummaryDue(scheduled, at(60_000))).toBe(true);
    expect(isSummaryDue(live, at(0))).toBe(false);
    const { meeting } = act(live, by(who.chair), { type: 'meeting.close' });
    expect(isSummaryDue(meeting, at(0))).toBe(false);
  });
});
