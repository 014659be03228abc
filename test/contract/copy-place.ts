import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecordingId } from '../../core/id.ts';
import type { CopyFile, CopyPlace } from '../../server/package/copies.ts';

/** A place under test. */
export type PlaceUnderTest = {
  readonly place: CopyPlace;
  /** What lies there under finished names, by recording and path. */
  contents(): Promise<ReadonlyMap<string, string>>;
  /** From now on what is written there comes out changed; null: this place cannot. */
  readonly spoil: (() => void) | null;
  close(): Promise<void>;
};

const recording = 'm1.r5' as RecordingId;
const { signal } = new AbortController();
const noPace = async () => undefined;

/** What every second place must do (server/package/copies.ts, `CopyPlace`). */
export function copyPlaceContract(name: string, open: () => Promise<PlaceUnderTest>): void {
  describe(`${name}: a second place`, () => {
    let under: PlaceUnderTest;
    let folder = '';
    beforeEach(async () => {
      under = await open();
      await under.place.open(async () => []);
      folder = await mkdtemp(join(tmpdir(), 'diemcau-source-'));
    });
    afterEach(async () => {
      await under.close();
      await rm(folder, { recursive: true });
    });
    const fileOf = async (path: string, text: string, digestOf = text): Promise<CopyFile> => {
      const source = join(folder, 'source');
      await writeFile(source, text);
      return { source, path, digest: createHash('sha256').update(digestOf).digest('hex') };
    };
    const copy = async (path: string, text: string, digestOf = text) =>
      under.place.copy(recording, await fileOf(path, text, digestOf), noPace, signal);

    it('PACKAGE-8: holds what it was given, under any name, and takes it again', async () => {
      for (let turn = 0; turn < 2; turn += 1) {
        await copy('recording.mp4', 'a film that is longer than a part');
        await copy('tracks/0001-nguyễn văn a (1)+&.mka', 'a track');
        await copy('empty', '');
      }
      await copy('recording.mp4', 'a film that was made anew, in another layout');
      expect(await under.contents()).toEqual(
        new Map([
          ['m1.r5/recording.mp4', 'a film that was made anew, in another layout'],
          ['m1.r5/tracks/0001-nguyễn văn a (1)+&.mka', 'a track'],
          ['m1.r5/empty', ''],
        ]),
      );
    });

    it('PACKAGE-8: does not take what is not what the manifest says, and keeps what it has', async () => {
      await copy('recording.mp4', 'sound');
      await expect(copy('recording.mp4', 'rotten', 'sound as it was made')).rejects.toThrow();
      await expect(copy('long', 'rotten, and longer than a part', 'sound')).rejects.toThrow();
      expect(await under.contents()).toEqual(new Map([['m1.r5/recording.mp4', 'sound']]));
    });

    it('PACKAGE-8: notices what it gives back changed', async () => {
      if (under.spoil === null) return;
      under.spoil();
      await expect(copy('recording.mp4', 'a film')).rejects.toThrow('does not hold');
    });

    it('PACKAGE-8: deletes a recording’s files where a disposal says so, and no others', async () => {
      for (const path of ['a', 'b', 'c/d', 'e']) await copy(path, path);
      const other = 'm1.r55' as RecordingId;
      await under.place.copy(other, await fileOf('a', 'other'), noPace, signal);
      await under.place.remove(recording);
      expect(await under.contents()).toEqual(new Map([['m1.r55/a', 'other']]));
      await under.place.remove(recording);
    });
  });
}
