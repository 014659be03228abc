import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  act,
  at,
  by,
  cardOf,
  drop,
  founding,
  grant,
  grantOf,
  id,
  join,
  places,
  request,
  type Step,
  seats,
  system,
  who,
} from '../test/doubles/meeting.ts';
import { apply, found } from './apply.ts';
import type { Entry } from './event.ts';
import { type FilmMoment, filmMoments } from './film-time.ts';
import type { RecordingId } from './id.ts';
import type { Meeting } from './meeting.ts';
import { firstPassages, passagesOf } from './passage.ts';
import type { RecordedMeeting } from './recorded-meeting.ts';
import { createRecordedReader } from './recorded-reader.ts';

/** A meeting with its log: everybody is there, and it is open. */
type Logged = { readonly meeting: Meeting; readonly entries: readonly Entry[] };

function then(logged: Logged, ...steps: readonly (Step | ((meeting: Meeting) => Step))[]): Logged {
  return steps.reduce<Logged>(({ meeting, entries }, given) => {
    const [actor, command, now] = typeof given === 'function' ? given(meeting) : given;
    const outcome = act(meeting, typeof actor === 'string' ? by(actor) : actor, command, now);
    if (outcome.refusal !== null) throw new Error(`${command.type} was refused: ${outcome.refusal}`);
    return { meeting: outcome.meeting, entries: [...entries, ...outcome.entries] };
  }, logged);
}

function opened(): Logged {
  const first = founding();
  const come = Object.values(seats).map(({ card }): Step => [system('hub'), join(card)]);
  const empty = { meeting: found(first.event, first.seq), entries: [first] };
  return then(empty, ...come, [who.chair, { type: 'meeting.open' }]);
}

const live = opened();
const item = (meeting: Meeting, place: number) => meeting.agenda[place]!.id;
const confirm = (meeting: Meeting, now: number): Step => [
  system('recorder'),
  { type: 'recording.confirm', recording: meeting.recordings.at(-1)!.id },
  now,
];
const select =
  (place: number, now: number) =>
  (meeting: Meeting): Step => [who.chair, { type: 'agenda.select', item: item(meeting, place) }, now];
const end =
  (participant: typeof who.chair, now: number) =>
  (meeting: Meeting): Step => [
    who.chair,
    { type: 'floor.revoke', grant: grantOf(meeting, participant).id },
    now,
  ];

/** The chair records from 10 s on. */
const recorded = then(live, [who.chair, { type: 'recording.start' }, at(9_000)], (meeting) =>
  confirm(meeting, at(10_000)),
);

function contentOf(
  { meeting, entries }: Logged,
  now = at(1_000_000),
  hall = places.central,
  moments: readonly FilmMoment[] = [],
): RecordedMeeting {
  const { id: recording } = meeting.recordings.find((each) => each.hall === hall)!;
  const reader = createRecordedReader(recording, moments);
  reader.read(entries);
  const content = reader.content(now);
  if (content === null) throw new Error('nothing was recorded');
  return content;
}
const turnsOf = (content: RecordedMeeting) =>
  content.turns.map(({ card, startMs, endMs }) => [card.participant, startMs, endMs]);

