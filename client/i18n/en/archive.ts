import type { Same } from '../same.ts';
import type { archive as source } from '../vi/archive.ts';

export const archive: Same<typeof source> = {};
