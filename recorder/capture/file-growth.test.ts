import { describe, expect, it } from 'vitest';
import { createFileGrowth } from './file-growth.ts';

const clockRate = 90_000;
const second = 1_000;
type Frame = { readonly at: number; readonly packets?: number };

/** Frames every so many milliseconds, from one moment to another. */
function frames(fromMs: number, toMs: number, everyMs: number): readonly Frame[] {
  return Array.from({ length: Math.ceil((toMs - fromMs) / everyMs) }, (_, index) => ({
    at: fromMs + index * everyMs,
  }));
}

/**
 * What is found by looks once in a second, of a file that grows as ffmpeg has it: a frame more than a second after the
 * first that it holds has all before it written, until it hangs.
 * @returns when it was found to be stuck, and until when it was then said to be whole; null: never
 */
function watched(
  sent: readonly Frame[],
  { hangsAt = Number.POSITIVE_INFINITY, bindsAt = 0, until = 20_000 },
) {
  const growth = createFileGrowth(clockRate, 0);
  let [bytes, heldFrom] = [0, Number.NEGATIVE_INFINITY];
  const send = ({ at, packets = 1 }: Frame) => {
    for (let packet = 0; packet < packets; packet += 1) growth.handed(at * (clockRate / second), at);
    if (at < bindsAt || at >= hangsAt || at - heldFrom <= second) return;
    heldFrom = at;
    bytes += 1;
  };
  let waiting = sent;
  for (let now = second; now <= until; now += second) {
    const later = waiting.findIndex(({ at }) => at > now);
    for (const frame of later < 0 ? waiting : waiting.slice(0, later)) send(frame);
    waiting = later < 0 ? [] : waiting.slice(later);
    if (growth.look({ bytes, reads: now >= bindsAt }, now))
      return { at: now, wholeUntil: growth.wholeUntil() };
  }
  return null;
}

describe('a file', () => {
  it.each([
    ['a camera', 40],
    ['sound', 20],
    ['silence as Opus sends it', 400],
  ])(
    'REC-4: of %s is stuck within four seconds of not being written any more, and not before',
    (_, every) => {
      for (let hangsAt = 5_000; hangsAt < 6_000; hangsAt += 90) {
        const found = watched(frames(0, 20_000, every), { hangsAt });
        // Frames that come rarely say so a moment later.
        expect((found?.at ?? Number.POSITIVE_INFINITY) - hangsAt).toBeLessThanOrEqual(
          every > 100 ? 5_000 : 4_000,
        );
        expect(found?.wholeUntil).toBeLessThanOrEqual(hangsAt);
        expect(hangsAt - (found?.wholeUntil ?? 0)).toBeLessThanOrEqual(2_500);
      }
    },
  );

  it('is not stuck while it is written, while nothing comes, nor before its writer reads', () => {
    expect(watched(frames(0, 20_000, 40), {})).toBeNull();
    expect(watched(frames(0, 5_000, 40), {})).toBeNull();
    expect(watched(frames(0, 20_000, 40), { bindsAt: 8_370 })).toBeNull();
  });

  it('is not stuck where a shared screen stands still after a large frame', () => {
    const still = [...frames(0, 3_000, 100), { at: 3_050, packets: 400 }, { at: 18_000, packets: 400 }];
    expect(watched(still, {})).toBeNull();
  });

  it('in which nothing was ever written is whole until its beginning', () => {
    expect(watched(frames(0, 20_000, 40), { hangsAt: 0 })).toMatchObject({ wholeUntil: 0 });
  });
});
