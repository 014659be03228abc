import { describe, expect, it } from 'vitest';
import {
  by,
  draft,
  founding,
  id,
  join,
  places,
  seats,
  start,
  strangers,
  system,
  who,
} from '../test/doubles/meeting.ts';
import type { Actor } from './actor.ts';
import { noAttendance } from './attendance.ts';
import type { Entry, MeetingEvent } from './event.ts';
import type { FloorRequestId, NoticeId, RecordingId, VoteId } from './id.ts';
import { createLogReader, type LogLine } from './log-line.ts';
import { newParticipant } from './participant.ts';
import type { SealedChoice, VoteChoice } from './vote.ts';

const request = id<FloorRequestId>('r1');
const recording = id<RecordingId>('rec1');
const clocked = { at: start, pausedAt: null, pausedMs: 0, clock: 'running' } as const;

/** The lines of a log that begins with the founding of the small meeting. */
function read(...steps: readonly (readonly [Actor, MeetingEvent])[]): readonly LogLine[] {
  const entries: readonly Entry[] = [
    founding(),
    ...steps.map(([actor, event], index) => ({ seq: index + 2, at: start + index, by: actor, event })),
  ];
  return entries.map(createLogReader());
}

function last(...steps: readonly (readonly [Actor, MeetingEvent])[]): LogLine {
  const line = read(...steps).at(-1);
  if (line === undefined) throw new Error('no line');
  return line;
}

const chair = by(who.chair);
const granted: MeetingEvent = {
  type: 'floor.granted',
  grant: {
    ...clocked,
    id: request,
    floor: 'speech',
    holder: { ...seats.communeSite.card, connected: true, microphone: 'off', camera: 'off' },
    kind: 'discussion',
    limitMs: 420_000,
    hall: places.central,
    item: null,
    turn: 1,
    authority: places.central,
    under: null,
    taken: false,
  },
};

