import { describe, expect, it } from 'vitest';
import { encodeBye, encodeSenderReport, parseSenderReports } from './rtcp.ts';

const report = { ssrc: 0x8000_0001, ntpMs: 1_795_402_376_020.25, timestamp: 0xffff_fff0 };

describe('sender reports', () => {
  it('keep time to the microsecond', () => {
    const [read] = parseSenderReports(encodeSenderReport(report));
    expect(read).toMatchObject({ ssrc: report.ssrc, timestamp: report.timestamp });
    expect(Math.abs((read?.ntpMs ?? 0) - report.ntpMs)).toBeLessThan(0.001);
  });

  it('are found in a compound packet, behind others', () => {
    const bye = encodeBye(7);
    const compound = Uint8Array.from([...bye, ...encodeSenderReport(report), ...encodeSenderReport(report)]);
    expect(parseSenderReports(compound)).toHaveLength(2);
  });

  it('are not made up from other bytes or from half of one', () => {
    expect(parseSenderReports(Uint8Array.from([1, 2, 3]))).toEqual([]);
    expect(parseSenderReports(encodeSenderReport(report).subarray(0, 20))).toEqual([]);
    expect(parseSenderReports(new Uint8Array(64))).toEqual([]);
  });
});

it('BYE follows an empty report of the same source', () => {
  expect([...encodeBye(0x01020304)]).toEqual([0x80, 201, 0, 1, 1, 2, 3, 4, 0x81, 203, 0, 1, 1, 2, 3, 4]);
});
