import { describe, expect, it } from 'vitest';
import {
  act,
  at,
  by,
  founding,
  join,
  places,
  type Step,
  seats,
  system,
  who,
} from '../test/doubles/meeting.ts';
import { announcedBy } from './announcement.ts';
import { found } from './apply.ts';
import type { CommandOf } from './command.ts';
import type { Entry } from './event.ts';
import type { VoteId } from './id.ts';
import type { Meeting } from './meeting.ts';
import { passagesOf } from './passage.ts';
import type { RecordedMeeting } from './recorded-meeting.ts';
import { createRecordedReader } from './recorded-reader.ts';

type Logged = { readonly meeting: Meeting; readonly entries: readonly Entry[] };

function then(logged: Logged, ...steps: readonly (Step | ((meeting: Meeting) => Step))[]): Logged {
  return steps.reduce<Logged>(({ meeting, entries }, given) => {
    const [actor, command, now] = typeof given === 'function' ? given(meeting) : given;
    const outcome = act(meeting, typeof actor === 'string' ? by(actor) : actor, command, now);
    if (outcome.refusal !== null) throw new Error(`${command.type} was refused: ${outcome.refusal}`);
    return { meeting: outcome.meeting, entries: [...entries, ...outcome.entries] };
  }, logged);
}

const first = founding();
const live = then(
  { meeting: found(first.event, first.seq), entries: [first] },
  ...Object.values(seats).map(({ card }): Step => [system('hub'), join(card)]),
  [who.chair, { type: 'meeting.open' }],
);
/** The chair records from 10 s on. */
const recorded = then(live, [who.chair, { type: 'recording.start' }, at(9_000)], (meeting) => [
  system('recorder'),
  { type: 'recording.confirm', recording: meeting.recordings.at(-1)!.id },
  at(10_000),
]);

const put = (
  question: string,
  now: number,
  more: Partial<CommandOf<'vote.open'>> = {},
  chair = who.chair,
): Step => [
  chair,
  { type: 'vote.open', question, item: null, secrecy: 'named', majority: 'half', limitMs: null, ...more },
  at(now),
];
const latest = (meeting: Meeting): VoteId => meeting.votes.at(-1)!.id;
const cast =
  (choice: 'for' | 'against', now: number) =>
  (meeting: Meeting): Step => [who.chair, { type: 'vote.cast', vote: latest(meeting), choice }, at(now)];
const close =
  (now: number, chair = who.chair) =>
  (meeting: Meeting): Step => [chair, { type: 'vote.close', vote: latest(meeting) }, at(now)];
const annul =
  (now: number) =>
  (meeting: Meeting): Step => [
    who.chair,
    { type: 'vote.annul', vote: latest(meeting), reason: 'Nhầm nội dung' },
    at(now),
  ];
const pause = (now: number): Step => [who.chair, { type: 'recording.pause' }, at(now)];
const goOn = (now: number): Step => [who.chair, { type: 'recording.continue' }, at(now)];

function contentOf({ meeting, entries }: Logged, hall = places.central): RecordedMeeting {
  const reader = createRecordedReader(meeting.recordings.find((each) => each.hall === hall)!.id);
  reader.read(entries);
  const content = reader.content(at(1_000_000));
  if (content === null) throw new Error('nothing was recorded');
  return content;
}
const summary = ({ votes }: RecordedMeeting) =>
  votes.map(({ question, openedMs, closedMs, outcome }) => [
    question,
    openedMs,
    closedMs,
    outcome?.state ?? null,
  ]);

