import { describe, expect, it } from 'vitest';
import { nothingPassed } from './line-measure.ts';
import { type LoopSample, loopMeasureOf, type Stats } from './loop-stats.ts';

const statsOf = (...lines: readonly Record<string, unknown>[]): Stats =>
  new Map(lines.map((line, index) => [String(index), line]));

function sample(
  at: number,
  change: { sent: number; lostOut: number; came: number; lostBack: number; believed?: number },
): LoopSample {
  return {
    at,
    send: statsOf(
      { type: 'candidate-pair', nominated: false, state: 'failed', currentRoundTripTime: 9 },
      {
        type: 'candidate-pair',
        nominated: true,
        state: 'succeeded',
        currentRoundTripTime: 0.025,
        availableOutgoingBitrate: change.believed ?? 3_000_000,
      },
      {
        type: 'outbound-rtp',
        kind: 'video',
        bytesSent: change.sent * 1_000,
        packetsSent: change.sent,
      },
      { type: 'remote-inbound-rtp', kind: 'video', packetsLost: change.lostOut },
    ),
    // The first is mediasoup's probing.
    receive: statsOf(
      { type: 'inbound-rtp', kind: 'video', ssrc: 1234, bytesReceived: at * 2, packetsReceived: at },
      {
        type: 'inbound-rtp',
        kind: 'video',
        ssrc: 77,
        bytesReceived: change.came * 1_000,
        packetsReceived: change.came,
        packetsLost: change.lostBack,
      },
    ),
  };
}

describe('loopMeasureOf', () => {
  const before = sample(1_000, { sent: 100, lostOut: 10, came: 90, lostBack: 0 });

  it('counts what grew between the two samples', () => {
    const after = sample(3_000, { sent: 600, lostOut: 20, came: 586, lostBack: 4 });
    expect(loopMeasureOf(before, after)).toEqual({
      passed: true,
      sentKbps: 2_000,
      believedKbps: 3_000,
      upLimited: false,
      receivedKbps: 1_984,
      // Ten of five hundred on the way out are more than four of five hundred on the way back.
      lossPercent: 2,
      roundTripMs: 25,
    });
  });
  it('knows a line that holds the picture back by what the browser believes of it', () => {
    const limited = (believed: number) =>
      loopMeasureOf(before, sample(3_000, { sent: 600, lostOut: 10, came: 590, lostBack: 0, believed }))
        .upLimited;
    expect([limited(700_000), limited(1_999_000), limited(2_001_000)]).toEqual([true, true, false]);
  });
  it('has nothing to say where nothing came back', () => {
    expect(loopMeasureOf(before, sample(3_000, { sent: 600, lostOut: 500, came: 90, lostBack: 0 }))).toBe(
      nothingPassed,
    );
    expect(loopMeasureOf(before, before)).toBe(nothingPassed);
  });
  it('does without what a browser does not tell', () => {
    const bare = (sent: number, came: number, at: number): LoopSample => ({
      at,
      send: statsOf({ type: 'outbound-rtp', bytesSent: sent }),
      receive: statsOf({ type: 'inbound-rtp', bytesReceived: came }),
    });
    expect(loopMeasureOf(bare(0, 0, 0), bare(1_000, 1_000, 1_000))).toEqual({
      passed: true,
      sentKbps: 8,
      believedKbps: null,
      upLimited: true,
      receivedKbps: 8,
      lossPercent: null,
      roundTripMs: null,
    });
  });
});
