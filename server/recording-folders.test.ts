import { describe, expect, it } from 'vitest';
import type { RecordingId } from '../core/id.ts';
import { createRecordingFolders } from './recording-folders.ts';

const id = 'm1.r5' as RecordingId;
const places = [(of: RecordingId) => `/first/${of}`, (of: RecordingId) => `/second/${of}`];

describe('where a recording is kept', () => {
  it('is the only recorder’s folder, without a look at the disk', () => {
    const folders = createRecordingFolders(places.slice(0, 1), () => {
      throw new Error('the disk was asked');
    });
    expect(folders.folderOf(id)).toBe('/first/m1.r5');
  });

  it.each([
    [['/first/m1.r5', '/second/m1.r5'], '/first/m1.r5'],
    [['/second/m1.r5'], '/second/m1.r5'],
    [[], '/first/m1.r5'],
  ])('of two: finished in %j, it is %s', (finished, expected) => {
    const folders = createRecordingFolders(places, (folder) => finished.includes(folder));
    expect(folders.folderOf(id)).toBe(expected);
    expect(folders.foldersOf(id)).toEqual(['/first/m1.r5', '/second/m1.r5']);
  });

  it('is looked for again until there is a package, and remembered then', () => {
    const finished: string[] = [];
    let looks = 0;
    const folders = createRecordingFolders(places, (folder) => {
      looks += 1;
      return finished.includes(folder);
    });
    expect(folders.folderOf(id)).toBe('/first/m1.r5');
    finished.push('/second/m1.r5');
    expect(folders.folderOf(id)).toBe('/second/m1.r5');
    const before = looks;
    expect(folders.folderOf(id)).toBe('/second/m1.r5');
    expect(looks).toBe(before);
  });
});
