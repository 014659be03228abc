import type { Same } from '../same.ts';
import type { deviceCheck as source } from '../vi/device-check.ts';

export const deviceCheck: Same<typeof source> = {};
