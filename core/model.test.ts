import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { courses, played } from '../test/doubles/model/run.ts';
import { modelled } from '../test/doubles/model/step.ts';

/** As in test/doubles/walk.ts: a fixed seed, another one and more courses by the environment. */
const { DIEMCAU_FUZZ_SEED: seed, DIEMCAU_FUZZ_RUNS: runs } = process.env;
const fuzzing = { seed: Number(seed ?? 20_261_123), numRuns: Number(runs ?? 300), unbiased: true };

describe('the core beside a model of its rules', () => {
  it('agrees with it on what may be, and on what comes of it, in random meetings of four levels', () => {
    const done = new Map<string, number>();
    const refused = new Map<string, number>();
    fc.assert(
      fc.property(courses(), (course) => {
        for (const { sent, refused: isRefused } of played(course)) {
          const count = isRefused ? refused : done;
          count.set(sent.command.type, (count.get(sent.command.type) ?? 0) + 1);
        }
      }),
      fuzzing,
    );
    // Nothing is said of what never happened.
    for (const type of modelled) expect(done.get(type) ?? 0, type).toBeGreaterThan(0);
  });
});
