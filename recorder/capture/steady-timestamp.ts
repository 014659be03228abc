/** A track's RTP timestamps (32 bits) on one line that never leaps. */
export type SteadyTimestamps = {
  /** What the packet's timestamp becomes. `arrivedMs` is monotonic. */
  packet(timestamp: number, arrivedMs: number): number;
  /** What a sender report's becomes; null if it stands on a line that was left, or not reached yet. */
  report(timestamp: number): number | null;
};

/**
 * A sender's clock and arrival may differ by so much, in milliseconds (a TCP line that stalls and catches up); beyond
 * it the timestamps have leapt. Two random lines are nearer than this in one case of a thousand.
 */
const leapMs = 20_000;
const range = 2 ** 32;

function signed(difference: number): number {
  const step = ((difference % range) + range) % range;
  return step < range / 2 ? step : step - range;
}

/**
 * Each simulcast layer counts from a random number of its own. mediasoup aligns a layer with the one before by their
 * sender reports; while the first layer has sent none yet (a camera that was idle until its site was invited), it
 * sends the second with its own timestamps, and the line leaps by hours. Browsers do not mind; a file that is copied
 * unchanged would be hours long and its picture lost. Here the line goes on where arrival says it should.
 */
export function createSteadyTimestamps(clockRate: number): SteadyTimestamps {
  const leap = (leapMs * clockRate) / 1000;
  let shift = 0;
  let last: { readonly timestamp: number; readonly arrivedMs: number } | null = null;
  return {
    packet(timestamp, arrivedMs) {
      if (last !== null) {
        const step = signed(timestamp - last.timestamp);
        const expected = Math.round(((arrivedMs - last.arrivedMs) * clockRate) / 1000);
        if (Math.abs(step - expected) > leap) shift = (shift + expected - step) % range;
      }
      last = { timestamp, arrivedMs };
      return (((timestamp + shift) % range) + range) % range;
    },
    report(timestamp) {
      if (last === null || Math.abs(signed(timestamp - last.timestamp)) > leap) return null;
      return (((timestamp + shift) % range) + range) % range;
    },
  };
}
