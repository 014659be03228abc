import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingParts, needed } from './ffmpeg-part.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diemcau-ffmpeg-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** As ffmpeg writes its lists, and a shell that answers with them. */
async function standIn(has: (name: string) => boolean, decoderOfOpus = 'opus'): Promise<readonly string[]> {
  const list = (names: readonly string[]) =>
    [
      ' V..... = Video',
      ' ------',
      ...names.filter(has).map((name) => ` V....D ${name.padEnd(20)} Of ${name}`),
    ]
      .join('\n')
      .replace('opus                 Of opus', decoderOfOpus);
  for (const [name, names] of Object.entries(needed)) await writeFile(join(folder, `-${name}`), list(names));
  return ['sh', '-c', `cat '${folder}'/"$1"`];
}

describe('what an ffmpeg lacks', () => {
  it('REC-7: is what its lists do not name', async () => {
    expect(await missingParts(await standIn(() => true))).toEqual([]);
    // As a distribution builds it that leaves out what is encumbered, and as one without fonts does.
    const lacking = ['libx264', 'drawtext'];
    expect(await missingParts(await standIn((name) => !lacking.includes(name)))).toEqual(lacking);
    const other = 'libopus              libopus Opus (codec opus)';
    expect(await missingParts(await standIn(() => true, other))).toEqual([]);
  });

  it('REC-7: is all of it where it does not run', async () => {
    expect(await missingParts(['false'])).toBeNull();
    expect(await missingParts([join(folder, 'nowhere')])).toBeNull();
  });
});
