import { describe, expect, it } from 'vitest';
import { liveMeeting, places, seats, who } from '../test/doubles/meeting.ts';
import { type Attendance, noAttendance } from './attendance.ts';
import { attendanceReport } from './attendance-report.ts';
import type { ParticipantId } from './id.ts';
import type { Meeting, Participant } from './meeting.ts';
import { type TrialResult, untested } from './trial.ts';
import { trialStateOf } from './trial-summary.ts';

const result = (passed: boolean): TrialResult => ({
  passed,
  at: 0,
  by: '',
  confirmed: true,
  note: '',
  measure: null,
});
const passed = { line: result(true), picture: result(true), sound: result(true) };

function change(meeting: Meeting, participant: ParticipantId, part: Partial<Participant>): Meeting {
  const seat = meeting.participantById[participant];
  if (seat === undefined) throw new Error(participant);
  return {
    ...meeting,
    participantById: { ...meeting.participantById, [participant]: { ...seat, ...part } },
  };
}
const attending = (more: Partial<Attendance>) => ({ attendance: { ...noAttendance, ...more } });

const meeting = [
  [who.communeSite, { ...attending({ expected: 20, present: 18, at: 5 }), trial: passed }],
  [who.farSite, { ...attending({ expected: 10, present: 7 }), trial: { ...passed, sound: result(false) } }],
  [who.delegate, attending({ state: 'absent', reason: 'Đi công tác' })],
  [who.guest, attending({ state: 'inPerson' })],
] as const;
const counted = meeting.reduce<Meeting>((before, [who_, part]) => change(before, who_, part), liveMeeting());

describe('the report of attendance', () => {
  it('REPORT-2: adds heads up, in all, per level and per subtree', () => {
    const { total, levels, units } = attendanceReport(counted);
    expect(total).toMatchObject({ sites: 6, sitesThere: 6, sitesCounted: 2, expected: 30, present: 25 });
    const commune = levels.find(({ level }) => level === seats.communeSite.card.level);
    expect(commune).toMatchObject({ sites: 2, expected: 30, present: 25 });
    const headsByUnit = Object.fromEntries(
      units.map(({ unit, expected, present }) => [unit, [expected, present]]),
    );
    expect(headsByUnit).toMatchObject({
      [places.central]: [30, 25],
      [places.province]: [20, 18],
      [places.otherProvince]: [10, 7],
    });
  });

  it('REPORT-2: sites stand in the order of the tree, with what was entered and tested', () => {
    const { sites, untested: open } = attendanceReport(counted);
    expect(sites.map(({ card }) => card.participant)).toEqual([
      who.centralSite,
      who.provinceSite,
      who.districtSite,
      who.communeSite,
      who.otherProvinceSite,
      who.farSite,
    ]);
    expect(sites[3]).toMatchObject({
      expected: 20,
      present: 18,
      at: 5,
      trial: 'passed',
      presence: 'present',
    });
    expect(sites[0]).toMatchObject({ expected: null, present: null, trial: 'untested' });
    expect(open.map(({ participant }) => participant)).not.toContain(who.farSite);
    expect(open).toHaveLength(4);
  });

  it('REPORT-2: delegates by state, and who was not yet called', () => {
    const { total, delegates, notCalled } = attendanceReport(counted);
    expect(total.delegates).toMatchObject({ absent: 1, inPerson: 1, online: 0 });
    expect(delegates.find(({ card }) => card.participant === who.delegate)).toMatchObject({
      state: 'absent',
      reason: 'Đi công tác',
    });
    expect(notCalled).toHaveLength(total.delegates.uncalled);
    expect(notCalled.map(({ participant }) => participant)).not.toContain(who.guest);
  });

  it('REPORT-2: a substitute counts once consented to', () => {
    const substitute = { name: 'Lò Văn B', position: '', consent: 'asked' } as const;
    const named = (consent: 'asked' | 'given') =>
      attendanceReport(
        change(counted, who.delegate, attending({ substitute: { ...substitute, consent } })),
      ).delegates.find(({ card }) => card.participant === who.delegate)?.substitute;
    expect([named('asked'), named('given')]).toEqual([null, 'Lò Văn B']);
  });

  it('REPORT-2: the recorder, and strangers who are not in, are nobody', () => {
    const { sites, delegates } = attendanceReport(counted);
    const all = [...sites, ...delegates].map(({ card }) => card.kind);
    expect(all).not.toContain('recorder');
    const denied = change(counted, who.guest, { invited: false, presence: { kind: 'denied', since: 0 } });
    expect(attendanceReport(denied).total.delegates.inPerson).toBe(0);
  });

  it.each([
    [untested, 'untested'],
    [passed, 'passed'],
    [{ ...passed, line: null }, 'untested'],
    [{ ...untested, line: result(false) }, 'failed'],
  ] as const)('REPORT-2: a trial of %j is %s', (trial, outcome) => {
    expect(trialStateOf(trial)).toBe(outcome);
  });
});
