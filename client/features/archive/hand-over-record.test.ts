import { describe, expect, it } from 'vitest';
import type { ParticipantId, RecordingId } from '../../../core/id.ts';
import { handOverList, numberWords } from './hand-over-record.ts';

const id = (text: string) => text as RecordingId;
const custody = {
  to: 'Trung tâm Lưu trữ lịch sử tỉnh Điện Biên',
  receiver: 'Lò Thị Mai',
  receiverPosition: 'Lưu trữ viên',
  note: '',
  by: { participant: 'person:an' as ParticipantId, name: 'An', position: '' },
  at: 0,
  manifests: [
    { recording: id('r2'), sha256: 'b', files: 20, bytes: 3_000 },
    { recording: id('gone'), sha256: 'c', files: 1, bytes: 5 },
    { recording: id('r1'), sha256: 'a', files: 12, bytes: 2_000 },
  ],
};

describe('the list of what is handed over', () => {
  it('stands in the order it was recorded in, numbered, with its sums', () => {
    const list = handOverList(custody, 'Hội nghị giao ban', [
      { id: id('r1'), title: 'Hội nghị giao ban', startedAt: 100, durationMs: 60_000 },
      { id: id('r2'), title: 'Hội nghị giao ban · Tỉnh Điện Biên', startedAt: 200, durationMs: null },
    ]);
    expect(list.lines.map(({ number, recording, title }) => [number, recording, title])).toEqual([
      [1, 'r1', 'Hội nghị giao ban'],
      [2, 'r2', 'Hội nghị giao ban · Tỉnh Điện Biên'],
      [3, 'gone', 'Hội nghị giao ban'],
    ]);
    expect([list.files, list.bytes]).toEqual([33, 5_005]);
    expect(list.lines[2]?.startedAt).toBeNull();
  });
});

describe('a number in words', () => {
  it.each([
    [0, 'không'],
    [5, 'năm'],
    [10, 'mười'],
    [15, 'mười lăm'],
    [21, 'hai mươi mốt'],
    [55, 'năm mươi lăm'],
    [101, 'một trăm linh một'],
    [115, 'một trăm mười lăm'],
    [1_000, 'một nghìn'],
    [1_005, 'một nghìn không trăm linh năm'],
    [12_345, 'mười hai nghìn ba trăm bốn mươi lăm'],
    [2_000_010, 'hai triệu không trăm mười'],
  ])('%d is %s', (value, words) => {
    expect(numberWords(value)).toBe(words);
  });
});
