import { expect, it } from 'vitest';
import type { ShownCard } from '../../protocol/recorder.ts';
import { emptyStage, meetingRecord, startOfDay } from '../../test/recording/fabricated-folder.ts';
import type { MeetingOnTape } from '../timeline/record.ts';
import type { Absence } from './absence.ts';
import { announce } from './announce.ts';
import { scenesOf } from './scene.ts';

type Told = readonly [number, string | null, ShownCard?];

function announced(told: readonly Told[], durationMs: number, absences: readonly Absence[] = []) {
  const tape: MeetingOnTape = {
    meeting: meetingRecord,
    startedAt: startOfDay,
    durationMs,
    entries: [],
    epochs: [],
    gaps: [],
    stages: told.map(([atMs, agenda, card]) => ({
      atMs,
      stage: { ...emptyStage, agenda, ...(card ? { card } : {}) },
    })),
  };
  return announce(scenesOf(tape, { stretches: [], absences, layout: 'speaker' }), tape).map(
    ({ fromMs, toMs, announced: what }) => `${fromMs}-${toMs} ${what?.kind ?? ''}`,
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

it('a card with figures stands for six seconds when it appears, before an agenda item, and not again while it stays', () => {
  const card = { title: 'Kết quả biểu quyết', lines: [{ label: 'Tán thành', value: '45/50' }] };
  expect(
    announced(
      [
        [0, null],
        [10_000, 'one', card],
        [12_000, 'two', card],
        [20_000, 'two'],
        [22_000, 'two', card],
      ],
      30_000,
    ),
  ).toEqual([
    '0-3000 title',
    '3000-10000 ',
    '10000-12000 card',
    '12000-14000 card',
    '14000-16000 card',
    '16000-22000 ',
    '22000-28000 card',
    '28000-30000 ',
  ]);
});

it('REC-9: what came of a vote stands for nine seconds, its question alone for five, a long one for eight', () => {
  const heading = 'Biểu quyết';
  const outcome = { word: 'Thông qua', good: true, note: '' };
  const cards: readonly Told[] = [
    [0, null],
    [10_000, null, { heading, title: 'Thông qua?', lines: [] }],
    [20_000, null, { heading, title: 'Thông qua? '.repeat(20), lines: [] }],
    [30_000, null, { heading, title: 'Thông qua?', lines: [], outcome }],
  ];
  expect(announced(cards, 50_000).filter((each) => each.endsWith(' card'))).toEqual([
    '10000-15000 card',
    '20000-28000 card',
    '30000-39000 card',
  ]);
});

it('REC-5: nothing is announced over a closed part', () => {
  const absences = [{ kind: 'pause', fromMs: 11_000, toMs: 13_000, reason: null }] as const;
  const told = announced(
    [
      [0, null],
      [10_000, 'one'],
    ],
    20_000,
    absences,
  );
  expect(told).toContain('11000-13000 ');
  expect(told).toContain('10000-11000 agenda');
  expect(told).toContain('13000-14000 agenda');
});
