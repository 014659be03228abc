/** A sender report with the moment at which it arrived; all in milliseconds. */
export type Report = { readonly rtp: number; readonly ntp: number; readonly arrived: number };

/** Where a file stands: its first frame at `startMs`, each second of it lasting `rate` seconds. */
export type Placement = { readonly startMs: number; readonly rate: number };

/** Drift below this over a whole track is left alone (recording.md). */
const worthCorrectingMs = 20;
/** Reports further apart than this belong to different clocks: another hub, or a clock that was set. */
const sameClockMs = 250;
/** How far the fit may stand from the arrival of the first packet before it is taken for nonsense. */
const plausibleMs = 5_000;
/** Reports compared pair by pair; more of them change nothing. */
const maxCompared = 200;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** Theil and Sen: the median of all slopes, on which a few reports that were late have no influence. */
function slopeOf(points: readonly { readonly x: number; readonly y: number }[]): number {
  const step = Math.max(1, Math.ceil(points.length / maxCompared));
  const some = points.filter((_, index) => index % step === 0);
  const slopes = some.flatMap((a, index) =>
    some.slice(index + 1).flatMap((b) => (b.x === a.x ? [] : [(b.y - a.y) / (b.x - a.x)])),
  );
  return slopes.length === 0 ? 0 : median(slopes);
}

/** How quickly the quickest report of each clock arrived, from the lowest figure on: `arrived` less `ntp`. */
export function quickestDelays(reports: readonly Pick<Report, 'ntp' | 'arrived'>[]): readonly number[] {
  const quickest: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const delay of reports.map(({ ntp, arrived }) => arrived - ntp).toSorted((a, b) => a - b)) {
    if (delay - last > sameClockMs) quickest.push(delay);
    last = delay;
  }
  return quickest;
}

/**
 * The hub's clock as this machine's, in milliseconds to add to an NTP time. A report never arrives before it was
 * written, so of all the reports that one clock wrote the quickest tells best. One figure for all tracks of a clock:
 * what it is wrong by then moves sound and picture alike.
 * @returns one figure for each of the tracks, in their order; null without reports
 */
export function clockOffsets(tracks: readonly (readonly Report[])[]): readonly (number | null)[] {
  const quickest = quickestDelays(tracks.flat());
  return tracks.map((reports) => {
    if (reports.length === 0) return null;
    const own = median(reports.map(({ ntp, arrived }) => arrived - ntp));
    return quickest.findLast((delay) => delay <= own) ?? own;
  });
}

/**
 * Places a file on the recorder's time line: T(pts) = NTP_sr + (firstRtp − rtp_sr) / clockRate + pts.
 * @param first the file's first frame: its RTP time and when its packet arrived, in milliseconds
 */
export function placeFile(
  first: { readonly rtp: number; readonly arrived: number },
  track: { readonly reports: readonly Report[]; readonly clockRate: number; readonly offset: number | null },
): Placement {
  const byArrival = { startMs: first.arrived, rate: 1 };
  const { reports, clockRate, offset } = track;
  const origin = reports[0];
  if (!origin || offset === null) return byArrival;
  const msOf = (rtp: number) => ((rtp - origin.rtp) / clockRate) * 1000;
  const points = reports.map(({ rtp, ntp }) => ({ x: msOf(rtp), y: ntp - msOf(rtp) }));
  const span = (points.at(-1)?.x ?? 0) - (points[0]?.x ?? 0);
  const measured = slopeOf(points);
  const drift = Math.abs(measured * span) > worthCorrectingMs ? measured : 0;
  const start = msOf(first.rtp);
  const startMs = start + drift * start + median(points.map(({ x, y }) => y - drift * x)) + offset;
  return Math.abs(startMs - first.arrived) > plausibleMs ? byArrival : { startMs, rate: 1 + drift };
}
