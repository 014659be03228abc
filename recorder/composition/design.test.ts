import { describe, expect, it } from 'vitest';
import { recordingReasons } from '../../protocol/recorder.ts';
import { plateOf, startOfDay } from '../../test/recording/fabricated-folder.ts';
import type { Announced } from './announce.ts';
import { drawingOf } from './design.ts';
import { textWidth } from './font.ts';
import { frame, type Mark } from './mark.ts';
import type { Layout, Picture } from './scene.ts';
import type { Stretch } from './stretch.ts';

const long = 'Công Tằng Tôn Nữ Thị Quỳnh Hương Nguyễn Phước Bảo Trân Đặng Thị Ngọc Ánh '.repeat(3);
const office = 'Phó Trưởng ban chỉ đạo phòng chống thiên tai và tìm kiếm cứu nạn, kiêm Giám đốc Sở '.repeat(
  3,
);
const heading = { title: long, unit: office, date: 'Ngày 23 tháng 11 năm 2026', startedAt: startOfDay };

const stretch: Stretch = {
  epoch: {
    kind: 'epoch.opened',
    epoch: 1,
    track: 't',
    participant: plateOf('a').participant,
    source: 'camera',
    media: 'video',
    codec: 'video/VP8',
    clockRate: 90_000,
    file: 'tracks/1.mkv',
    pid: 1,
    firstRtp: 0,
    firstMono: startOfDay,
    startMs: 0,
    rate: 1,
    closedMs: 1,
    reason: 'closed',
    bytes: 1,
  },
  fromMs: 0,
  toMs: 1,
  packets: [0],
};
function picture(duty: Picture['duty'], has: 'picture' | 'name' = 'picture'): Picture {
  const plate = plateOf('a', { name: long, position: office, unitName: office });
  return { plate, duty, source: 'camera', stretch: has === 'picture' ? stretch : null };
}
const speakers = (count: number, has: 'picture' | 'name') =>
  Array.from({ length: count }, () => picture('speaker', has));

const figures = {
  title: long,
  lines: Array.from({ length: 6 }, () => ({ label: office, value: long })),
};
const heading500 = { heading: long, title: 'Thông qua Nghị quyết '.repeat(24).trim() };
const voted = {
  ...heading500,
  lines: figures.lines.slice(0, 4),
  outcome: { word: long, good: true, note: office },
};
const layouts: readonly (readonly [string, Layout])[] = [
  ['the card', { kind: 'card' }],
  ...(['picture', 'name'] as const).flatMap((has): readonly (readonly [string, Layout])[] => [
    [`the chair alone, ${has}`, { kind: 'one', main: picture('chair', has), small: null }],
    [`a speaker, ${has}`, { kind: 'one', main: picture('speaker', has), small: picture('chair', has) }],
    ...[2, 3, 4, 5, 6].flatMap((count): readonly (readonly [string, Layout])[] => [
      [`${count} speakers, ${has}`, { kind: 'several', speakers: speakers(count, has), small: null }],
      [
        `${count} speakers and the chair, ${has}`,
        { kind: 'several', speakers: speakers(count, has), small: picture('chair', has) },
      ],
    ]),
    [
      `content, ${has}`,
      { kind: 'content', screen: picture('content'), side: [...speakers(2, has), picture('chair', has)] },
    ],
    ['content alone', { kind: 'content', screen: picture('content'), side: [] }],
    ['a slide', { kind: 'slide', screen: picture('content'), speaker: picture('speaker').plate }],
  ]),
  ['a closed part', { kind: 'absence', absence: { kind: 'pause', fromMs: 0, toMs: 9_000, reason: null } }],
  ...recordingReasons.map((reason): readonly [string, Layout] => [
    `a part lost by ${reason}`,
    { kind: 'absence', absence: { kind: 'gap', fromMs: 0, toMs: 9_000, reason } },
  ]),
];
const announcements: readonly (Announced | null)[] = [
  null,
  { kind: 'title' },
  { kind: 'agenda', title: office },
  { kind: 'card', card: figures },
  { kind: 'card', card: voted },
  { kind: 'card', card: { ...heading500, lines: [] } },
];

describe('the design', () => {
  it.each(layouts)('of %s keeps everything on the picture, however long the names', (_, layout) => {
    for (const announced of announcements) {
      const { under, windows, over } = drawingOf({ layout, agenda: office, announced }, heading);
      const outside = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) =>
        x < -1 || y < -1 || x + width > frame.width + 1 || y + height > frame.height + 1;
      const marks: readonly Mark[] = [...under, ...over];
      expect(marks.filter((mark) => mark.kind === 'box' && outside(mark))).toEqual([]);
      expect(windows.filter(outside)).toEqual([]);
      for (const mark of marks) {
        if (mark.kind !== 'text') continue;
        const right = mark.x + textWidth(mark.text, mark.weight, mark.size);
        expect(
          [mark.x >= 0, right <= frame.width, mark.y >= mark.size * 0.8, mark.y <= frame.height - 4],
          mark.text,
        ).toEqual([true, true, true, true]);
      }
    }
  });

  it('REC-9: shows a question to the end, however long it may be, and no name below it', () => {
    const layout: Layout = { kind: 'one', main: picture('speaker'), small: null };
    const textOf = (announced: Announced | null) =>
      drawingOf({ layout, agenda: null, announced }, heading)
        .over.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []))
        .join(' ');
    for (const card of [voted, { ...heading500, lines: [] }])
      expect(textOf({ kind: 'card', card })).toContain(heading500.title);
    expect(textOf(null)).toContain(office.slice(0, 10));
    expect(textOf({ kind: 'card', card: { ...heading500, lines: [] } })).not.toContain(office.slice(0, 10));
  });

  it.each(layouts)('of %s lays no picture over another', (_, layout) => {
    const { windows } = drawingOf({ layout, agenda: null, announced: null }, heading);
    const [large, ...rest] = windows;
    const tiles = layout.kind === 'one' || !large ? rest : [large, ...rest];
    tiles.forEach((a, index) => {
      for (const b of tiles.slice(index + 1)) {
        const apart =
          a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
        expect(apart).toBe(true);
      }
    });
  });
});
