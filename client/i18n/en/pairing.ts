import type { Same } from '../same.ts';
import type { pairing as source } from '../vi/pairing.ts';

export const pairing: Same<typeof source> = {};
