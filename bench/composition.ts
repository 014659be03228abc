import { join } from 'node:path';
import pino from 'pino';
import { layouts } from '../protocol/archive.ts';
import { composeFolder } from '../recorder/composition/compose.ts';
import { frame, heights } from '../recorder/composition/mark.ts';
import { findPrograms } from '../recorder/programs.ts';
import { type FabricatedTrack, fabricateFolder, plateOf } from '../test/recording/fabricated-folder.ts';
import type { Bench, Figure } from './bench.ts';
import { childrenCpuMs } from './process-usage.ts';

const logger = pino({ level: 'silent' });
const chair = plateOf('chutri', {
  name: 'Hoàng Minh Khôi',
  position: 'Phó Trưởng ban Thường trực',
  unitName: 'Trung ương',
});
const first = plateOf('daibieu', {
  name: 'Giàng A Dế',
  position: 'Chủ tịch UBND xã Nậm Tin',
  unitName: 'Huyện Nậm Pồ',
});
const second = plateOf('giamdoc', {
  name: 'Nguyễn Thị Phương Thảo',
  position: 'Giám đốc Sở Nông nghiệp và Môi trường',
  unitName: 'Điện Biên',
});
const people = [chair, first, second];

/** Moves everywhere and has grain, as a camera's picture does; a still or a plain one would be encoded too quickly. */
const camera = (hue: number) => `testsrc2=s=1280x720:r=25,hue=h=${hue},noise=alls=6:allf=t`;
const voice = (pitch: number) => `aevalsrc=0.4*sin(2*PI*${pitch}*t)*lt(mod(t\\,2)\\,1.5):s=48000`;
/** A slide, which stands still. */
const slide = 'testsrc2=s=1920x1080:r=5,trim=end_frame=1,loop=loop=-1:size=1,fps=5';

/** Thirds of the meeting: somebody speaks, two debate, somebody presents. */
async function fabricate(folder: string, durationMs: number): Promise<void> {
  const whole = { fromMs: 0, toMs: durationMs };
  const third = durationMs / 3;
  const tracks = people.flatMap(({ participant }, index): readonly FabricatedTrack[] => [
    { participant, source: 'camera', input: camera(index * 120), ...whole },
    { participant, source: 'microphone', input: voice(220 + index * 110), ...whole },
  ]);
  await fabricateFolder(folder, {
    durationMs,
    stages: [
      [0, { chair, speakers: [first] }],
      [third, { chair, speakers: [first, second] }],
      [2 * third, { chair, speakers: [second], content: second }],
    ],
    tracks: [
      ...tracks,
      {
        participant: second.participant,
        source: 'screen',
        input: slide,
        fromMs: 2 * third,
        toMs: durationMs,
      },
    ],
  });
}

export const composition: Bench = {
  name: 'composition',
  title: 'Composing the film of a recording, by layout and height',
  limitMs: 2_400_000,
  async run({ quick, folder, cleanup, say }) {
    const place = join(await folder(), 'recording');
    const programs = await findPrograms(process.env);
    const stopping = new AbortController();
    cleanup.defer(() => stopping.abort());
    const { signal } = stopping;
    const durationMs = quick ? 3_000 : 90_000;
    const runs = quick ? 1 : 2;
    say(`making a recording of ${durationMs / 1000} s`);
    await fabricate(place, durationMs);
    const figures: Figure[] = [];
    for (const height of heights) {
      for (const layout of layouts) {
        const found: { readonly tookMs: number; readonly cpuMs: number; readonly size: number }[] = [];
        for (let run = 1; run <= runs; run += 1) {
          say(`${layout}, ${height} lines, run ${run}`);
          const [begun, cpuBefore] = [performance.now(), childrenCpuMs(process.pid)];
          const { size } = await composeFolder({ folder: place, height, layout, programs, signal, logger });
          const cpuMs = childrenCpuMs(process.pid) - cpuBefore;
          found.push({ tookMs: performance.now() - begun, cpuMs, size });
        }
        figures.push(
          {
            what: `${layout}, ${height} lines`,
            unit: '× real time',
            samples: found.map(({ tookMs }) => durationMs / tookMs),
          },
          {
            what: '  processor time for a second of film',
            unit: 's',
            samples: found.map(({ cpuMs }) => cpuMs / durationMs),
          },
          {
            what: '  bit rate of the film',
            unit: 'kbit/s',
            samples: found.map(({ size }) => (8 * size) / durationMs),
          },
        );
      }
    }
    return {
      figures,
      conditions: {
        film: `${frame.rate} frames/s, x264 veryfast on two threads, ${durationMs / 1000} s long: a third with one who speaks, a third with two, a third with a slide; the chair beside them`,
        tracks:
          'three cameras VP8 1280×720, 1 Mbit/s, test picture with grain; a slide 1920×1080; three microphones Opus 32 kbit/s',
        whole:
          'all of it: reading the tracks, scenes, sound, joining, counting frames, SHA-256 of the film; ffmpeg under nice 19',
      },
    };
  },
};
