import { readFileSync } from 'node:fs';

/**
 * Loaded into a process before its own code (`--import`): its wall clock stands as many milliseconds ahead as the file
 * named by FAULT_CLOCK_FILE says, from the moment it says so. The monotonic clock is left alone, as it is when a
 * machine's clock is set.
 */
const file = process.env.FAULT_CLOCK_FILE;
if (file !== undefined) {
  const lookEveryMs = 50;
  const now = Date.now.bind(Date);
  let shift = 0;
  let lookedAt = Number.NEGATIVE_INFINITY;
  Date.now = () => {
    if (performance.now() - lookedAt > lookEveryMs) {
      lookedAt = performance.now();
      try {
        shift = Number(readFileSync(file, 'utf8')) || 0;
      } catch {
        shift = 0;
      }
    }
    return now() + shift;
  };
}
