import { expect, it } from 'vitest';
import type { LoggedEntry } from '../../protocol/recorder.ts';
import { meetingRecord, startOfDay } from '../../test/recording/fabricated-folder.ts';
import { floorLogOf } from './floor-log.ts';

const card = { name: 'Ông A', unitName: 'Xã Nà Hỳ', position: 'Chủ tịch' };

function entry(seq: number, event: LoggedEntry['event']) {
  return { atMs: seq * 1_000 + 0.4, entry: { seq, at: startOfDay + seq * 1_000, event } };
}

it('the floor log tells who asked, spoke and ended, from events as they stand in the log', () => {
  const log = floorLogOf({
    meeting: meetingRecord,
    startedAt: startOfDay,
    durationMs: 10_000,
    stages: [],
    epochs: [],
    gaps: [],
    entries: [
      entry(1, {
        type: 'floor.requested',
        request: { id: 'f1', beneficiary: card, kind: 'paper', floor: 'speech' },
      }),
      entry(2, { type: 'microphone.opened', participant: 'person:a' }),
      entry(3, { type: 'floor.granted', grant: { id: 'f1', holder: card, kind: 'paper', limitMs: 60_000 } }),
      entry(4, { type: 'floor.revoked', grant: 'f1', reason: 'time' }),
      entry(5, { type: 'floor.released', grant: 'f0' }),
    ],
  });
  const turn = { name: 'Ông A', unitName: 'Xã Nà Hỳ', kind: 'paper' };
  expect(log).toEqual([
    { atMs: 1_000, at: startOfDay + 1_000, type: 'floor.requested', grant: 'f1', ...turn, reason: null },
    { atMs: 3_000, at: startOfDay + 3_000, type: 'floor.granted', grant: 'f1', ...turn, reason: null },
    { atMs: 4_000, at: startOfDay + 4_000, type: 'floor.revoked', grant: 'f1', ...turn, reason: 'time' },
    {
      atMs: 5_000,
      at: startOfDay + 5_000,
      type: 'floor.released',
      grant: 'f0',
      name: '',
      unitName: '',
      kind: null,
      reason: null,
    },
  ]);
});
