import { setTimeout as delay } from 'node:timers/promises';
import type { Bench, Figure } from './bench.ts';
import { chromiumCapabilities } from './chromium-capabilities.ts';
import type { SyntheticReceiver } from './rtp/receiver.ts';
import { isSteady, openStage, stageConditions } from './rtp/stage.ts';

/** Share (0 to 1) of them that had every layer at each of these moments, in milliseconds after they had come. */
async function sharesAt(
  receivers: readonly SyntheticReceiver[],
  moments: readonly number[],
): Promise<readonly number[]> {
  const begun = performance.now();
  const shares: number[] = [];
  for (const moment of moments) {
    await delay(Math.max(0, begun + moment - performance.now()));
    shares.push(receivers.filter(isSteady).length / receivers.length);
  }
  return shares;
}

/**
 * Whether mediasoup's estimate of each line grows to what its receiver wants, on lines that bear anything: it probes
 * them with packets of its own, and a receiver whose probes fail stays at fewer layers.
 */
export const lineEstimate: Bench = {
  name: 'line-estimate',
  title: 'How many receivers get every layer on a line that bears it',
  limitMs: 200_000,
  async run({ quick, cleanup, say }) {
    say('asking Chromium what it can receive');
    const rtpCapabilities = await chromiumCapabilities();
    const [count, rounds] = quick ? [4, 1] : [25, 5];
    const moments = quick ? [5_000] : [5_000, 20_000];
    const found: (readonly number[])[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      say(`round ${round}`);
      await using own = new AsyncDisposableStack();
      cleanup.defer(() => own.disposeAsync());
      const stage = await openStage(rtpCapabilities, own);
      const receivers: SyntheticReceiver[] = [];
      while (receivers.length < count) receivers.push(await stage.receive());
      found.push(await sharesAt(receivers, moments));
    }
    return {
      figures: moments.map(
        (moment, index): Figure => ({
          what: `of ${count} receivers, have every layer after ${moment / 1000} s`,
          unit: '%',
          samples: found.map((shares) => 100 * (shares[index] ?? 0)),
        }),
      ),
      conditions: {
        ...stageConditions,
        estimate:
          'left to mediasoup; on these plain transports it begins at 600 kbit/s (the hub begins at 1 Mbit/s), and 1.1 Mbit/s is wanted',
        worker: 'a fresh one for each round; the receivers come one after another, all within a second',
      },
    };
  },
};
