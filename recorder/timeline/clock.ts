import { readFileSync } from 'node:fs';

/** The machine's monotonic clock in milliseconds: the same for all its processes until it is switched off. */
export function monotonicMs(): number {
  return Math.round(Number(process.hrtime.bigint()) / 1_000) / 1_000;
}

/** Names the run of this machine since it was switched on, or this process where the system does not tell. */
export function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return `process-${process.pid}-${Date.now()}`;
  }
}
