import { expect, it } from 'vitest';
import { emptyStage, meetingRecord, startOfDay } from '../../test/recording/fabricated-folder.ts';
import type { MeetingOnTape } from '../timeline/record.ts';
import { announce } from './announce.ts';
import { scenesOf } from './scene.ts';

function announced(agendas: readonly (readonly [number, string | null])[], durationMs: number) {
  const tape: MeetingOnTape = {
    meeting: meetingRecord,
    startedAt: startOfDay,
    durationMs,
    entries: [],
    epochs: [],
    gaps: [],
    stages: agendas.map(([atMs, agenda]) => ({ atMs, stage: { ...emptyStage, agenda } })),
  };
  return announce(scenesOf(tape, []), tape).map(
    ({ fromMs, toMs, announced: what }) => `${fromMs}-${toMs} ${what ?? ''}`,
  );
}

it('a film begins with its title, and an agenda item is announced when the meeting turns to it', () => {
  const agendas = [
    [0, null],
    [10_000, 'one'],
    [20_000, 'two'],
    [22_000, null],
  ] as const;
  expect(announced(agendas, 30_000)).toEqual([
    '0-3000 title',
    '3000-10000 ',
    '10000-14000 agenda',
    '14000-20000 ',
    '20000-22000 agenda',
    '22000-24000 ',
    '24000-30000 ',
  ]);
});

it('the title goes before an agenda item at the beginning, and a short film has none', () => {
  expect(announced([[0, 'one']], 20_000)).toEqual(['0-3000 title', '3000-4000 agenda', '4000-20000 ']);
  expect(announced([[0, null]], 5_000)).toEqual(['0-5000 ']);
});
