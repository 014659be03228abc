import { describe, expect, it } from 'vitest';
import { clockOffsets, placeFile, type Report } from './clock-fit.ts';

/** Reports of a track whose RTP clock shows `rtp0` at `zero`, once a second, `late` after they were written. */
function reports(
  count: number,
  track: {
    readonly rtp0: number;
    readonly clockRate: number;
    readonly drift?: number;
    readonly late?: (index: number) => number;
  },
): readonly Report[] {
  return Array.from({ length: count }, (_, index) => {
    const at = index * 1000;
    const rtp = track.rtp0 + (at * track.clockRate) / 1000 / (1 + (track.drift ?? 0));
    // The sender's clock is an hour ahead of ours.
    return { rtp, ntp: 3_600_000 + at, arrived: at + (track.late?.(index) ?? 1) };
  });
}

describe('placing a file', () => {
  const video = { rtp0: 900_000, clockRate: 90_000 };

  it('finds where its first frame stands, whatever the sender calls the time', () => {
    const given = reports(5, video);
    const [offset = null] = clockOffsets([given]);
    const placed = placeFile(
      { rtp: 900_000 + 45_000, arrived: 560 },
      { reports: given, clockRate: 90_000, offset },
    );
    expect(placed.rate).toBe(1);
    // Half a second after the first report, and as late as the quickest report was.
    expect(placed.startMs).toBeCloseTo(501, 3);
  });

  it('places the first frame before the first report as well', () => {
    const given = reports(5, video);
    const [offset = null] = clockOffsets([given]);
    const placed = placeFile(
      { rtp: 900_000 - 90_000, arrived: -950 },
      { reports: given, clockRate: 90_000, offset },
    );
    expect(placed.startMs).toBeCloseTo(-999, 3);
  });

  it('is not led astray by reports that were late, and moves sound and picture of one clock alike', () => {
    const late = reports(8, { ...video, late: (index) => (index % 2 === 0 ? 180 : 120) });
    const prompt = reports(8, { rtp0: 48_000, clockRate: 48_000, late: () => 2 });
    const [lateOffset = null, promptOffset = null] = clockOffsets([late, prompt]);
    expect(lateOffset).toBe(promptOffset);
    const picture = placeFile(
      { rtp: 900_000, arrived: 0 },
      { reports: late, clockRate: 90_000, offset: lateOffset },
    );
    const sound = placeFile(
      { rtp: 48_000, arrived: 0 },
      { reports: prompt, clockRate: 48_000, offset: promptOffset },
    );
    expect(picture.startMs).toBeCloseTo(sound.startMs, 3);
  });

  it('takes another clock for another', () => {
    const ours = reports(3, video);
    const other = ours.map((report) => ({ ...report, ntp: report.ntp - 5_000 }));
    const [a, b] = clockOffsets([ours, other]);
    expect((b ?? 0) - (a ?? 0)).toBe(5_000);
  });

  it('corrects a drift that adds up to more than 10 ms, and leaves a smaller one alone', () => {
    const fast = reports(3_600, { rtp0: 0, clockRate: 48_000, drift: 50e-6 });
    const [offset = null] = clockOffsets([fast]);
    const placed = placeFile({ rtp: 0, arrived: 0 }, { reports: fast, clockRate: 48_000, offset });
    expect(placed.rate).toBeCloseTo(1 + 50e-6, 7);
    expect(placed.startMs).toBeCloseTo(1, 0);
    const short = fast.slice(0, 100);
    expect(placeFile({ rtp: 0, arrived: 0 }, { reports: short, clockRate: 48_000, offset }).rate).toBe(1);
  });

  it('goes by the arrival of the first packet without reports, or where they make no sense', () => {
    expect(clockOffsets([[]])).toEqual([null]);
    const byArrival = { startMs: 700, rate: 1 };
    expect(placeFile({ rtp: 5, arrived: 700 }, { reports: [], clockRate: 90_000, offset: null })).toEqual(
      byArrival,
    );
    const given = reports(3, video);
    const [offset = null] = clockOffsets([given]);
    const elsewhere = { rtp: 900_000 + 90_000 * 60, arrived: 700 };
    expect(placeFile(elsewhere, { reports: given, clockRate: 90_000, offset })).toEqual(byArrival);
  });

  it('follows a clock that loses time now and then, leg by leg, to within 10 ms anywhere', () => {
    // An hour, a report in five seconds; a busy machine lost 300 ms of sound in the middle third, bit by bit.
    const lostBy = (at: number) => Math.min(300, Math.max(0, (at - 1_200_000) / 4_000));
    const given = Array.from({ length: 720 }, (_, index) => {
      const at = index * 5_000;
      return { rtp: 48_000 + (at - lostBy(at)) * 48, ntp: at, arrived: at + (index % 50 === 7 ? 90 : 2) };
    });
    const [offset = null] = clockOffsets([given]);
    const { legs = [] } = placeFile(
      { rtp: 48_000, arrived: 2 },
      { reports: given, clockRate: 48_000, offset },
    );
    expect(legs.length).toBeGreaterThan(1);
    expect(legs.length).toBeLessThan(60);
    for (const { rtp, ntp } of given) {
      const fileMs = (rtp - 48_000) / 48;
      const leg = legs.findLast(({ fromMs }) => fromMs <= fileMs) ?? legs[0];
      if (leg) expect(Math.abs(leg.startMs + fileMs * leg.rate - (ntp + 2))).toBeLessThan(10);
    }
  });

  it.each([18, 40, -25])('finds where a clock jumped by %i ms, though single reports were late', (by) => {
    const given = Array.from({ length: 500 }, (_, index) => {
      const at = index * 5_000;
      const late = index % 9 === 4 ? 7 : 0;
      return { rtp: 48_000 + (at - late - (at < 620_000 ? 0 : by)) * 48, ntp: at, arrived: at + 2 };
    });
    const [offset = null] = clockOffsets([given]);
    const { legs = [] } = placeFile(
      { rtp: 48_000, arrived: 2 },
      { reports: given, clockRate: 48_000, offset },
    );
    expect(legs.map(({ rate }) => rate)).toEqual([1, 1]);
    expect(Math.abs((legs[1]?.fromMs ?? 0) - 620_000)).toBeLessThan(10_000);
    expect((legs[1]?.startMs ?? 0) - (legs[0]?.startMs ?? 0)).toBeCloseTo(by, 0);
  });

  it('takes what a sender’s first reports say for no drift', () => {
    // A browser's own, in milliseconds: when each was sent, and how far it stood from the first settled one.
    const [at, moved] = [
      [1564, 2967, 4167, 5377, 10_979, 16_183, 21_207, 26_379],
      [9, 6, 6, -4, -4, -4, -3, 0],
    ];
    const given = at.map((ms, index) => ({ rtp: ms * 90, ntp: ms + (moved[index] ?? 0), arrived: ms + 2 }));
    const [offset = null] = clockOffsets([given]);
    expect(placeFile({ rtp: 0, arrived: 2 }, { reports: given, clockRate: 90_000, offset }).rate).toBe(1);
  });

  it('needs no legs for a clock that drifts evenly over two hours', () => {
    const drifting = reports(7_200, { rtp0: 48_000, clockRate: 48_000, drift: 0.0001 });
    const [offset = null] = clockOffsets([drifting]);
    const placed = placeFile({ rtp: 48_000, arrived: 0 }, { reports: drifting, clockRate: 48_000, offset });
    expect(placed.legs).toBeUndefined();
    expect(placed.rate).toBeCloseTo(1.0001, 7);
    expect(placed.startMs + 7_200_000 * placed.rate).toBeCloseTo(7_200_721, -1);
  });
});
