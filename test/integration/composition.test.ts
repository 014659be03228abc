import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, open, readdir, readFile, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShownStage } from '../../protocol/recorder.ts';
import { packageFiles } from '../../protocol/recording-package.ts';
import { type Composition, composeFolder, type Progress } from '../../recorder/composition/compose.ts';
import { figuresCard } from '../../recorder/composition/figures.ts';
import { palette } from '../../recorder/composition/mark.ts';
import { findPrograms } from '../../recorder/programs.ts';
import { words } from '../../recorder/words.ts';
import { voteCard } from '../../server/recording/vote-card.ts';
import {
  type FabricatedTrack,
  fabricateFolder,
  meetingRecord,
  plateOf,
} from '../recording/fabricated-folder.ts';
import { colourAt, decodeErrors, loudnessOf, probeFilm } from '../recording/film.ts';
import { likeness, pictureAt, pictureOf } from '../recording/lettering.ts';

const run = promisify(execFile);
const chair = plateOf('chair', {
  name: 'Nguyễn Thị Phương Thảo',
  position: 'Chủ trì',
  unitName: 'Trung ương',
});
/** Whatever a name may hold, it is drawn and never run. */
const speaker = plateOf('speaker', { name: `%{pts} \\'"];[x]:=,@ Đỗ Ưng`, unitName: 'Xã Nà Hỳ' });
const presenter = plateOf('presenter', { name: 'Y Bhiêng Niê' });

const colour = (name: string, size = '320x180') => `color=c=${name}:s=${size}:r=25`;
const tracks: readonly FabricatedTrack[] = [
  { participant: chair.participant, source: 'camera', fromMs: 500, toMs: 14_000, input: colour('blue') },
  {
    participant: speaker.participant,
    source: 'camera',
    fromMs: 2_000,
    toMs: 9_000,
    input: colour('red', '180x320'),
  },
  {
    participant: presenter.participant,
    source: 'screen',
    fromMs: 9_500,
    toMs: 10_000,
    closedMs: 12_000,
    input: colour('lime', '640x400'),
  },
  { participant: chair.participant, source: 'microphone', fromMs: 1_000, toMs: 4_000, input: 'sine=400' },
  {
    participant: speaker.participant,
    source: 'microphone',
    fromMs: 5_000,
    toMs: 8_000,
    input: 'sine=900,volume=-22dB',
  },
];
/** What a vote of the hall came to, with a question whose every character is drawn and none is run. */
const voted = voteCard({
  kind: 'counted',
  question: 'Thông qua \'%{pts}\': "a=b;[x]"?',
  secrecy: 'named',
  majority: 'half',
  tally: { voters: 50, for: 45, against: 3, abstain: 1 },
  carried: true,
});
/** The same as it is to be read in the film, from the top. */
const votedWords = [
  'KẾT QUẢ BIỂU QUYẾT',
  'Thông qua \'%{pts}\': "a=b;[x]"?',
  ...['Tán thành', '45/50 (90%)'],
  ...['Không tán thành', '3/50 (6%)'],
  ...['Không biểu quyết', '1/50 (2%)'],
  ...['Không tham gia', '1/50 (2%)'],
  'ĐƯỢC THÔNG QUA',
  'Cần quá nửa tổng số 50 người có quyền biểu quyết',
];
const stages: readonly (readonly [number, Partial<ShownStage>])[] = [
  [0, {}],
  [1_000, { chair }],
  [4_000, { chair, speakers: [speaker], agenda: 'Báo cáo = 1; #2' }],
  [9_600, { chair, content: presenter, agenda: 'Báo cáo = 1; #2' }],
  [12_000, { chair: { ...chair, camera: 'off' } }],
  [12_600, { chair: { ...chair, camera: 'off' }, card: voted }],
];

