import { describe, expect, it } from 'vitest';
import type { ParticipantId } from '../../../core/id.ts';
import type { Turn } from '../../../protocol/archive.ts';
import {
  closedParts,
  lostParts,
  positionAt,
  speakerStretches,
  stretchOf,
  toneBySpeaker,
  toneCount,
} from './player-line.ts';

const minute = 60_000;
const hour = 60 * minute;
const turn = (participant: string, from: number, to: number): Turn => ({
  startMs: from * minute,
  endMs: to * minute,
  participant: participant as ParticipantId,
  name: participant,
  position: '',
  unitName: '',
});
const played = { title: 'Giao ban', startedAt: 1000, durationMs: hour, gaps: [], pauses: [] };

describe('stretchOf', () => {
  it('is the part of the line that the span takes', () => {
    expect(stretchOf({ startMs: 15 * minute, endMs: 30 * minute }, hour)).toEqual({
      left: 0.25,
      width: 0.25,
    });
  });
  it('cuts off what lies outside the film, and stands on no line without a length', () => {
    expect(stretchOf({ startMs: -minute, endMs: 2 * hour }, hour)).toEqual({ left: 0, width: 1 });
    expect(stretchOf({ startMs: 2 * hour, endMs: 3 * hour }, hour)).toEqual({ left: 1, width: 0 });
    expect(stretchOf({ startMs: 0, endMs: minute }, 0)).toEqual({ left: 0, width: 0 });
  });
});

describe('positionAt', () => {
  const line = { left: 100, width: 400 };
  it('goes from one end of the line to the other, and no further', () => {
    expect(positionAt(100, line, hour)).toBe(0);
    expect(positionAt(300, line, hour)).toBe(30 * minute);
    expect(positionAt(500, line, hour)).toBe(hour);
    expect(positionAt(20, line, hour)).toBe(0);
    expect(positionAt(900, line, hour)).toBe(hour);
  });
  it('is the beginning on a line that is not drawn', () => {
    expect(positionAt(300, { left: 0, width: 0 }, hour)).toBe(0);
  });
});

describe('speakerStretches', () => {
  it('keeps one lane while one speaks after another, and gives each speaker one colour', () => {
    const { stretches, lanes } = speakerStretches(
      [turn('a', 0, 6), turn('b', 6, 15), turn('a', 15, 30)],
      hour,
    );
    expect(lanes).toBe(1);
    expect(stretches.map(({ tone }) => tone)).toEqual([0, 1, 0]);
    expect(stretches[2]).toMatchObject({ left: 0.25, width: 0.25, lane: 0 });
  });
  it('puts two who spoke at once above each other, and never more than two', () => {
    const { stretches, lanes } = speakerStretches(
      [turn('a', 0, 20), turn('b', 5, 20), turn('c', 10, 20), turn('a', 20, 30)],
      hour,
    );
    expect(lanes).toBe(2);
    expect(stretches.map(({ lane }) => lane)).toEqual([0, 1, 1, 0]);
  });
  it('begins with the colours anew when there are no more', () => {
    const many = Array.from({ length: toneCount + 1 }, (_, index) => turn(`p${index}`, index, index + 1));
    const tones = toneBySpeaker(many);
    expect(tones.get('p0' as ParticipantId)).toBe(0);
    expect(tones.get(`p${toneCount}` as ParticipantId)).toBe(0);
    expect(tones.get(`p${toneCount - 1}` as ParticipantId)).toBe(toneCount - 1);
  });
});

describe('lostParts', () => {
  it('counts from the beginning, and to the end where it was never closed', () => {
    const gaps = [
      { from: 1000 + minute, to: 1000 + 2 * minute, reason: 'recorder-lost' },
      { from: 1000 + 50 * minute, to: null, reason: 'disk-full' },
    ];
    expect(lostParts({ ...played, gaps }, hour)).toEqual([
      { startMs: minute, endMs: 2 * minute, reason: 'recorder-lost' },
      { startMs: 50 * minute, endMs: hour, reason: 'disk-full' },
    ]);
  });
});

describe('closedParts', () => {
  const pauses = [{ from: 1000 + 10 * minute, to: 1000 + 12 * minute }];
  it("REC-5: are the film's own chapters of that kind", () => {
    const chapter = {
      startMs: 9 * minute,
      endMs: 12 * minute,
      title: 'Tạm dừng ghi hình',
      kind: 'pause',
    } as const;
    const before = { startMs: 0, endMs: 9 * minute, title: 'Khai mạc', kind: 'agenda' } as const;
    expect(closedParts({ ...played, pauses }, [before, chapter], hour)).toEqual([
      { startMs: 9 * minute, endMs: 12 * minute },
    ]);
  });
  it('REC-5: are those of the recording where the film has no such chapters', () => {
    expect(
      closedParts({ ...played, pauses: [...pauses, { from: 1000 + 55 * minute, to: null }] }, [], hour),
    ).toEqual([
      { startMs: 10 * minute, endMs: 12 * minute },
      { startMs: 55 * minute, endMs: hour },
    ]);
  });
});
