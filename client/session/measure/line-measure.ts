import type { LineMeasure } from '../../../core/trial.ts';

/** What a picture that went to the hub and back over one protocol showed. Bit rates in kbit/s. */
export type LoopMeasure = {
  /** Whether anything came back at all. */
  readonly passed: boolean;
  readonly sentKbps: number;
  /** What the browser believes the line takes; null: it does not say. */
  readonly believedKbps: number | null;
  /** Whether the line was what kept the browser from sending more, and not the picture or the processor. */
  readonly upLimited: boolean;
  readonly receivedKbps: number;
  /** Of the worse direction, 0 to 100; null: nothing was reported. */
  readonly lossPercent: number | null;
  readonly roundTripMs: number | null;
};

export const nothingPassed: LoopMeasure = {
  passed: false,
  sentKbps: 0,
  believedKbps: null,
  upLimited: false,
  receivedKbps: 0,
  lossPercent: null,
  roundTripMs: null,
};

export type LineParts = {
  /** Of the socket. */
  readonly roundTripMs: number | null;
  /** Over HTTP, kbit/s; null: nothing came through. */
  readonly downKbps: number | null;
  readonly upKbps: number | null;
  readonly udp: LoopMeasure;
  readonly tcp: LoopMeasure;
};

/** A picture that comes back with less than this share of what was sent met a line that carries no more. */
const wholeShare = 0.85;

function larger(one: number | null, other: number): number {
  return Math.round(Math.max(one ?? 0, other));
}

function rounded(value: number | null, digits = 0): number | null {
  return value === null ? null : Number(value.toFixed(digits));
}

/**
 * What a meeting can count on. Media goes over UDP wherever that passes, so its word comes before that of HTTP: where
 * the line held the picture back, what the picture had is all there is, however fast files go. Only where it did not
 * is HTTP, which may go faster than any picture, believed.
 */
export function lineMeasureOf({ roundTripMs, downKbps, upKbps, udp, tcp }: LineParts): LineMeasure {
  const media = udp.passed ? udp : tcp;
  const base = {
    roundTripMs: rounded(media.roundTripMs ?? roundTripMs, 1),
    lossPercent: rounded(media.lossPercent, 1),
    udp: udp.passed,
    tcp: tcp.passed,
  };
  if (!media.passed) return { ...base, upKbps: rounded(upKbps), downKbps: rounded(downKbps) };
  const arrived = media.sentKbps * (1 - (media.lossPercent ?? 0) / 100);
  const downLimited = media.receivedKbps < wholeShare * arrived;
  return {
    ...base,
    upKbps: media.upLimited
      ? Math.round(media.believedKbps ?? media.sentKbps)
      : larger(upKbps, media.sentKbps),
    downKbps: downLimited ? Math.round(media.receivedKbps) : larger(downKbps, media.receivedKbps),
  };
}
