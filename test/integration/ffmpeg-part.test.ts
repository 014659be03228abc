import { expect, it } from 'vitest';
import { missingParts } from '../../recorder/ffmpeg-part.ts';
import { findPrograms } from '../../recorder/programs.ts';

it('REC-7: the ffmpeg that is used here lacks nothing of what it is asked for before a recording', async () => {
  expect(await missingParts((await findPrograms(process.env)).ffmpeg)).toEqual([]);
});