describe('votes in a recording', () => {
  it('ARCHIVE-9: stand with their times, what came of them, and of a named one who chose what', () => {
    const [item] = live.meeting.agenda;
    const content = contentOf(
      then(
        recorded,
        put('Dự toán 2027', 20_000, { item: item!.id }),
        cast('for', 21_000),
        close(25_000),
        put('Đình chỉ', 30_000, { secrecy: 'secret', majority: 'two-thirds' }),
        (meeting) => [
          who.chair,
          { type: 'vote.cast', vote: latest(meeting), choice: { sealed: 'x' } },
          at(31_000),
        ],
        close(35_000),
        (meeting) => [
          system('hub'),
          { type: 'vote.count', vote: latest(meeting), choices: { for: 1, against: 0, abstain: 0 } },
          at(36_000),
        ],
        put('Nhầm', 40_000),
        annul(41_000),
        put('Đếm rồi hủy', 50_000),
        close(51_000),
        pause(52_000),
        annul(53_000),
      ),
    );
    expect(summary(content)).toEqual([
      ['Dự toán 2027', 10_000, 15_000, 'counted'],
      ['Đình chỉ', 20_000, 25_000, 'counted'],
      ['Nhầm', 30_000, 31_000, 'annulled'],
      ['Đếm rồi hủy', 40_000, 41_000, 'annulled'],
    ]);
    const [named, secret, annulled] = content.votes;
    expect(named).toMatchObject({
      item: item!.title,
      outcome: { tally: { for: 1 }, ballots: [{ voter: { participant: who.chair }, choice: 'for' }] },
    });
    expect(secret).toMatchObject({ item: null, outcome: { tally: { for: 1 }, carried: false, ballots: [] } });
    expect(annulled?.outcome).toEqual({ state: 'annulled', reason: 'Nhầm nội dung' });
  });

  it('ARCHIVE-9: nothing of a closed part, of before and of after is among them', () => {
    const content = contentOf(
      then(
        then(live, put('Trước', 1_000), close(2_000), put('Mở trước', 3_000)),
        [who.chair, { type: 'recording.start' }, at(9_000)],
        (meeting) => [
          system('recorder'),
          { type: 'recording.confirm', recording: meeting.recordings[0]!.id },
          at(10_000),
        ],
        close(12_000),
        put('Đếm kín', 13_000),
        pause(14_000),
        close(15_000),
        put('Kín', 16_000),
        close(17_000),
        put('Mở kín', 18_000),
        goOn(19_000),
        close(20_000),
        put('Còn mở', 21_000),
        [who.chair, { type: 'recording.stop' }, at(22_000)],
        close(23_000),
        put('Sau', 24_000),
      ),
    );
    expect(summary(content)).toEqual([
      ['Mở trước', null, 2_000, 'counted'],
      ['Đếm kín', 3_000, null, null],
      ['Mở kín', null, 10_000, 'counted'],
      ['Còn mở', 11_000, null, null],
    ]);
  });

  it('ARCHIVE-9: they are those of its hall alone', () => {
    const { provinceChair } = who;
    const both = then(
      recorded,
      [provinceChair, { type: 'sidebar.open', unit: places.province }, at(15_000)],
      [provinceChair, { type: 'recording.start' }, at(16_000)],
      (meeting) => [
        system('recorder'),
        { type: 'recording.confirm', recording: meeting.recordings.at(-1)!.id },
        at(17_000),
      ],
      put('Của tỉnh', 20_000, {}, provinceChair),
      close(21_000, provinceChair),
      put('Của trung ương', 22_000),
    );
    expect(summary(contentOf(both))).toEqual([['Của trung ương', 12_000, null, null]]);
    expect(summary(contentOf(both, places.province))).toEqual([['Của tỉnh', 3_000, 4_000, 'counted']]);
  });

  it('ARCHIVE-5: they are found from the second on in which they were put', () => {
    const content = contentOf(then(recorded, put('Dự toán 2027', 20_000)));
    expect(passagesOf('Kỳ họp', content).at(-1)).toEqual({
      kind: 'vote',
      text: 'Dự toán 2027',
      participant: null,
      atMs: 10_000,
    });
  });
});

describe('what a hall is told of its votes', () => {
  const told = (before: Logged, ...steps: Parameters<typeof then>[1][]) => {
    const after = then(before, ...steps);
    const entries = after.entries.slice(before.entries.length);
    return announcedBy(after.meeting, places.central, entries);
  };
  const open = then(recorded, put('Dự toán', 20_000));

  it('REC-9: is the question when it is put, the result when it is counted, and that it is void', () => {
    expect(told(recorded, put('Dự toán', 20_000))).toEqual({
      kind: 'opened',
      question: 'Dự toán',
      secrecy: 'named',
    });
    expect(told(open, cast('for', 21_000))).toBeNull();
    expect(told(open, cast('for', 21_000), close(22_000))).toMatchObject({
      kind: 'counted',
      tally: { for: 1, against: 0 },
      carried: false,
    });
    expect(told(open, annul(21_000))).toMatchObject({ kind: 'annulled', question: 'Dự toán' });
    const secret = then(recorded, put('Kín', 20_000, { secrecy: 'secret' }));
    expect(told(secret, close(21_000))).toBeNull();
  });

  it('REC-9: of several at once is the last, and of another hall nothing', () => {
    expect(told(open, close(21_000), put('Tiếp theo', 21_000))).toMatchObject({ question: 'Tiếp theo' });
    const apart = then(recorded, [
      who.provinceChair,
      { type: 'sidebar.open', unit: places.province },
      at(15_000),
    ]);
    expect(told(apart, put('Của tỉnh', 20_000, {}, who.provinceChair))).toBeNull();
  });
});