describe('a line of the log', () => {
  it('LOG-6: says who did what to whom, with the names and values of it', () => {
    const line = last([chair, granted]);
    expect(line).toMatchObject({
      seq: 2,
      at: start,
      type: 'floor.granted',
      code: 'floorGranted',
      by: { kind: 'person', name: 'Name of chair', role: 'chair' },
      names: { whom: seats.communeSite.card.name, unit: seats.communeSite.card.unitName },
      values: { kind: 'discussion', durationMs: 420_000 },
      text: null,
    });
    expect(line.about).toEqual([who.communeSite, who.chair]);
  });

  it('LOG-6: the first one founds the meeting', () => {
    expect(read()[0]).toMatchObject({
      seq: 1,
      code: 'meetingCreated',
      by: { kind: 'system', part: 'hub' },
      names: { title: draft().title, unit: 'unit TW' },
    });
  });

  it('LOG-6: remembers what a later event names by its id alone', () => {
    const steps = [
      [chair, granted],
      [system('clock'), { type: 'floor.warned', grant: request }],
    ] as const;
    expect(last(...steps)).toMatchObject({
      code: 'floorWarned',
      names: { whom: seats.communeSite.card.name },
    });
    const revoked = { type: 'floor.revoked', grant: request, reason: 'time' } as const;
    expect(last(...steps, [system('clock'), revoked])).toMatchObject({
      code: 'floorRevoked',
      values: { revoked: 'time' },
      about: [who.communeSite],
    });
  });

  it('LOG-6: tells a floor given to a unit, and content, from a speech when it ends', () => {
    const delegation = {
      ...clocked,
      id: request,
      unit: places.province,
      unitName: 'unit 11',
      level: seats.provinceSite.card.level,
      kind: 'discussion',
      limitMs: null,
      hall: places.central,
      authority: places.central,
      under: null,
    } as const;
    const ended = [chair, { type: 'floor.revoked', grant: request, reason: 'chair' }] as const;
    expect(last([chair, { type: 'floor.delegated', delegation }], ended)).toMatchObject({
      code: 'delegationRevoked',
      names: { whom: 'unit 11' },
    });
    const content: MeetingEvent = {
      ...granted,
      grant: { ...granted.grant, floor: 'content', limitMs: null },
    };
    expect(last([chair, content], ended).code).toBe('contentRevoked');
  });

  it('LOG-6: knows who came alone from who was let in', () => {
    const admitted = { type: 'participant.admitted', participant: who.delegate, camera: 'off' } as const;
    expect(last([system('hub'), admitted]).code).toBe('participantJoined');
    expect(last([chair, admitted]).code).toBe('participantAdmitted');
  });

  it('LOG-6: names a stranger by the card they came with', () => {
    const participant = newParticipant(strangers.near, {
      invited: false,
      camera: join(strangers.near).camera,
    });
    const line = last([system('hub'), { type: 'participant.added', participant }]);
    expect(line).toMatchObject({ code: 'participantAdded', names: { whom: strangers.near.name } });
  });

  it('LOG-6: says of attendance only what is new in it', () => {
    const event = (change: Partial<typeof noAttendance>): MeetingEvent => ({
      type: 'attendance.recorded',
      participant: who.communeSite,
      attendance: { ...noAttendance, ...change },
    });
    const counted = event({ expected: 20, present: 18 });
    expect(last([chair, counted])).toMatchObject({
      code: 'attendanceCounted',
      values: { expected: 20, present: 18 },
    });
    const marked = event({ expected: 20, present: 18, state: 'absent', reason: 'Đi công tác' });
    expect(last([chair, counted], [chair, marked])).toMatchObject({
      code: 'attendanceMarked',
      values: { attendance: 'absent' },
      text: 'Đi công tác',
    });
    const substitute = { name: 'Lò Văn B', position: 'Phó Chủ tịch', consent: 'asked' } as const;
    expect(last([chair, event({ substitute })])).toMatchObject({
      code: 'substituteAsked',
      names: { other: 'Lò Văn B' },
    });
  });

  it('LOG-6: keeps what was written word for word, a withdrawn notice too', () => {
    const notice = {
      id: id<NoticeId>('n1'),
      unit: places.central,
      unitName: 'unit TW',
      from: 'Name of chair',
      text: 'Nghỉ 10 phút <b>',
      at: start,
    };
    const sent = [chair, { type: 'notice.sent', notice }] as const;
    expect(last(sent)).toMatchObject({ code: 'noticeSent', text: 'Nghỉ 10 phút <b>' });
    expect(
      last(sent, [chair, { type: 'notice.withdrawn', notice: notice.id, unit: notice.unit }]),
    ).toMatchObject({ code: 'noticeWithdrawn', text: 'Nghỉ 10 phút <b>' });
  });

  it('LOG-6: names the hall of a recording, and the role somebody had', () => {
    const ordered = [chair, { type: 'recording.ordered', recording, hall: places.province }] as const;
    const failed = { type: 'recording.failed', recording, reason: 'disk-full' } as const;
    expect(last(ordered, [system('recorder'), failed])).toMatchObject({
      code: 'recordingFailed',
      names: { unit: 'unit 11' },
      values: { fault: 'disk-full' },
    });
    const grant = { participant: who.chair, role: 'chair', unit: places.central } as const;
    const gone = [chair, { type: 'role.revoked', grant }] as const;
    expect(last(gone, [chair, { type: 'meeting.opened' }]).by).toMatchObject({ role: null });
  });

  it('LOG-6: says what was voted on, what somebody chose by name, and in secret only that they did', () => {
    const vote = id<VoteId>('v2');
    const opened = (secrecy: 'named' | 'secret'): MeetingEvent => ({
      type: 'vote.opened',
      vote: {
        id: vote,
        hall: places.central,
        item: null,
        question: 'Thông qua nghị quyết',
        secrecy,
        majority: 'half',
        openedAt: start,
        limitMs: null,
        ballots: [],
        hands: [],
        state: 'open',
      },
    });
    const cast = (choice: VoteChoice | SealedChoice): MeetingEvent => ({
      type: 'vote.cast',
      vote,
      participant: who.delegate,
      ballot: { voter: seats.delegate.card, choice },
    });
    const text = 'Thông qua nghị quyết';
    expect(last([chair, opened('named')])).toMatchObject({ code: 'voteOpened', text });
    expect(last([chair, opened('secret')])).toMatchObject({ code: 'voteOpenedSecret', text });
    const names = { whom: 'Name of delegate' };
    const said = (choice: VoteChoice | SealedChoice) =>
      last([chair, opened('named')], [by(who.delegate), cast(choice)]);
    expect(said('against')).toMatchObject({ code: 'voteCastAgainst', names, text });
    expect(said({ sealed: 'AAAA' })).toMatchObject({ code: 'voteCastSecret', names, text });
    expect(JSON.stringify(said({ sealed: 'AAAA' }))).not.toContain('AAAA');
    const hands = { site: seats.communeSite.card, for: 9, against: 1, abstain: 0 };
    expect(
      last(
        [chair, opened('named')],
        [chair, { type: 'vote.handsCounted', vote, participant: who.communeSite, hands }],
      ),
    ).toMatchObject({ code: 'voteHandsCounted', values: { tally: { for: 9, against: 1, abstain: 0 } } });
    const tally = { voters: 8, for: 5, against: 1, abstain: 0 };
    expect(last([chair, opened('named')], [chair, { type: 'vote.counted', vote, tally }])).toMatchObject({
      code: 'voteCounted',
      values: { count: 8, tally: { for: 5, against: 1, abstain: 0 } },
      text,
    });
    const annulled = (reason: string) =>
      last([chair, opened('secret')], [chair, { type: 'vote.annulled', vote, reason }]);
    expect(annulled('Hỏi lại')).toMatchObject({
      code: 'voteAnnulled',
      names: { title: text },
      text: 'Hỏi lại',
    });
    expect(annulled('sealed')).toMatchObject({ code: 'voteUnopened', text });
  });

  it('LOG-6: shows an administrator by name where the meeting knows it, and an unknown id as it is', () => {
    const administrator = { kind: 'administrator', id: 'person:quantri' } as const;
    expect(last([administrator, { type: 'meeting.opened' }]).by).toEqual({
      kind: 'administrator',
      name: null,
    });
    expect(last([chair, { type: 'agenda.selected', item: id('a9') }]).names.item).toBe('a9');
  });
});
