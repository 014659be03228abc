import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Chapter } from '../../protocol/archive.ts';
import { packageFiles } from '../../protocol/recording-package.ts';

const chaptersFile: z.ZodType<Chapter[]> = z.array(
  z.object({
    startMs: z.number(),
    endMs: z.number(),
    title: z.string(),
    kind: z.enum(['agenda', 'speaker', 'pause', 'gap']).optional(),
  }),
);

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** The chapters of the package in this folder; null: there is none. Rejects where the file is damaged. */
export async function chaptersIn(folder: string): Promise<readonly Chapter[] | null> {
  try {
    return chaptersFile.parse(JSON.parse(await readFile(join(folder, packageFiles.chapters), 'utf8')));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
