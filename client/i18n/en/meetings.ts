import type { Same } from '../same.ts';
import type { meetings as source } from '../vi/meetings.ts';

export const meetings: Same<typeof source> = {};
