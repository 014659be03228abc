import { describe, expect, it } from 'vitest';
import type { FilmLayout } from '../../protocol/archive.ts';
import type { Source } from '../../protocol/media.ts';
import type { Plate, ShownStage } from '../../protocol/recorder.ts';
import { emptyStage, meetingRecord, plateOf, startOfDay } from '../../test/recording/fabricated-folder.ts';
import type { MeetingOnTape, RecordedEpoch } from '../timeline/record.ts';
import type { Absence } from './absence.ts';
import { type Layout, type Picture, scenesOf } from './scene.ts';
import { packetBefore, type Stretch, stretchesOf } from './stretch.ts';

const chair = plateOf('chair');
const a = plateOf('a');
const b = plateOf('b');

function epochOf(epoch: number, plate: Plate, change: Partial<RecordedEpoch> = {}): RecordedEpoch {
  return {
    kind: 'epoch.opened',
    epoch,
    track: `t${epoch}`,
    participant: plate.participant,
    source: 'camera',
    media: 'video',
    codec: 'video/VP8',
    clockRate: 90_000,
    file: `tracks/${epoch}.mkv`,
    pid: 1,
    firstRtp: 0,
    firstMono: 0,
    startMs: 0,
    rate: 1,
    closedMs: 100_000,
    reason: 'closed',
    bytes: 1,
    ...change,
  };
}
function stretch(
  epoch: number,
  plate: Plate,
  at: { readonly fromMs: number; readonly toMs: number; readonly source?: Source },
): Stretch {
  return {
    epoch: epochOf(epoch, plate, { source: at.source ?? 'camera' }),
    fromMs: at.fromMs,
    toMs: at.toMs,
    packets: [],
  };
}
function scenes(
  stages: readonly (readonly [number, Partial<ShownStage>])[],
  stretches: readonly Stretch[],
  {
    durationMs = 20_000,
    layout = 'speaker',
    absences = [],
  }: { durationMs?: number; layout?: FilmLayout; absences?: readonly Absence[] } = {},
) {
  const tape: MeetingOnTape = {
    meeting: meetingRecord,
    startedAt: startOfDay,
    durationMs,
    entries: [],
    epochs: [],
    gaps: [],
    stages: stages.map(([atMs, stage]) => ({ atMs, stage: { ...emptyStage, ...stage } })),
  };
  return scenesOf(tape, { stretches, absences, layout });
}

const shown = ({ plate, stretch: from }: Picture) => `${plate.name}${from ? `@${from.epoch.epoch}` : ''}`;
function told(layout: Layout): string {
  switch (layout.kind) {
    case 'card':
      return 'card';
    case 'one':
      return [shown(layout.main), ...(layout.small ? [`(${shown(layout.small)})`] : [])].join(' ');
    case 'several':
      return [
        layout.speakers.map(shown).join('+'),
        ...(layout.small ? [`(${shown(layout.small)})`] : []),
      ].join(' ');
    case 'content':
      return `${shown(layout.screen)}! ${layout.side.map((side) => `(${shown(side)})`).join(' ')}`;
    case 'slide':
      return `${shown(layout.screen)}! ${layout.speaker.name}`;
    case 'absence':
      return layout.absence.kind;
  }
}
const summary = (list: ReturnType<typeof scenes>) =>
  list.map(({ fromMs, toMs, layout }) => `${fromMs}-${toMs} ${told(layout)}`);

