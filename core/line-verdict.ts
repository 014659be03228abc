import type { LineMeasure } from './trial.ts';

/**
 * What a room's line must carry, in kbit/s: upward its camera in the middle layer (300) with sound, downward a chair and
 * a speaker in that layer with sound. Below it a meeting is heard at best.
 */
const leastUpKbps = 400;
const leastDownKbps = 800;
/** Opus with in-band FEC still sounds well with this much loss; pictures then already stand still, in percent. */
const mostLossPercent = 5;

export type LineVerdict =
  | { readonly passed: true }
  | { readonly passed: false; readonly why: 'blocked' | 'slow' | 'unsteady' };

/** What a room says of its own line; whoever tests confirms it or finds otherwise (TRIAL-9). */
export function lineVerdict({ upKbps, downKbps, lossPercent, udp, tcp }: LineMeasure): LineVerdict {
  if (!udp && !tcp) return { passed: false, why: 'blocked' };
  if ((upKbps ?? 0) < leastUpKbps || (downKbps ?? 0) < leastDownKbps) return { passed: false, why: 'slow' };
  if ((lossPercent ?? 0) > mostLossPercent) return { passed: false, why: 'unsteady' };
  return { passed: true };
}
