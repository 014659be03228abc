import { describe, expect, it } from 'vitest';
import {
  beginFact,
  plateOf,
  session,
  stageFact,
  startOfDay,
  timelineText,
} from '../../test/recording/fabricated-folder.ts';
import { readTimelineText } from './chain.ts';
import type { TimelineFact } from './line.ts';
import { readRecord } from './record.ts';

type Facts = readonly (readonly [number, TimelineFact])[];
const { meeting } = beginFact() as Extract<TimelineFact, { kind: 'begin' }>;
const stop: TimelineFact = { kind: 'stop', meeting };
const rebooted: TimelineFact = { ...session, boot: 'boot-2' };

function read(facts: Facts) {
  return readRecord(readTimelineText(timelineText(facts)).lines);
}

describe('what the time line says', () => {
  it('runs from the order to the stop', () => {
    const tape = read([[0, session], [40, beginFact()], stageFact(40, {}), [10_040, stop]]);
    expect(tape).toMatchObject({ startedAt: startOfDay + 40, durationMs: 10_000, gaps: [] });
  });

  it('of a recording never stopped ends with its last sign of life', () => {
    const tape = read([
      [0, session],
      [0, beginFact()],
      [5_000, { kind: 'clock', sentAt: 1 }],
    ]);
    expect(tape.durationMs).toBe(5_000);
  });

  it('has no beginning without an order', () => {
    expect(() => read([[0, session]])).toThrow('no beginning');
  });

  it('puts what was told late where it happened', () => {
    const chair = plateOf('chair');
    const sentAt = startOfDay + 9_000;
    const late: TimelineFact = {
      kind: 'stage',
      sentAt,
      at: startOfDay + 4_000,
      stage: { chair, speakers: [], content: null, agenda: null },
    };
    const tape = read([[0, session], [0, beginFact()], stageFact(8_000, {}), [9_000, late], [10_000, stop]]);
    expect(tape.stages.map(({ atMs }) => atMs)).toEqual([4_000, 8_000]);
  });

  it('is not moved by a hub whose clock stands elsewhere', () => {
    const hubIsAhead = 7_200_000;
    const sentAt = startOfDay + 3_000 + hubIsAhead;
    const stage: TimelineFact = {
      kind: 'stage',
      sentAt,
      at: sentAt - 20,
      stage: { chair: null, speakers: [], content: null, agenda: null },
    };
    expect(
      read([
        [0, session],
        [0, beginFact()],
        [3_000, stage],
        [4_000, stop],
      ]).stages[0]?.atMs,
    ).toBe(2_980);
  });

  it('is not moved by a wall clock that is set while it runs', () => {
    const lines = readTimelineText(
      timelineText([
        [0, session],
        [0, beginFact()],
        [6_000, stop],
      ]),
    ).lines;
    const set = lines.map((line) => (line.kind === 'stop' ? { ...line, wall: line.wall + 3_600_000 } : line));
    expect(readRecord(set).durationMs).toBe(6_000);
  });

  it('counts a gap from the last word of a recorder that is gone until capture is whole again', () => {
    const facts: Facts = [
      [0, session],
      [0, beginFact()],
      [4_000, { kind: 'clock', sentAt: 1 }],
      [6_000, session],
      [6_100, { ...beginFact(), after: 'hub-restarted' } as TimelineFact],
      [6_500, { kind: 'resumed' }],
      [8_000, { kind: 'interrupted', reason: 'disk-full' }],
      [9_000, stop],
    ];
    expect(read(facts).gaps).toEqual([
      { fromMs: 4_000, toMs: 6_500, reason: 'hub-restarted' },
      { fromMs: 8_000, toMs: 9_000, reason: 'disk-full' },
    ]);
  });

  it('REC-4: counts a gap that was noticed late from when it began, but none of it twice', () => {
    const noticedLate = (atMs: number, fromMs: number): Facts[number] => [
      atMs,
      { kind: 'interrupted', reason: 'track-lost', fromMono: 1_000_000 + fromMs },
    ];
    const facts: Facts = [
      [0, session],
      [0, beginFact()],
      noticedLate(9_000, 5_500),
      [9_300, { kind: 'resumed' }],
      noticedLate(10_000, 8_400),
      [10_500, { kind: 'resumed' }],
      [12_000, stop],
    ];
    expect(read(facts).gaps).toEqual([
      { fromMs: 5_500, toMs: 9_300, reason: 'track-lost' },
      { fromMs: 9_300, toMs: 10_500, reason: 'track-lost' },
    ]);
  });

  it('goes on over a machine that was switched off', () => {
    const before = readTimelineText(
      timelineText([
        [0, session],
        [0, beginFact()],
        [1_000, { kind: 'clock', sentAt: 1 }],
      ]),
    ).lines;
    const after = readTimelineText(
      timelineText([
        [60_000, rebooted],
        [61_000, stop],
      ]),
    ).lines;
    const later = after.map((line) => ({ ...line, mono: line.mono - 1_000_000 }));
    expect(readRecord([...before, ...later]).durationMs).toBe(61_000);
  });

  /** Ten seconds, then a machine that was off and whose clock then stands elsewhere. */
  const offFor = (offMs: number, alreadySetBy = 0) => {
    const before: Facts = [
      [0, session],
      [0, beginFact()],
      [10_000, { kind: 'clock', sentAt: 1 }],
    ];
    const after: Facts = [
      [0, rebooted],
      [500, { kind: 'resumed' }],
      [5_000, stop],
    ];
    const linesOf = (facts: Facts, wallMs: number, monoMs: number) =>
      readTimelineText(timelineText(facts)).lines.map((line) => {
        const isLast = line.kind === 'clock' ? alreadySetBy : 0;
        return { ...line, wall: line.wall + wallMs + isLast, mono: line.mono + monoMs };
      });
    const { durationMs, gaps } = readRecord([
      ...linesOf(before, 0, 0),
      ...linesOf(after, 10_000 + alreadySetBy + offMs, -990_000),
    ]);
    return { durationMs, gaps };
  };
  const day = 24 * 3_600_000;

  it('REC-4: takes a second for the time without power where the clock cannot be right afterwards', () => {
    const assumed = {
      durationMs: 16_000,
      gaps: [{ fromMs: 10_000, toMs: 11_500, reason: 'recorder-lost' }],
    };
    for (const offMs of [-day, -1, 400 * day, day / 2 + 1]) expect(offFor(offMs)).toEqual(assumed);
    expect(offFor(day / 2).durationMs).toBe(day / 2 + 15_000);
  });

  it('counts the time without power by the clock as it stood last, not as it stood at the beginning', () => {
    expect(offFor(60_000, 3_600_000).durationMs).toBe(75_000);
    expect(offFor(60_000, -3_600_000).durationMs).toBe(75_000);
  });

  it('places files by their sender reports', () => {
    const facts: Facts = [
      [0, session],
      [0, beginFact()],
      [
        2_000,
        {
          kind: 'epoch.opened',
          epoch: 1,
          track: 't',
          participant: plateOf('a').participant,
          source: 'camera',
          media: 'video',
          codec: 'video/VP8',
          clockRate: 90_000,
          file: 'tracks/1.mkv',
          pid: 1,
          firstRtp: 90_000,
          firstMono: 1_001_900,
        },
      ],
      [3_010, { kind: 'report', track: 't', rtp: 180_000, ntp: startOfDay + 2_800 }],
      [5_000, { kind: 'epoch.closed', epoch: 1, reason: 'crashed', bytes: 10, packets: 5, lost: 0 }],
      [6_000, stop],
    ];
    const [epoch] = read(facts).epochs;
    expect(epoch).toMatchObject({ closedMs: 5_000, reason: 'crashed', bytes: 10, rate: 1 });
    expect(epoch?.startMs).toBeCloseTo(2_010, 3);
  });
});
