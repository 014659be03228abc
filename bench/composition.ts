import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pino from 'pino';
import { composeFolder } from '../recorder/composition/compose.ts';
import { frame } from '../recorder/composition/mark.ts';
import { findPrograms } from '../recorder/programs.ts';
import { fabricateFolder, plateOf } from '../test/recording/fabricated-folder.ts';
import type { Bench, Figure } from './bench.ts';
import { childrenCpuMs } from './process-usage.ts';

const logger = pino({ level: 'silent' });
const chair = plateOf('chutri', {
  name: 'Hoàng Minh Khôi',
  position: 'Phó Trưởng ban Thường trực',
  unitName: 'Trung ương',
});
const speaker = plateOf('daibieu', {
  name: 'Giàng A Dế',
  position: 'Chủ tịch UBND xã Nậm Tin',
  unitName: 'Huyện Nậm Pồ',
});

/** Moves everywhere and has grain, as a camera's picture does; a still or a plain one would be encoded too quickly. */
const camera = (hue: number) => `testsrc2=s=1280x720:r=25,hue=h=${hue},noise=alls=6:allf=t`;
const voice = (pitch: number) => `aevalsrc=0.4*sin(2*PI*${pitch}*t)*lt(mod(t\\,2)\\,1.5):s=48000`;

type Scene = { readonly words: string; readonly people: readonly (typeof chair)[]; readonly speaks: boolean };

const scenes: readonly Scene[] = [
  { words: 'one picture (the chair)', people: [chair], speaks: false },
  { words: 'two pictures (the speaker large, the chair small)', people: [chair, speaker], speaks: true },
];

async function fabricate(folder: string, { people, speaks }: Scene, durationMs: number): Promise<void> {
  await mkdir(folder);
  const whole = { fromMs: 0, toMs: durationMs };
  await fabricateFolder(folder, {
    durationMs,
    stages: [[0, { chair, speakers: speaks ? [speaker] : [] }]],
    tracks: people.flatMap(({ participant }, index) => [
      { participant, source: 'camera', input: camera(index * 120), ...whole } as const,
      { participant, source: 'microphone', input: voice(220 + index * 110), ...whole } as const,
    ]),
  });
}

export const composition: Bench = {
  name: 'composition',
  title: 'Composing the film of a recording',
  limitMs: 600_000,
  async run({ quick, folder, cleanup, say }) {
    const root = await folder();
    const programs = await findPrograms(process.env);
    const stopping = new AbortController();
    cleanup.defer(() => stopping.abort());
    const durationMs = quick ? 3_000 : 60_000;
    const figures: Figure[] = [];
    for (const [index, scene] of scenes.entries()) {
      const place = join(root, String(index));
      say(`making a recording of ${scene.words}`);
      await fabricate(place, scene, durationMs);
      const runs: { readonly tookMs: number; readonly cpuMs: number; readonly size: number }[] = [];
      for (let run = 1; run <= (quick ? 1 : 5); run += 1) {
        say(`run ${run}`);
        const [begun, cpuBefore] = [performance.now(), childrenCpuMs(process.pid)];
        const { size } = await composeFolder({ folder: place, programs, signal: stopping.signal, logger });
        const cpuMs = childrenCpuMs(process.pid) - cpuBefore;
        runs.push({ tookMs: performance.now() - begun, cpuMs, size });
      }
      figures.push(
        { what: scene.words, unit: '× real time', samples: runs.map(({ tookMs }) => durationMs / tookMs) },
        {
          what: '  processor time for a second of film',
          unit: 's',
          samples: runs.map(({ cpuMs }) => cpuMs / durationMs),
        },
        {
          what: '  bit rate of the film',
          unit: 'kbit/s',
          samples: runs.map(({ size }) => (8 * size) / durationMs),
        },
      );
    }
    return {
      figures,
      conditions: {
        film: `${frame.width}×${frame.height} at ${frame.rate} frames/s, x264 veryfast on two threads, ${durationMs / 1000} s long, one scene`,
        tracks: 'VP8 1280×720, 1 Mbit/s, test picture with grain; Opus 32 kbit/s',
        whole:
          'all of it: reading the tracks, scenes, sound, joining, counting frames, manifest with SHA-256; ffmpeg under nice 19',
      },
    };
  },
};