async function digest(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

describe('a folder composed', () => {
  let folder = '';
  const film = () => join(folder, packageFiles.video);
  const compose = async (how: Partial<Composition> = {}) => {
    const programs = await findPrograms(process.env);
    return composeFolder({
      folder,
      // Without `nice`: on a machine that is busy otherwise these tests would wait for ever.
      programs: { ...programs, before: programs.guard },
      signal: new AbortController().signal,
      logger: pino({ level: 'silent' }),
      ...how,
    });
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diemcau-composition-'));
    await fabricateFolder(folder, { tracks, stages, durationMs: 14_000 });
    // The speaker's camera turns and grows in the middle of the file, as a phone's does.
    const turned = join(folder, 'turned.mkv');
    const track = join(folder, 'tracks/0002-camera.mkv');
    const vp8 = words('-c:v libvpx -deadline realtime -cpu-used 8 -b:v 500k');
    await run(process.env.FFMPEG_BIN ?? 'ffmpeg', [
      ...words('-v error -y -f lavfi -i'),
      colour('red', '640x360'),
      ...words('-t 3.5'),
      ...vp8,
      turned,
    ]);
    await run('bash', [
      '-c',
      `printf "file '%s'\\noutpoint 3.5\\nfile '%s'\\n" ${track} ${turned} > ${folder}/list.txt`,
    ]);
    await run(process.env.FFMPEG_BIN ?? 'ffmpeg', [
      ...words('-v error -y -f concat -safe 0 -i'),
      join(folder, 'list.txt'),
      ...words('-c copy'),
      join(folder, 'joined.mkv'),
    ]);
    await run('bash', ['-c', `cd ${folder} && mv joined.mkv ${track} && rm turned.mkv list.txt`]);
    await compose();
  }, 240_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('decodes, is as long as its time line, and seeks from the start of the file', async () => {
    expect(await decodeErrors(film())).toBe('');
    const { durationMs, codecs } = await probeFilm(film());
    expect(Math.abs(durationMs - 14_000)).toBeLessThan(100);
    expect(codecs).toEqual(['h264', 'aac']);
    const file = await open(film());
    const { buffer } = await file
      .read({ buffer: Buffer.alloc(4_096), position: 0 })
      .finally(() => file.close());
    expect(buffer.includes('moov')).toBe(true);
  });

  it('shows the chair large, then the speaker large and the chair small, then what is presented', async () => {
    const middle = { x: 560, y: 300, size: 100 };
    const corner = { x: 1_080, y: 100, size: 60 };
    expect((await colourAt(film(), 0.4, { x: 60, y: 600, size: 60 })).every((part) => part < 60)).toBe(true);
    const [, , chairBlue] = await colourAt(film(), 3.5, middle);
    expect(chairBlue).toBeGreaterThan(200);
    // Before and after the picture's change of size.
    // From 4 to 8 s the new agenda item lies across the middle, below the speaker's head.
    const head = { x: 560, y: 90, size: 60 };
    for (const at of [4.6, 5.3, 6.2, 8.5]) {
      const [red, , blue] = await colourAt(film(), at, at < 8 ? head : middle);
      expect(red, `at ${at}`).toBeGreaterThan(200);
      expect(blue, `at ${at}`).toBeLessThan(60);
      expect((await colourAt(film(), at, corner))[2], `at ${at}`).toBeGreaterThan(200);
    }
    // A phone held upright fills the height only; turned, the whole picture.
    expect((await colourAt(film(), 4.6, { x: 60, y: 300, size: 100 }))[0]).toBeLessThan(60);
    expect((await colourAt(film(), 8.5, { x: 60, y: 300, size: 100 }))[0]).toBeGreaterThan(200);
    // A screen that does not change sends nothing for seconds, and is shown all the same.
    for (const at of [9.8, 11.8])
      expect((await colourAt(film(), at, middle))[1], `at ${at}`).toBeGreaterThan(200);
  }, 120_000);

  it('shows the name of whoever has no camera', async () => {
    const [red, green, blue] = await colourAt(film(), 12.3, { x: 100, y: 100, size: 100 });
    expect([red, green, blue].every((part) => part > 10 && part < 90)).toBe(true);
    const [bright] = await colourAt(film(), 12.3, { x: 600, y: 340, size: 40 });
    expect(bright).toBeGreaterThan(red + 15);
  });

  it('REC-9: shows what a vote came to when it was counted', async () => {
    const marks = figuresCard(voted).filter((mark) => mark.kind === 'box');
    const placeOf = (color: string) => {
      const bar = marks.findLast((mark) => mark.color === color);
      if (bar === undefined) throw new Error(`nothing is ${color}`);
      return { x: Math.ceil(bar.x), y: Math.ceil(bar.y), size: 4 };
    };
    const seen = (color: string, at: number) => colourAt(film(), at, placeOf(color));
    const [gold, green] = [await seen(palette.accent, 13.3), await seen(palette.carried, 13.3)];
    expect(gold[0]).toBeGreaterThan(gold[2] + 80);
    expect(green[1]).toBeGreaterThan(green[0] + 50);
    const before = await seen(palette.accent, 12.3);
    expect(before[0]).toBeLessThan(before[2] + 20);
  });

  it('REC-9: what a vote came to can be read, figure by figure', async () => {
    const letters = figuresCard(voted).filter((mark) => mark.kind === 'text');
    expect(letters.map(({ text }) => text)).toEqual(votedWords);
    const [seen, before, drawn] = await Promise.all([
      pictureAt(film(), 13.3),
      pictureAt(film(), 12.3),
      pictureOf(letters.map((mark, index) => ({ ...mark, text: votedWords[index] ?? '' }))),
    ]);
    for (const mark of letters) {
      expect(likeness(seen, drawn, mark), mark.text).toBeGreaterThan(0.95);
      expect(likeness(before, drawn, mark), `${mark.text}, before`).toBeLessThan(0.5);
    }
  });

  it('makes a microphone that was set far too low as loud as the others', async () => {
    const [chairThen, speakerThen] = [
      await loudnessOf(film(), 2, 1, 400),
      await loudnessOf(film(), 6, 1, 900),
    ];
    // 22 dB apart as they were recorded; the two tones alone weigh differently by 1 dB or so (K-weighting).
    expect(Math.abs(chairThen - speakerThen)).toBeLessThan(3);
  });

  it('lets each voice be heard when it spoke', async () => {
    const [chairThen, speakerThen] = [
      await loudnessOf(film(), 2, 1, 400),
      await loudnessOf(film(), 6, 1, 900),
    ];
    expect(chairThen).toBeGreaterThan(-35);
    expect(speakerThen).toBeGreaterThan(-35);
    expect(await loudnessOf(film(), 6, 1, 400)).toBeLessThan(chairThen - 20);
    expect(await loudnessOf(film(), 2, 1, 900)).toBeLessThan(speakerThen - 20);
    expect(await loudnessOf(film(), 0, 0.8, 400)).toBeLessThan(chairThen - 20);
  });

  it('has chapters with every character in them', async () => {
    const { chapters } = await probeFilm(film());
    expect(chapters).toEqual([
      meetingRecord.title,
      'Nguyễn Thị Phương Thảo (Trung ương)',
      `Báo cáo = 1; #2: %{pts} \\'"];[x]:=,@ Đỗ Ưng (Xã Nà Hỳ)`,
      'Báo cáo = 1; #2',
      'Nguyễn Thị Phương Thảo (Trung ương)',
    ]);
    const listed: { title: string; startMs: number }[] = JSON.parse(
      await readFile(join(folder, packageFiles.chapters), 'utf8'),
    );
    expect(listed.map(({ title }) => title)).toEqual(chapters);
    expect(listed.map(({ startMs }) => startMs)).toEqual([0, 1_000, 4_000, 9_600, 12_000]);
  });

  it('is checked by sha256sum', async () => {
    const { stdout } = await run('sha256sum', ['-c', packageFiles.manifest], { cwd: folder });
    const lines = stdout.trim().split('\n');
    expect(lines.every((line) => line.endsWith(': OK'))).toBe(true);
    expect(lines.length).toBe(tracks.length + 8);
  });

  it('is made alike a second time, and its sources are not touched', async () => {
    const paths = [packageFiles.video, packageFiles.chapters, packageFiles.speakers, packageFiles.meeting];
    const sources = [packageFiles.timeline, 'tracks/0001-camera.mkv', 'tracks/0004-microphone.mkv'];
    const of = (names: readonly string[]) => Promise.all(names.map((name) => digest(join(folder, name))));
    const before = await of([...paths, ...sources]);
    const { mtimeMs } = await stat(join(folder, 'tracks/0001-camera.mkv'));
    await compose();
    expect(await of([...paths, ...sources])).toEqual(before);
    expect((await stat(join(folder, 'tracks/0001-camera.mkv'))).mtimeMs).toBe(mtimeMs);
    await expect(stat(join(folder, packageFiles.scratch))).rejects.toThrow('ENOENT');
  }, 120_000);

  it('goes on with the next scene when it was interrupted, says how far it is, and is the same film', async () => {
    const before = await digest(film());
    const stopping = new AbortController();
    const interrupted = compose({
      signal: stopping.signal,
      onProgress: ({ share }) => {
        if (share > 0.4) stopping.abort();
      },
    });
    await expect(interrupted).rejects.toThrow();
    const rendered = await readdir(join(folder, packageFiles.scratch));
    expect(rendered.filter((name) => name.startsWith('scene-')).length).toBeGreaterThan(1);
    const told: Progress[] = [];
    await compose({ onProgress: (progress) => told.push(progress) });
    expect(await digest(film())).toBe(before);
    const tools: { scenes: number; commands: string[] } = JSON.parse(
      await readFile(join(folder, packageFiles.tools), 'utf8'),
    );
    // Those scenes that were whole are not rendered again.
    const renderedNow = tools.commands.filter((command) => command.includes('scene.part.mp4')).length;
    expect(renderedNow).toBeLessThan(tools.scenes);
    expect(renderedNow).toBeGreaterThan(0);
    const shares = told.map(({ share }) => share);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(told.at(-1)?.remainingMs).toBeGreaterThan(0);
  }, 120_000);

  it('has 1080 lines when that is asked for, with everything where it was', async () => {
    await compose({ height: 1080 });
    expect((await probeFilm(film())).height).toBe(1080);
    const [, , small] = await colourAt(film(), 8.5, { x: 1_620, y: 150, size: 90 });
    expect(small).toBeGreaterThan(200);
    const [large] = await colourAt(film(), 8.5, { x: 840, y: 450, size: 100 });
    expect(large).toBeGreaterThan(200);
    await compose();
    expect((await probeFilm(film())).height).toBe(720);
  }, 120_000);

  it('is made even of tracks cut short, damaged or empty', async () => {
    const chairTrack = join(folder, 'tracks/0001-camera.mkv');
    await truncate(chairTrack, Math.round((await stat(chairTrack)).size / 2));
    await truncate(join(folder, 'tracks/0004-microphone.mkv'), 0);
    const speakerTrack = await open(join(folder, 'tracks/0005-microphone.mkv'), 'r+');
    await speakerTrack.write(Buffer.alloc(4_000, 0x55), 0, 4_000, 0).finally(() => speakerTrack.close());
    const { durationMs } = await compose();
    expect(durationMs).toBe(14_000);
    expect(await decodeErrors(film())).toBe('');
    const [, , blue] = await colourAt(film(), 3.5, { x: 560, y: 300, size: 100 });
    expect(blue).toBeGreaterThan(200);
    const tools: { problems: string[] } = JSON.parse(
      await readFile(join(folder, packageFiles.tools), 'utf8'),
    );
    expect(tools.problems).toHaveLength(1);
  }, 120_000);
});
