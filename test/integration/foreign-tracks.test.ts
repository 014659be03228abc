import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPacketIndex } from '../../recorder/composition/packet-index.ts';
import { findPrograms } from '../../recorder/programs.ts';
import { genesis, readTimelineText } from '../../recorder/timeline/chain.ts';

const run = promisify(execFile);

/** A recording that came in a package: whoever made it may have written anything into it. */
describe('the tracks of a foreign package', () => {
  let folder = '';
  let programs: Awaited<ReturnType<typeof findPrograms>>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diemcau-foreign-'));
    programs = await findPrograms(process.env);
    await mkdir(join(folder, 'tracks'));
    const [ffmpeg = ''] = programs.ffmpeg;
    const sound = (file: string) => [...'-v error -f lavfi -i sine=d=1 -c:a'.split(' '), ...file.split(' ')];
    await run(ffmpeg, sound('libopus tracks/0001-a-microphone.mka'), { cwd: folder });
    await run(ffmpeg, sound('aac another.mp4'), { cwd: folder });
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('PACKAGE-5: are read as tracks alone: a list of other files in disguise is not followed', async () => {
    const list = ['#EXTM3U', '#EXT-X-TARGETDURATION:1', '#EXTINF:1,', join(folder, 'another.mp4')];
    await writeFile(
      join(folder, 'tracks', '0002-b-microphone.mka'),
      `${[...list, '#EXT-X-ENDLIST'].join('\n')}\n`,
    );
    const read = (file: string) =>
      readPacketIndex(folder, `tracks/${file}`, { programs, signal: new AbortController().signal });
    expect((await read('0001-a-microphone.mka')).length).toBeGreaterThan(40);
    await expect(read('0002-b-microphone.mka')).rejects.toThrow('whitelist');
  });

  it('PACKAGE-5: lie in their folder: a time line that names another file is not believed', () => {
    const opened = {
      ...{ seq: 1, wall: 0, mono: 0, prev: genesis, kind: 'epoch.opened', epoch: 1, track: 't' },
      ...{ participant: 'p1', source: 'microphone', media: 'audio', codec: 'opus', clockRate: 48_000 },
      ...{ pid: 1, firstRtp: 0, firstMono: 0 },
    };
    const lines = (file: string) => readTimelineText(`${JSON.stringify({ ...opened, file })}\n`).lines.length;
    expect(lines('tracks/0001-p1-microphone.mka')).toBe(1);
    for (const file of [
      '../m2.r3/tracks/0001-p1-microphone.mka',
      'tracks/../../m2.r3/recording.mp4',
      '/etc/hosts',
    ])
      expect(lines(file), file).toBe(0);
  });
});