describe('what is in a recording', () => {
  it('ARCHIVE-6: turns are those of who held the floor, and of the chair while nobody did', () => {
    const meeting = then(
      recorded,
      [who.chair, grant(who.communeSite), at(20_000)],
      end(who.communeSite, at(35_000)),
      [who.chair, { type: 'recording.stop' }, at(50_000)],
      [who.chair, grant(who.delegate), at(60_000)],
    );
    expect(turnsOf(contentOf(meeting))).toEqual([
      [who.chair, 0, 10_000],
      [who.communeSite, 10_000, 25_000],
      [who.chair, 25_000, 40_000],
    ]);
  });

  it('ARCHIVE-6: all stands where the film has it, however the clock was set and whenever it was confirmed', () => {
    const hour = 3_600_000;
    // Confirmed five seconds into the film; at 20 s of it the clock is set an hour forward, at 30 s back again.
    const moments: FilmMoment[] = [];
    const inFilm = (atMs: number, step: (now: number) => Parameters<typeof then>[1], now: number) => {
      const before = meeting.entries.length;
      meeting = then(meeting, step(now));
      moments.push(...meeting.entries.slice(before).map(({ seq }) => ({ seq, at: now, atMs })));
    };
    let meeting = then(live, [who.chair, { type: 'recording.start' }, at(9_000)]);
    inFilm(5_000, (now) => (one) => confirm(one, now), at(14_000));
    inFilm(9_000, (now) => select(0, now), at(18_000));
    inFilm(21_000, (now) => [who.chair, grant(who.communeSite), now], at(hour + 30_000));
    const put = { type: 'vote.open', question: 'Nhất trí?', secrecy: 'named', majority: 'half' } as const;
    inFilm(25_000, (now) => [who.chair, { ...put, item: null, limitMs: null }, now], at(hour + 34_000));
    // The log never goes back: it stands at the time that it has told.
    inFilm(40_000, (now) => end(who.communeSite, now), at(hour + 34_000));
    inFilm(
      45_000,
      (now) => [who.chair, { type: 'notice.send', unit: places.central, text: 'Nghỉ' }, now],
      at(hour + 34_000),
    );
    inFilm(60_000, (now) => [who.chair, { type: 'recording.stop' }, now], at(hour + 34_000));
    const content = contentOf(meeting, at(0), places.central, filmMoments(moments));
    expect(turnsOf(content)).toEqual([
      [who.chair, 5_000, 21_000],
      [who.communeSite, 21_000, 40_000],
      [who.chair, 40_000, 60_000],
    ]);
    expect(content.agenda[0]?.runs).toEqual([{ startMs: 9_000, endMs: 60_000 }]);
    expect(content.votes.map(({ openedMs }) => openedMs)).toEqual([25_000]);
    expect(content.writings.map(({ atMs }) => atMs)).toEqual([45_000]);
  });

  it('ARCHIVE-6: what began before is in it from its beginning, and what lasts still ends now', () => {
    const meeting = then(
      live,
      select(0, at(1_000)),
      [who.chair, grant(who.communeSite), at(2_000)],
      [who.chair, { type: 'recording.start' }, at(9_000)],
      (one) => confirm(one, at(10_000)),
    );
    const content = contentOf(meeting, at(14_000));
    expect(turnsOf(content)).toEqual([[who.communeSite, 0, 4_000]]);
    expect(content.agenda[0]?.runs).toEqual([{ startMs: 0, endMs: 4_000 }]);
    expect(content.agenda[1]?.runs).toEqual([]);
  });

  it('ARCHIVE-6: nothing of a closed part is in it', () => {
    const meeting = then(
      recorded,
      select(0, at(12_000)),
      [who.chair, { type: 'recording.pause' }, at(20_000)],
      select(1, at(21_000)),
      [who.chair, grant(who.communeSite), at(22_000)],
      [who.delegate, { type: 'opinion.write', opinion: null, topic: 'Kín', text: 'Bí mật' }, at(23_000)],
      [who.chair, { type: 'notice.send', unit: places.central, text: 'Họp kín' }, at(24_000)],
      [system('hub'), drop(who.farSite), at(25_000)],
      [who.chair, { type: 'recording.continue' }, at(30_000)],
      end(who.communeSite, at(33_000)),
      [who.chair, { type: 'recording.stop' }, at(40_000)],
    );
    const content = contentOf(meeting);
    expect(turnsOf(content)).toEqual([
      [who.chair, 0, 10_000],
      [who.communeSite, 20_000, 23_000],
      [who.chair, 23_000, 30_000],
    ]);
    expect(content.agenda.map(({ runs }) => runs)).toEqual([
      [{ startMs: 2_000, endMs: 10_000 }],
      [{ startMs: 20_000, endMs: 30_000 }],
    ]);
    expect(content.writings).toEqual([]);
    const stretches = (one: typeof who.chair) =>
      content.seats.find(({ card }) => card.participant === one)?.stretches;
    expect(stretches(who.farSite)).toEqual([{ startMs: 0, endMs: 10_000 }]);
    expect(stretches(who.chair)).toEqual([
      { startMs: 0, endMs: 10_000 },
      { startMs: 20_000, endMs: 30_000 },
    ]);
  });

  it('ARCHIVE-6: a recording is of its hall alone', () => {
    const meeting = then(
      recorded,
      [who.provinceChair, { type: 'sidebar.open', unit: places.province }, at(15_000)],
      [who.provinceChair, { type: 'recording.start' }, at(16_000)],
      (one) => confirm(one, at(20_000)),
      [who.provinceChair, grant(who.communeSite), at(21_000)],
      [who.chair, grant(who.farSite), at(22_000)],
      [who.delegate, { type: 'opinion.write', opinion: null, topic: '', text: 'Của tỉnh' }, at(23_000)],
      [who.guest, { type: 'opinion.write', opinion: null, topic: '', text: 'Của trung ương' }, at(24_000)],
      [who.provinceChair, { type: 'notice.send', unit: places.province, text: 'Riêng tỉnh' }, at(25_000)],
      [who.chair, { type: 'notice.send', unit: places.central, text: 'Toàn quốc' }, at(26_000)],
    );
    const main = contentOf(meeting, at(30_000));
    const province = contentOf(meeting, at(30_000), places.province);
    expect(turnsOf(main)).toEqual([
      [who.chair, 0, 12_000],
      [who.farSite, 12_000, 20_000],
    ]);
    expect(turnsOf(province)).toEqual([
      [who.provinceChair, 0, 1_000],
      [who.communeSite, 1_000, 10_000],
    ]);
    const texts = (content: RecordedMeeting) => content.writings.map(({ text }) => text);
    expect(texts(main)).toEqual(['Của trung ương', 'Toàn quốc']);
    expect(texts(province)).toEqual(['Của tỉnh', 'Riêng tỉnh', 'Toàn quốc']);
    const there = (content: RecordedMeeting, one: typeof who.chair) =>
      content.seats.find(({ card }) => card.participant === one)?.stretches;
    expect(there(main, who.communeSite)).toEqual([{ startMs: 0, endMs: 5_000 }]);
    expect(there(province, who.communeSite)).toEqual([{ startMs: 0, endMs: 10_000 }]);
    expect(there(province, who.farSite)).toBeUndefined();
  });

  it('who was invited and never came stands in it, and who came without being invited', () => {
    const stranger = cardOf('person', 'stranger', places.commune);
    const meeting = then(
      live,
      [system('hub'), drop(who.guest), at(1_000)],
      [who.chair, { type: 'recording.start' }, at(9_000)],
      (one) => confirm(one, at(10_000)),
      [system('hub'), join(stranger), at(12_000)],
      [who.chair, { type: 'participant.admit', participant: stranger.participant }, at(15_000)],
    );
    const { seats: seen } = contentOf(meeting, at(20_000));
    const there = (one: typeof who.chair) => seen.find(({ card }) => card.participant === one)?.stretches;
    expect(there(who.guest)).toEqual([]);
    expect(there(stranger.participant)).toEqual([{ startMs: 5_000, endMs: 10_000 }]);
    expect(there(who.recorder)).toBeUndefined();
  });

  it('an opinion that is written again is in it once, as it was written last', () => {
    const written = then(recorded, [
      who.delegate,
      { type: 'opinion.write', opinion: null, topic: 'Đường', text: 'Hỏng' },
      at(12_000),
    ]);
    const [opinion] = written.meeting.opinions;
    const meeting = then(written, [
      who.delegate,
      { type: 'opinion.write', opinion: opinion!.id, topic: 'Đường', text: 'Hỏng nặng' },
      at(14_000),
    ]);
    expect(contentOf(meeting).writings).toEqual([
      {
        kind: 'opinion',
        author: 'Name of delegate, position of delegate, unit 11.103.1',
        text: 'Đường: Hỏng nặng',
        atMs: 4_000,
      },
    ]);
  });

  it('is the same however many entries are read at a time', () => {
    const { entries, meeting } = then(
      recorded,
      select(1, at(11_000)),
      [who.farDelegate, request(), at(11_500)],
      [who.chair, grant(who.communeSite), at(12_000)],
      end(who.communeSite, at(12_500)),
      [system('hub'), drop(who.chair), at(13_000)],
      [system('clock'), { type: 'clock.tick' }, at(33_000)],
    );
    const whole = contentOf({ entries, meeting });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (sizes) => {
        const reader = createRecordedReader(meeting.recordings[0]!.id);
        for (let from = 0, turn = 0; from < entries.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1;
          reader.read(entries.slice(from, from + size));
          from += size;
        }
        expect(reader.content(at(1_000_000))).toEqual(whole);
      }),
      { numRuns: 30 },
    );
    expect(whole.turns.length).toBeGreaterThan(2);
  });

  it('is nothing before the recording began, and of a recording that there is not', () => {
    const ordered = then(live, [who.chair, { type: 'recording.start' }, at(9_000)]);
    for (const recording of [ordered.meeting.recordings[0]!.id, id<RecordingId>('m1.r0')]) {
      const reader = createRecordedReader(recording);
      reader.read(ordered.entries);
      expect(reader.content(at(20_000))).toBeNull();
    }
  });

  it('folds as the meeting itself does', () => {
    const [first, ...rest] = recorded.entries;
    expect(first?.event.type).toBe('meeting.created');
    if (first?.event.type === 'meeting.created')
      expect(rest.reduce(apply, found(first.event, first.seq))).toEqual(recorded.meeting);
  });
});

