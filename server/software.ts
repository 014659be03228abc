import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const packageFile = z.looseObject({ name: z.string(), version: z.string() });

/** Name and version of this program, as its package.json says; `root` is the project's folder. */
export function software(root: string): string {
  const { name, version } = packageFile.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  return `${name} ${version}`;
}
