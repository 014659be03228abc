import { describe, expect, it } from 'vitest';
import type { Source } from '../../protocol/media.ts';
import { emptyStage, meetingRecord, plateOf, startOfDay } from '../../test/recording/fabricated-folder.ts';
import type { MeetingOnTape, RecordedGap } from '../timeline/record.ts';
import { absencesOf, without } from './absence.ts';
import type { Stretch } from './stretch.ts';

function tape(paused: readonly (readonly [number, boolean])[], gaps: readonly RecordedGap[]): MeetingOnTape {
  return {
    meeting: meetingRecord,
    startedAt: startOfDay,
    durationMs: 60_000,
    entries: [],
    epochs: [],
    gaps,
    stages: paused.map(([atMs, isPaused]) => ({
      atMs,
      stage: { ...emptyStage, ...(isPaused ? { paused: true } : {}) },
    })),
  };
}
function captured(source: Source, fromMs: number, toMs: number, lastPacketMs = toMs): Stretch {
  return {
    epoch: {
      kind: 'epoch.opened',
      epoch: 1,
      track: 't',
      participant: plateOf('a').participant,
      source,
      media: source === 'microphone' ? 'audio' : 'video',
      codec: '',
      clockRate: 90_000,
      file: '',
      pid: 1,
      firstRtp: 0,
      firstMono: 0,
      startMs: 0,
      rate: 1,
      closedMs: toMs,
      reason: 'closed',
      bytes: 1,
    },
    fromMs,
    toMs,
    packets: [fromMs, lastPacketMs],
  };
}
const lost = (fromMs: number, toMs: number): RecordedGap => ({ fromMs, toMs, reason: 'recorder-lost' });
const told = (...of: Parameters<typeof absencesOf>) =>
  absencesOf(...of).map(({ kind, fromMs, toMs }) => `${kind} ${fromMs}-${toMs}`);

describe('what a film has nothing of', () => {
  it('REC-5: is a closed part from its beginning to its end, or to the end of the recording', () => {
    const pauses = [
      [-20, false],
      [10_000, true],
      [12_000, true],
      [30_000, false],
      [55_000, true],
    ] as const;
    expect(told(tape(pauses, []), [])).toEqual(['pause 10000-30000', 'pause 55000-60000']);
  });

  it('REC-4: is a gap as far as no track reaches into it, and not for less than a second', () => {
    const gaps = [lost(10_000, 20_000), lost(30_000, 30_900), lost(40_000, 70_000)];
    const tracks = [
      captured('camera', 0, 11_000),
      captured('microphone', 15_000, 16_000),
      captured('microphone', 19_500, 20_000),
    ];
    expect(told(tape([[0, false]], gaps), tracks)).toEqual([
      'gap 11000-15000',
      'gap 16000-19500',
      'gap 40000-60000',
    ]);
  });

  it('REC-4: is a gap also where a shared screen was left standing', () => {
    const screen = captured('screen', 0, 50_000, 12_000);
    expect(told(tape([[0, false]], [lost(10_000, 20_000)]), [screen])).toEqual(['gap 12000-20000']);
  });

  it('is closed, not lost, where it is both', () => {
    const both = tape(
      [
        [0, false],
        [15_000, true],
        [18_000, false],
      ],
      [lost(10_000, 20_000)],
    );
    expect(told(both, [])).toEqual(['gap 10000-15000', 'pause 15000-18000', 'gap 18000-20000']);
  });

  it('is cut out of what overlaps it', () => {
    const span = { fromMs: 0, toMs: 10 };
    expect(
      without(span, [
        { fromMs: 8, toMs: 12 },
        { fromMs: -5, toMs: 2 },
        { fromMs: 1, toMs: 4 },
      ]),
    ).toEqual([{ fromMs: 4, toMs: 8 }]);
    expect(without(span, [{ fromMs: 0, toMs: 10 }])).toEqual([]);
  });
});