describe('scenes', () => {
  it('show a card, the chair, a speaker with the chair small', () => {
    const cameras = [
      stretch(1, chair, { fromMs: 2_000, toMs: 20_000 }),
      stretch(2, a, { fromMs: 4_000, toMs: 12_000 }),
    ];
    expect(
      summary(
        scenes(
          [
            [0, {}],
            [1_000, { chair }],
            [5_000, { chair, speakers: [a] }],
            [10_000, { chair }],
          ],
          cameras,
        ),
      ),
    ).toEqual([
      '0-1000 card',
      '1000-2000 chair',
      '2000-5000 chair@1',
      '5000-10000 a@2 (chair@1)',
      '10000-20000 chair@1',
    ]);
  });

  it('show a name instead of a camera that is off, even while its last frames arrive', () => {
    const cameras = [stretch(1, a, { fromMs: 0, toMs: 20_000 })];
    const stages = [
      [0, { speakers: [a] }],
      [8_000, { speakers: [{ ...a, camera: 'off' as const }] }],
    ] as const;
    expect(summary(scenes(stages, cameras))).toEqual(['0-8000 a@1', '8000-20000 a']);
  });

  it('do not show the chair twice, nor an empty place for a chair whose line is gone', () => {
    const gone = { ...chair, connected: false };
    const stages = [
      [0, { chair, speakers: [chair] }],
      [5_000, { chair: gone, speakers: [a] }],
      [9_000, { chair: gone }],
    ] as const;
    expect(summary(scenes(stages, []))).toEqual(['0-5000 chair', '5000-9000 a', '9000-20000 card']);
  });

  it('STAGE-3: show whom the chair has everybody see, once, beside whoever speaks', () => {
    const cameras = [
      stretch(1, chair, { fromMs: 0, toMs: 20_000 }),
      stretch(2, a, { fromMs: 0, toMs: 20_000 }),
      stretch(3, b, { fromMs: 0, toMs: 20_000 }),
    ];
    const stages = [
      [0, { chair, spotlight: b }],
      [5_000, { chair, speakers: [a], spotlight: b }],
      [10_000, { chair, speakers: [a, b], spotlight: b }],
      [15_000, { chair, speakers: [a], spotlight: chair }],
    ] as const;
    const all = ['0-5000 b@3 (chair@1)', '5000-15000 a@2+b@3 (chair@1)', '15000-20000 a@2+chair@1'];
    expect(summary(scenes(stages, cameras))).toEqual(all);
    const gallery = scenes(stages.slice(0, 1), cameras, { layout: 'gallery' });
    expect(summary(gallery)).toEqual(['0-20000 chair@1+b@3']);
  });

  it('show what is presented large, with the speakers and the chair small', () => {
    const screen = stretch(9, b, { fromMs: 6_000, toMs: 16_000, source: 'screen' });
    const stages = [
      [0, { chair, speakers: [a], content: b }],
      [10_000, { chair, content: b }],
    ] as const;
    expect(summary(scenes(stages, [screen]))).toEqual([
      '0-6000 a (chair)',
      '6000-10000 b@9! (a) (chair)',
      '10000-16000 b@9! (b) (chair)',
      '16000-20000 chair',
    ]);
  });

  it('show several speakers side by side, at most six', () => {
    const many = ['c', 'd', 'e', 'f', 'g', 'h', 'i'].map((name) => plateOf(name));
    const stages = [
      [0, { chair, speakers: [a, b] }],
      [9_000, { speakers: many }],
    ] as const;
    expect(summary(scenes(stages, []))).toEqual(['0-9000 a+b (chair)', '9000-20000 c+d+e+f+g+h']);
  });

  it('are never shorter than 0.4 s, and always fill the whole time', () => {
    const stages = [
      [0, { speakers: [a] }],
      [5_000, { speakers: [b] }],
      [5_200, { speakers: [a] }],
      [19_900, {}],
    ] as const;
    expect(summary(scenes(stages, []))).toEqual(['0-20000 a']);
    expect(
      summary(
        scenes(
          [
            [0, {}],
            [100, { speakers: [a] }],
          ],
          [],
        ),
      ),
    ).toEqual(['0-20000 a']);
    expect(summary(scenes([], [], { durationMs: 300 }))).toEqual(['0-300 card']);
  });

  it('change with the file that a camera is in, and take the later of two', () => {
    const files = [stretch(1, a, { fromMs: 0, toMs: 9_000 }), stretch(2, a, { fromMs: 8_000, toMs: 20_000 })];
    expect(summary(scenes([[0, { speakers: [a] }]], files))).toEqual(['0-8000 a@1', '8000-20000 a@2']);
  });

  it('show what is presented alone, with the name of whoever speaks to it, where a film of the content is wanted', () => {
    const files = [
      stretch(9, b, { fromMs: 6_000, toMs: 16_000, source: 'screen' }),
      stretch(1, a, { fromMs: 0, toMs: 20_000 }),
    ];
    const stages = [
      [0, { chair, speakers: [a], content: b }],
      [10_000, { chair, content: b }],
    ] as const;
    expect(summary(scenes(stages, files, { layout: 'content' }))).toEqual([
      '0-6000 a@1 (chair)',
      '6000-10000 b@9! a',
      '10000-16000 b@9! b',
      '16000-20000 chair',
    ]);
  });

  it('show all who are on the stage alike in a gallery: what is presented, the chair, the speakers, at most six', () => {
    const many = ['c', 'd', 'e', 'f', 'g', 'h'].map((name) => plateOf(name));
    const screen = stretch(9, b, { fromMs: 0, toMs: 4_000, source: 'screen' });
    const stages = [
      [0, { chair, speakers: [a, chair], content: b }],
      [8_000, { chair, speakers: many }],
      [12_000, { chair: { ...chair, connected: false }, speakers: [a] }],
      [16_000, {}],
    ] as const;
    expect(summary(scenes(stages, [screen], { layout: 'gallery' }))).toEqual([
      '0-4000 b@9+chair+a',
      '4000-8000 chair+a',
      '8000-12000 chair+c+d+e+f+g',
      '12000-16000 a',
      '16000-20000 card',
    ]);
  });

  it('REC-5: show nothing of a closed part but that it is one, however many cameras there are', () => {
    const absences = [
      { kind: 'pause', fromMs: 4_000, toMs: 9_000, reason: null },
      { kind: 'gap', fromMs: 12_000, toMs: 15_000, reason: 'recorder-lost' },
    ] as const;
    const cameras = [stretch(1, a, { fromMs: 0, toMs: 20_000 })];
    expect(summary(scenes([[0, { speakers: [a] }]], cameras, { absences }))).toEqual([
      '0-4000 a@1',
      '4000-9000 pause',
      '9000-12000 a@1',
      '12000-15000 gap',
      '15000-20000 a@1',
    ]);
  });

  it('do not change because a microphone opens', () => {
    const stages = [
      [0, { speakers: [a] }],
      [8_000, { speakers: [{ ...a, microphone: 'off' as const }] }],
    ] as const;
    expect(scenes(stages, [])).toHaveLength(1);
  });
});

