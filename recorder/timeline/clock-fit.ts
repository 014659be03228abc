/** A sender report with the moment at which it arrived; all in milliseconds. */
export type Report = { readonly rtp: number; readonly ntp: number; readonly arrived: number };

/** A line of time through a file: its first frame at `startMs`, each second of it lasting `rate` seconds. */
type Pace = { readonly startMs: number; readonly rate: number };
/** A pace that holds from that moment of the file on, in the file's own milliseconds. */
export type Leg = Pace & { readonly fromMs: number };
/** Where a file stands. Where one pace does not tell, `legs` do, in order, the first from the file's beginning on. */
export type Placement = Pace & { readonly legs?: readonly Leg[] };

/**
 * Drift below this is left alone: half of what recording.md says. Of the 40 ms that picture and sound may be apart, the
 * film's pictures take up to 20, since they stand in steps, and a browser's microphone some 10 (docs/performance.md).
 */
const worthCorrectingMs = 10;
/** A leg has at least so many reports: with one in five seconds half a minute, in which a late one has no say. */
const reportsOfLeg = 6;
/**
 * Fewer tell a level, but no drift: a sender's first reports move by ten milliseconds within seconds, those of sound and
 * picture alike, and no clock that is worth its name goes wrong by as much in a minute.
 */
const reportsOfDrift = 2 * reportsOfLeg;
/** Reports further apart than this belong to different clocks: another hub, or a clock that was set. */
const sameClockMs = 250;
/** How far the fit may stand from the arrival of the first packet before it is taken for nonsense. */
const plausibleMs = 5_000;
/** Reports compared pair by pair, and places tried for a jump; more of them change nothing. */
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

type Point = { readonly x: number; readonly y: number };
type Line = { readonly slope: number; readonly level: number; readonly points: readonly Point[] };

/** The line through the points; a drift that does not matter over them is none. */
function lineThrough(points: readonly Point[]): Line {
  const span = (points.at(-1)?.x ?? 0) - (points[0]?.x ?? 0);
  const measured = slopeOf(points);
  const slope = Math.abs(measured * span) > worthCorrectingMs ? measured : 0;
  return { slope, level: median(points.map(({ x, y }) => y - slope * x)), points };
}

/** Without those that stand alone: each point has the middle level of itself and its neighbours. */
function smoothed(points: readonly Point[]): readonly Point[] {
  return points.map(({ x }, index) => {
    const near = points.slice(Math.max(0, index - 1), index + 2);
    return { x, y: median(near.map(({ y }) => y)) };
  });
}

/** How far the points stand from the line, one that stands alone not counted. */
function distanceFrom({ slope, level, points }: Line): number {
  const off = points.map(({ x, y }) => ({ x, y: y - slope * x - level }));
  return Math.max(0, ...smoothed(off).map(({ y }) => Math.abs(y)));
}

/** What the line of least squares through these points leaves of them, squared. */
function remainderOf(points: readonly Point[]): number {
  const mean = (value: (point: Point) => number) =>
    points.reduce((sum, point) => sum + value(point), 0) / points.length;
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
  const spread = mean((point) => (point.x - x) ** 2);
  const together = mean((point) => (point.x - x) * (point.y - y));
  const left = mean((point) => (point.y - y) ** 2) - (spread > 0 ? together ** 2 / spread : 0);
  return left * points.length;
}

/** Where the clock jumped: parted there, a line through either side leaves the least. */
function jumpIn(points: readonly Point[]): number {
  const plain = smoothed(points);
  const last = points.length - reportsOfLeg;
  let best = { at: points.length >> 1, remainder: Infinity };
  const seek = (from: number, to: number, step: number) => {
    for (let at = Math.max(reportsOfLeg, from); at <= Math.min(last, to); at += step) {
      const remainder = remainderOf(plain.slice(0, at)) + remainderOf(plain.slice(at));
      if (remainder < best.remainder) best = { at, remainder };
    }
  };
  const step = Math.ceil(points.length / maxCompared);
  seek(0, points.length, step);
  if (step > 1) seek(best.at - step, best.at + step, 1);
  return best.at;
}

/**
 * As few lines as the points need. A sound card's clock goes evenly; that of a machine which is too busy to fetch its
 * sound in time loses some now and then (187, -211 and 110 ms within an hour were measured at a load of twenty).
 */
function linesThrough(points: readonly Point[]): readonly Line[] {
  const line = lineThrough(points);
  if (points.length < reportsOfDrift || distanceFrom(line) <= worthCorrectingMs) return [line];
  const jump = jumpIn(points);
  return [...linesThrough(points.slice(0, jump)), ...linesThrough(points.slice(jump))];
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
  const start = msOf(first.rtp);
  const paceOf = ({ slope, level }: Line): Pace => ({
    startMs: start + slope * start + level + offset,
    rate: 1 + slope,
  });
  const level = median(points.map(({ y }) => y));
  const pace = paceOf(points.length < reportsOfDrift ? { slope: 0, level, points } : lineThrough(points));
  if (Math.abs(pace.startMs - first.arrived) > plausibleMs) return byArrival;
  const lines = linesThrough(points);
  if (lines.length === 1) return pace;
  const legs = lines.map((line, index) => ({
    ...paceOf(line),
    fromMs: index === 0 ? 0 : (line.points[0]?.x ?? 0) - start,
  }));
  return { ...pace, legs };
}
