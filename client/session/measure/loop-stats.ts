import { type LoopMeasure, nothingPassed } from './line-measure.ts';

/** A report of either end as the browser gives it: WebRTC statistics by id. */
export type Stats = ReadonlyMap<string, Readonly<Record<string, unknown>>>;
/** Both ends at one moment, in milliseconds of any clock. */
export type LoopSample = { readonly at: number; readonly send: Stats; readonly receive: Stats };

type Line = Readonly<Record<string, unknown>>;

function numberIn(line: Line | undefined, key: string): number | null {
  const value = line?.[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function ofType(stats: Stats, type: string): Line | undefined {
  return [...stats.values()].find((line) => line.type === type && (line.kind ?? 'video') === 'video');
}

/** The stream that came back: mediasoup's own probing comes as a second, thinner one. */
function returned(stats: Stats): Line | undefined {
  return [...stats.values()]
    .filter(({ type }) => type === 'inbound-rtp')
    .toSorted(
      (one, other) => (numberIn(other, 'bytesReceived') ?? 0) - (numberIn(one, 'bytesReceived') ?? 0),
    )[0];
}

/** The same stream at an earlier moment. */
function earlier(stats: Stats, line: Line | undefined): Line | undefined {
  return [...stats.values()].find(({ type, ssrc }) => type === 'inbound-rtp' && ssrc === line?.ssrc);
}

/** The pair of candidates that carries the media. */
function pairOf(stats: Stats): Line | undefined {
  const pairs = [...stats.values()].filter(({ type }) => type === 'candidate-pair');
  return pairs.find(({ nominated, state }) => nominated === true && state === 'succeeded') ?? pairs[0];
}

function growth(before: Line | undefined, after: Line | undefined, key: string): number {
  return Math.max(0, (numberIn(after, key) ?? 0) - (numberIn(before, key) ?? 0));
}

/** Share of packets that were lost, 0 to 100; null where none was sent. */
function lossOf(lost: number, came: number): number | null {
  return lost + came > 0 ? (100 * lost) / (lost + came) : null;
}

/** What is sent at most, in bit/s: a camera in its best quality and a screen together. */
export const pictureBitrate = 2_500_000;
/**
 * A browser that believes in less than this share of it was held back by the line. What it calls its own limit does not
 * tell: noise could always use more.
 */
const limitedShare = 0.8;

/** What happened between two samples of a loop. */
export function loopMeasureOf(before: LoopSample, after: LoopSample): LoopMeasure {
  const ms = after.at - before.at;
  const [sentBefore, sentAfter] = [ofType(before.send, 'outbound-rtp'), ofType(after.send, 'outbound-rtp')];
  const cameAfter = returned(after.receive);
  const cameBefore = earlier(before.receive, cameAfter);
  const received = growth(cameBefore, cameAfter, 'bytesReceived');
  if (ms <= 0 || received === 0) return nothingPassed;
  const [reportBefore, reportAfter] = [
    ofType(before.send, 'remote-inbound-rtp'),
    ofType(after.send, 'remote-inbound-rtp'),
  ];
  const sentPackets = growth(sentBefore, sentAfter, 'packetsSent');
  const lostOut = Math.min(sentPackets, growth(reportBefore, reportAfter, 'packetsLost'));
  const out = reportAfter === undefined ? null : lossOf(lostOut, sentPackets - lostOut);
  const back = lossOf(
    growth(cameBefore, cameAfter, 'packetsLost'),
    growth(cameBefore, cameAfter, 'packetsReceived'),
  );
  const losses = [out, back].filter((loss) => loss !== null);
  const pair = pairOf(after.send);
  const roundTrip = numberIn(pair, 'currentRoundTripTime');
  const sentKbps = (growth(sentBefore, sentAfter, 'bytesSent') * 8) / ms;
  const believed = numberIn(pair, 'availableOutgoingBitrate');
  return {
    passed: true,
    sentKbps,
    believedKbps: believed === null ? null : believed / 1000,
    upLimited: (believed ?? sentKbps * 1000) < limitedShare * pictureBitrate,
    receivedKbps: (received * 8) / ms,
    lossPercent: losses.length === 0 ? null : Math.max(...losses),
    roundTripMs: roundTrip === null ? null : roundTrip * 1000,
  };
}
