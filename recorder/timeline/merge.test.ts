import { describe, expect, it } from 'vitest';
import {
  beginFact,
  meetingRecord,
  plateOf,
  session,
  stageFact,
  startOfDay,
  timelineText,
} from '../../test/recording/fabricated-folder.ts';
import { readTimelineText } from './chain.ts';
import type { TimelineFact, TimelineLine } from './line.ts';
import { mergeRecords } from './merge.ts';

type Facts = readonly (readonly [number, TimelineFact])[];
const stop: TimelineFact = { kind: 'stop', meeting: meetingRecord };
const elsewhere: TimelineFact = { ...session, boot: 'of another machine' };
const clock = (at: number): readonly [number, TimelineFact] => [
  at,
  { kind: 'clock', sentAt: startOfDay + at },
];
const lost: TimelineFact = { kind: 'interrupted', reason: 'recorder-lost' };
const resumed: TimelineFact = { kind: 'resumed' };

const linesOf = (facts: Facts): readonly TimelineLine[] => readTimelineText(timelineText(facts)).lines;
/** The same by a machine whose clocks stand elsewhere. */
function shifted(
  facts: Facts,
  by: { readonly wall: number; readonly mono: number },
): readonly TimelineLine[] {
  return linesOf(facts).map((line) => ({ ...line, wall: line.wall + by.wall, mono: line.mono + by.mono }));
}
function opened(epoch: number, at: number, more: object = {}): readonly [number, TimelineFact] {
  return [
    at,
    {
      kind: 'epoch.opened',
      epoch,
      track: `track-${epoch}`,
      participant: plateOf('a').participant,
      source: 'microphone',
      media: 'audio',
      codec: 'audio/opus',
      clockRate: 48_000,
      file: `tracks/${epoch}.mka`,
      pid: 1,
      firstRtp: 0,
      firstMono: 1_000_000 + at,
      ...more,
    },
  ];
}
/** As a hub whose monotonic clock stood at 5,000 at the beginning sends it; it arrives `late` milliseconds later. */
function report(epoch: number, at: number, from: number, late: number): readonly [number, TimelineFact] {
  return [at + late, { kind: 'report', track: `track-${epoch}`, rtp: (at - from) * 48, ntp: 5_000 + at }];
}
const whole: Facts = [[0, session], [0, beginFact()], clock(1_000), clock(5_000), [10_000, stop]];

describe('two records of one meeting', () => {
  it('are laid on one axis by their machine, if it is the same', () => {
    const { shiftMs } = mergeRecords(linesOf(whole), shifted(whole, { wall: 700, mono: 0 }));
    // The wall clock was set between the starts of the two; the monotonic one was not.
    expect(shiftMs).toBe(-700);
  });

  it('of two machines by what the hub told both', () => {
    const other: Facts = [[0, elsewhere], [3, beginFact()], clock(1_000), clock(5_000), [10_003, stop]];
    const { shiftMs } = mergeRecords(linesOf(whole), shifted(other, { wall: -3_600_000, mono: 77_777 }));
    expect(shiftMs).toBeCloseTo(3_600_000, 6);
  });

  it('and exactly by the sender reports that both heard', () => {
    const own: Facts = [
      [0, session],
      [0, beginFact()],
      opened(1, 200),
      report(1, 1_200, 200, 2),
      report(1, 2_200, 200, 40),
      clock(3_000),
      [10_000, stop],
    ];
    // What the hub tells takes 90 ms longer to the other; its packets do not.
    const other: Facts = [
      [0, elsewhere],
      [90, beginFact()],
      opened(1, 500),
      report(1, 1_500, 500, 30),
      report(1, 2_500, 500, 3),
      [3_090, { kind: 'clock', sentAt: startOfDay + 3_000 }],
      [10_090, stop],
    ];
    const merged = mergeRecords(linesOf(own), shifted(other, { wall: 60_000, mono: 5 }));
    expect(merged.shiftMs).toBeCloseTo(-60_000 - 1, 3);
    const [mine, theirs] = [merged.tape.epochs[0], merged.other[0]];
    // Both files stand where the hub's own clock has them.
    expect((theirs?.startMs ?? 0) - (mine?.startMs ?? 0)).toBeCloseTo(300, 3);
  });

  it('have a gap only where both have one', () => {
    const own: Facts = [
      [0, session],
      [0, beginFact()],
      [2_000, lost],
      [4_000, resumed],
      [6_000, lost],
      [8_000, resumed],
      [10_000, stop],
    ];
    const other: Facts = [
      [0, session],
      [0, beginFact()],
      [7_000, { kind: 'interrupted', reason: 'disk-full' }],
      [9_000, resumed],
      [10_000, stop],
    ];
    const { tape } = mergeRecords(linesOf(own), linesOf(other));
    expect(tape.gaps).toEqual([{ fromMs: 7_000, toMs: 8_000, reason: 'recorder-lost' }]);
    // A recorder that was not there is a gap of its own: it ended at 3 s.
    const short: Facts = [[0, session], [0, beginFact()], clock(3_000)];
    expect(mergeRecords(linesOf(own), linesOf(short)).tape.gaps).toEqual([
      { fromMs: 3_000, toMs: 4_000, reason: 'recorder-lost' },
      { fromMs: 6_000, toMs: 8_000, reason: 'recorder-lost' },
    ]);
  });

  it('begin with the earlier, whose stage and entries fill in for the first', () => {
    const entry = (seq: number, at: number): readonly [number, TimelineFact] => [
      at,
      {
        kind: 'entry',
        sentAt: startOfDay + at,
        entry: { seq, at: startOfDay + at, event: { type: 'floor.granted' } },
      },
    ];
    const late: Facts = [
      [5_000, session],
      [5_000, beginFact()],
      stageFact(5_000, { agenda: 'two' }),
      entry(8, 6_000),
      [9_000, lost],
      [9_500, resumed],
      [10_000, stop],
    ];
    const early: Facts = [
      [0, session],
      [0, beginFact()],
      stageFact(0, { agenda: 'one' }),
      entry(7, 3_000),
      entry(8, 6_000),
      stageFact(6_500, { agenda: 'only the other heard' }),
      [10_000, stop],
    ];
    const { tape } = mergeRecords(linesOf(late), linesOf(early));
    expect(tape).toMatchObject({ startedAt: startOfDay, durationMs: 10_000, gaps: [] });
    expect(tape.stages.map(({ atMs, stage }) => [atMs, stage.agenda])).toEqual([
      [0, 'one'],
      [5_000, 'two'],
    ]);
    expect(tape.entries.map(({ atMs, entry: { seq } }) => [atMs, seq])).toEqual([
      [3_000, 7],
      [6_000, 8],
    ]);
  });

  it('show a screen no longer than its recorder lived', () => {
    const own: Facts = [
      [0, session],
      [0, beginFact()],
      opened(1, 200, { source: 'screen', media: 'video' }),
      clock(2_000),
      [5_000, session],
      [5_001, { kind: 'epoch.closed', epoch: 1, reason: 'abandoned', bytes: 9, packets: 0, lost: 0 }],
      [10_000, stop],
    ];
    expect(mergeRecords(linesOf(own), linesOf(whole)).tape.epochs[0]?.closedMs).toBe(2_000);
  });

  it('cannot be merged where one has no beginning', () => {
    expect(() => mergeRecords(linesOf(whole), linesOf([[0, session]]))).toThrow('no beginning');
  });
});