describe('stretches', () => {
  const packets = [0, 40, 80, 5_000, 5_040];

  it('end where a camera sends nothing for two seconds', () => {
    const found = stretchesOf(epochOf(1, a, { startMs: 1_000 }), packets);
    expect(found.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
      [1_000, 1_280],
      [6_000, 6_240],
    ]);
  });

  it('of a shared screen last until it is closed', () => {
    const found = stretchesOf(epochOf(1, a, { source: 'screen', closedMs: 30_000 }), packets);
    expect(found.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([[0, 30_000]]);
  });

  it('of sound whose clock went unevenly are placed leg by leg, and nothing is heard twice', () => {
    const sound = Array.from({ length: 500 }, (_, index) => index * 20);
    const legs = [
      { fromMs: 0, startMs: 1_000, rate: 1 },
      { fromMs: 3_000, startMs: 1_250, rate: 1 },
      { fromMs: 6_000, startMs: 1_200, rate: 1 },
    ];
    const epoch = epochOf(1, a, { source: 'microphone', media: 'audio', startMs: 1_100, legs });
    const found = stretchesOf(epoch, sound);
    expect(found.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
      // Its last packet and what it lasts; then 190 ms that were lost.
      [1_000, 4_040],
      [4_250, 7_200],
      [7_200, 11_240],
    ]);
    // A picture's one pace holds.
    expect(stretchesOf({ ...epoch, media: 'video' }, sound)[0]?.fromMs).toBe(1_100);
  });

  it('of an empty file are none', () => {
    expect(stretchesOf(epochOf(1, a), [])).toEqual([]);
  });

  it('know the frame that is on screen at a moment', () => {
    const [first] = stretchesOf(epochOf(1, a, { startMs: 1_000, rate: 2 }), packets);
    expect([500, 1_079, 1_081, 9_000].map((at) => packetBefore(first!, at))).toEqual([0, 0, 40, 80]);
  });
});
