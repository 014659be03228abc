import { describe, expect, it } from 'vitest';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { type Trial, type TrialResult, untested } from '../../../core/trial.ts';
import { absent, ids, meetingOf, units } from '../meeting/fixture.ts';
import { boardRows, chosenRows, countOutcomes } from './board-rows.ts';

const result = (passed: boolean, confirmed = true): TrialResult => ({
  passed,
  confirmed,
  at: 0,
  by: 'Lò Văn Tiến',
  note: '',
  measure: null,
});
const allPassed: Trial = { line: result(true), picture: result(true), sound: result(true) };

function withTrials(trialById: Readonly<Record<ParticipantId, Trial>>, from = meetingOf()): Meeting {
  const participantById = { ...from.participantById };
  for (const [id, trial] of Object.entries(trialById) as [ParticipantId, Trial][])
    participantById[id] = { ...participantById[id]!, trial };
  return { ...from, participantById };
}
const order = (meeting: Meeting, you = ids.chair) =>
  boardRows(meeting, you).map(({ participant }) => participant.card.participant);

describe('boardRows', () => {
  it('begins with who calls for help, then failed, untested, to be confirmed, and ends with passed', () => {
    const meeting = withTrials({
      [ids.province]: allPassed,
      [ids.namPo]: { ...allPassed, sound: result(false) },
      [ids.muongCha]: { ...allPassed, sound: result(true, false) },
      [ids.namTin]: { ...untested, picture: result(false, false) },
    });
    expect(order(meeting)).toEqual([ids.namTin, ids.namPo, ids.muongCha, ids.province]);
  });

  it('puts an untested site that is there before one that is not, else the order of the tree', () => {
    expect(order(meetingOf({ [ids.province]: absent }))).toEqual([
      ids.namPo,
      ids.namTin,
      ids.muongCha,
      ids.province,
    ]);
  });

  it('holds the sites of one’s scope alone', () => {
    const meeting = meetingOf();
    const roles = [{ participant: ids.delegate, role: 'operator' as const, unit: units.namPo }];
    expect(order({ ...meeting, roles }, ids.delegate)).toEqual([ids.namPo, ids.namTin]);
    expect(order(meeting, ids.delegate)).toEqual([]);
  });
});

describe('chosenRows and countOutcomes', () => {
  const meeting = withTrials({
    [ids.province]: allPassed,
    [ids.namPo]: { ...allPassed, line: result(false) },
  });
  const rows = boardRows(meeting, ids.chair);
  const chosen = (choice: Partial<Parameters<typeof chosenRows>[2]>) =>
    chosenRows(meeting, rows, { query: '', within: null, filter: 'all', ...choice }).map(
      ({ participant }) => participant.card.participant,
    );

  it('filter by result, subtree and name', () => {
    expect(chosen({ filter: 'failed' })).toEqual([ids.namPo]);
    expect(chosen({ within: units.namPo })).toEqual([ids.namPo, ids.namTin]);
    expect(chosen({ query: 'muong cha' })).toEqual([ids.muongCha]);
    expect(chosen({ filter: 'passed', within: units.namPo })).toEqual([]);
  });

  it('count each site once', () => {
    expect(countOutcomes(rows)).toEqual({ passed: 1, failed: 1, untested: 2 });
  });
});