describe('what can be found of a recording', () => {
  it('is its title and agenda from its beginning', () => {
    expect(firstPassages('Giao ban', live.meeting.agenda)).toEqual([
      { kind: 'title', text: 'Giao ban', participant: null, atMs: null },
      { kind: 'agenda', text: 'Opening (Presenter one)', participant: null, atMs: null },
      { kind: 'agenda', text: 'Reports (Presenter two)', participant: null, atMs: null },
    ]);
  });

  it('ARCHIVE-5: is every time something was taken up, said or written, and who conducts once', () => {
    const meeting = then(
      recorded,
      select(1, at(12_000)),
      [who.chair, grant(who.communeSite), at(20_000)],
      [who.chair, { type: 'notice.send', unit: places.central, text: 'Nghỉ 10 phút' }, at(22_000)],
      end(who.communeSite, at(30_000)),
      select(0, at(31_000)),
      select(1, at(32_000)),
    );
    expect(
      passagesOf('Giao ban', contentOf(meeting, at(40_000))).map(({ kind, text, participant, atMs }) => [
        kind,
        text,
        participant,
        atMs,
      ]),
    ).toEqual([
      ['title', 'Giao ban', null, null],
      ['agenda', 'Opening (Presenter one)', null, 21_000],
      ['agenda', 'Reports (Presenter two)', null, 2_000],
      ['agenda', 'Reports (Presenter two)', null, 22_000],
      ['speaker', 'Name of chair, position of chair, unit TW', who.chair, 0],
      ['speaker', 'Name of 11.103.1, unit 11.103.1', who.communeSite, 10_000],
      ['notice', 'Name of chair: Nghỉ 10 phút', null, 12_000],
    ]);
  });
});
