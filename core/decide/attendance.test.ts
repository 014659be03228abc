import { describe, expect, it } from 'vitest';
import { act, at, by, liveMeeting, play, who } from '../../test/doubles/meeting.ts';
import type { AttendanceState } from '../attendance.ts';
import type { Command } from '../command.ts';
import type { ParticipantId } from '../id.ts';
import type { Meeting } from '../meeting.ts';

const live = liveMeeting();
const attendanceOf = (meeting: Meeting, id: ParticipantId) => meeting.participantById[id]?.attendance;
const heads = (participant: ParticipantId, expected: number | null, present: number | null): Command => ({
  type: 'attendance.count',
  participant,
  expected,
  present,
});
const mark = (participant: ParticipantId, state: AttendanceState, reason = ''): Command => ({
  type: 'attendance.mark',
  participant,
  state,
  reason,
});
const substitute = (participant: ParticipantId, name: string, position = 'Phó Chủ tịch'): Command => ({
  type: 'attendance.substitute',
  participant,
  name,
  position,
});
const consent = (participant: ParticipantId, given: boolean): Command => ({
  type: 'attendance.consent',
  participant,
  given,
});

describe('heads in a room', () => {
  it('ATTEND-1: are entered by the site itself and by who takes attendance over it', () => {
    for (const taker of [who.communeSite, who.provinceOperator, who.secretary, who.chair]) {
      const counted = play(live, [taker, heads(who.communeSite, 40, 38), at(5)]);
      expect(attendanceOf(counted, who.communeSite)).toMatchObject({ expected: 40, present: 38, at: at(5) });
    }
  });
  it('ATTEND-1: by nobody else, and of no person', () => {
    expect(act(live, by(who.farSite), heads(who.communeSite, 1, 1)).refusal).toBe('not-permitted');
    expect(act(live, by(who.provinceOperator), heads(who.farSite, 1, 1)).refusal).toBe('not-permitted');
    expect(act(live, by(who.delegate), heads(who.delegate, 1, 1)).refusal).toBe('not-a-site');
    expect(act(live, by(who.secretary), heads('nobody' as ParticipantId, 1, 1)).refusal).toBe('not-found');
    expect(act(live, by(who.farSite), heads('nobody' as ParticipantId, 1, 1)).refusal).toBe('not-permitted');
  });
  it('ATTEND-1: the same again adds nothing; they may be taken back', () => {
    const counted = play(live, [who.communeSite, heads(who.communeSite, 40, 38)]);
    expect(act(counted, by(who.secretary), heads(who.communeSite, 40, 38), at(9)).events).toEqual([]);
    const open = play(counted, [who.communeSite, heads(who.communeSite, 40, null)]);
    expect(attendanceOf(open, who.communeSite)).toMatchObject({ expected: 40, present: null });
  });
});

describe('being there', () => {
  it('ATTEND-2: is marked by who takes attendance over the seat and by nobody else', () => {
    const marked = play(live, [who.provinceOperator, mark(who.delegate, 'inPerson'), at(3)]);
    expect(attendanceOf(marked, who.delegate)).toMatchObject({ state: 'inPerson', reason: '', at: at(3) });
    expect(act(live, by(who.delegate), mark(who.delegate, 'inPerson')).refusal).toBe('not-permitted');
    expect(act(live, by(who.provinceOperator), mark(who.farDelegate, 'online')).refusal).toBe(
      'not-permitted',
    );
    expect(act(live, by(who.secretary), mark(who.recorder, 'online')).refusal).toBe('not-permitted');
  });
  it('ATTEND-2: a reason may be given for an absence, and belongs to nothing else', () => {
    const away = play(live, [who.secretary, mark(who.delegate, 'absent', 'ốm')]);
    expect(attendanceOf(away, who.delegate)).toMatchObject({ state: 'absent', reason: 'ốm' });
    expect(act(live, by(who.secretary), mark(who.delegate, 'absent')).refusal).toBeNull();
    const came = play(away, [who.secretary, mark(who.delegate, 'online', 'ốm')]);
    expect(attendanceOf(came, who.delegate)).toMatchObject({ state: 'online', reason: '' });
    expect(act(came, by(who.secretary), mark(who.delegate, 'online', 'ốm')).events).toEqual([]);
  });
});

describe('a substitute', () => {
  const asked = play(live, [who.delegate, substitute(who.delegate, 'Lò Văn A')]);

  it('ATTEND-3: is named by the delegate, or by who takes attendance over the seat', () => {
    const expected = { name: 'Lò Văn A', position: 'Phó Chủ tịch', consent: 'asked' };
    expect(attendanceOf(asked, who.delegate)?.substitute).toEqual(expected);
    expect(act(live, by(who.secretary), substitute(who.delegate, 'A')).refusal).toBeNull();
    expect(act(live, by(who.guest), substitute(who.delegate, 'A')).refusal).toBe('not-permitted');
    expect(act(live, by(who.communeSite), substitute(who.communeSite, 'A')).refusal).toBe('not-permitted');
  });
  it('ATTEND-3: another name asks for consent anew, the same one does not', () => {
    const given = play(asked, [who.chair, consent(who.delegate, true)]);
    expect(act(given, by(who.delegate), substitute(who.delegate, 'Lò Văn A')).events).toEqual([]);
    const other = play(given, [who.delegate, substitute(who.delegate, 'Vàng A Sử')]);
    expect(attendanceOf(other, who.delegate)?.substitute?.consent).toBe('asked');
  });
  it('ATTEND-4: comes with the consent of a chair over the delegate’s unit, who may refuse', () => {
    for (const chair of [who.chair, who.provinceChair, who.districtChair]) {
      const given = play(asked, [chair, consent(who.delegate, true)]);
      expect(attendanceOf(given, who.delegate)?.substitute?.consent).toBe('given');
      const refused = play(given, [chair, consent(who.delegate, false)]);
      expect(attendanceOf(refused, who.delegate)?.substitute?.consent).toBe('refused');
      expect(act(refused, by(chair), consent(who.delegate, false)).events).toEqual([]);
    }
  });
  it('ATTEND-4: not of anybody else, and only where one was named', () => {
    expect(act(asked, by(who.secretary), consent(who.delegate, true)).refusal).toBe('not-permitted');
    expect(act(asked, by(who.otherProvinceChair), consent(who.delegate, true)).refusal).toBe('not-permitted');
    expect(act(asked, by(who.chair), consent(who.guest, true)).refusal).toBe('not-found');
  });
});
