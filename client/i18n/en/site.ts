import type { Same } from '../same.ts';
import type { site as source } from '../vi/site.ts';

export const site: Same<typeof source> = {};
