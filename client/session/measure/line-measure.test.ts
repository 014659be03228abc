import { describe, expect, it } from 'vitest';
import { type LineParts, type LoopMeasure, lineMeasureOf, nothingPassed } from './line-measure.ts';

const passed: LoopMeasure = {
  passed: true,
  sentKbps: 2_400,
  believedKbps: 4_000,
  upLimited: false,
  receivedKbps: 2_380,
  lossPercent: 0.04,
  roundTripMs: 21.37,
};
const parts: LineParts = { roundTripMs: 30, downKbps: 9_800.4, upKbps: 5_200.6, udp: passed, tcp: passed };

describe('lineMeasureOf', () => {
  it('believes HTTP where the line did not hold the picture back', () => {
    expect(lineMeasureOf(parts)).toEqual({
      roundTripMs: 21.4,
      lossPercent: 0,
      upKbps: 5_201,
      downKbps: 9_800,
      udp: true,
      tcp: true,
    });
  });
  it('takes the picture’s word where UDP carries less than HTTP', () => {
    const throttled = { ...passed, sentKbps: 480, believedKbps: 510, upLimited: true, receivedKbps: 475 };
    expect(lineMeasureOf({ ...parts, udp: throttled })).toMatchObject({ upKbps: 510, downKbps: 9_800 });
    const narrow = { ...passed, receivedKbps: 700, lossPercent: 1 };
    expect(lineMeasureOf({ ...parts, udp: narrow })).toMatchObject({ upKbps: 5_201, downKbps: 700 });
  });
  it('takes the picture’s rate where HTTP is slower, since that did pass', () => {
    const lossy = { ...parts, downKbps: 300, upKbps: null };
    expect(lineMeasureOf(lossy)).toMatchObject({ upKbps: 2_400, downKbps: 2_380 });
  });
  it('counts TCP where UDP does not pass', () => {
    const tcp = { ...passed, roundTripMs: 80, upLimited: true, believedKbps: null, sentKbps: 900 };
    const measured = lineMeasureOf({ ...parts, udp: nothingPassed, tcp });
    expect(measured).toMatchObject({ udp: false, tcp: true, roundTripMs: 80, upKbps: 900 });
  });
  it('says what HTTP had where no media passes at all, and nothing where that had none', () => {
    const blocked = { ...parts, udp: nothingPassed, tcp: nothingPassed };
    const none = { udp: false, tcp: false, lossPercent: null };
    expect(lineMeasureOf(blocked)).toEqual({ ...none, roundTripMs: 30, upKbps: 5_201, downKbps: 9_800 });
    expect(lineMeasureOf({ ...blocked, downKbps: null, upKbps: null })).toMatchObject({
      upKbps: null,
      downKbps: null,
    });
  });
});
