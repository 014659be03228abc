import type { Same } from '../same.ts';
import type { meeting as source } from '../vi/meeting.ts';

export const meeting: Same<typeof source> = {};
