import type { Same } from '../same.ts';
import type { devices as source } from '../vi/devices.ts';

export const devices: Same<typeof source> = {};
