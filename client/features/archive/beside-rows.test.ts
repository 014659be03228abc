import { describe, expect, it } from 'vitest';
import type { ParticipantId } from '../../../core/id.ts';
import { type Attendant, happeningAt, happenings, presenceAt, speakersOf } from './beside-rows.ts';

const attendant = (...stretches: readonly (readonly [number, number])[]): Attendant => ({
  participant: 'site:77' as ParticipantId,
  name: 'Tỉnh Thanh Hóa',
  position: '',
  unitName: 'Tỉnh Thanh Hóa',
  stretches: stretches.map(([startMs, endMs]) => ({ startMs, endMs })),
});

describe('presenceAt', () => {
  const twice = attendant([100, 200], [300, 400]);
  it('tells who is there, and since when', () => {
    expect(presenceAt(twice, 100)).toEqual({ kind: 'here', sinceMs: 100 });
    expect(presenceAt(twice, 399)).toEqual({ kind: 'here', sinceMs: 300 });
  });
  it('tells who is to come, who has left, and who never came', () => {
    expect(presenceAt(twice, 99)).toEqual({ kind: 'coming', atMs: 100 });
    expect(presenceAt(twice, 200)).toEqual({ kind: 'left', atMs: 200 });
    expect(presenceAt(twice, 400)).toEqual({ kind: 'left', atMs: 400 });
    expect(presenceAt(attendant(), 5)).toEqual({ kind: 'never' });
  });
});

describe('happenings', () => {
  const item = (title: string, startMs: number | null) => ({ title, presenter: '', startMs, endMs: startMs });
  const beside = {
    turns: [],
    attendance: [],
    agenda: [item('Báo cáo', 500), item('Thảo luận', null), item('Kết luận', null), item('Khai mạc', 0)],
    writings: [
      { kind: 'opinion', author: 'Xã Nậm Tin', text: 'Đề nghị bổ sung', atMs: 700 },
      { kind: 'notice', author: 'Thư ký', text: 'Nghỉ 10 phút', atMs: 500 },
    ],
    votes: [],
    documents: [],
  } as const;
  it('stands by time, what was not come to last', () => {
    expect(happenings(beside).map(({ text }) => text)).toEqual([
      'Khai mạc',
      'Báo cáo',
      'Nghỉ 10 phút',
      'Đề nghị bổ sung',
      'Thảo luận',
      'Kết luận',
    ]);
  });
  it('marks the last thing that has happened, never one that was not come to', () => {
    const rows = happenings(beside);
    expect(happeningAt(rows, 0)).toBe(0);
    expect(happeningAt(rows, 500)).toBe(2);
    expect(happeningAt(rows, 1_000_000)).toBe(3);
    expect(happeningAt([], 5)).toBe(-1);
  });
});

describe('speakersOf', () => {
  it('adds up what each one said, in the order in which they first spoke', () => {
    const turn = (name: string, startMs: number, endMs: number) => ({
      participant: name as ParticipantId,
      name,
      position: '',
      unitName: '',
      startMs,
      endMs,
    });
    expect(
      speakersOf([turn('b', 0, 10), turn('a', 10, 30), turn('b', 30, 35)]).map(({ name, turns, totalMs }) => [
        name,
        turns,
        totalMs,
      ]),
    ).toEqual([
      ['b', 2, 15],
      ['a', 1, 20],
    ]);
  });
});
