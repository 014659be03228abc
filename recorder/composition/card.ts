import type { RecordingReason, ShownCard } from '../../protocol/recorder.ts';
import type { Absence } from './absence.ts';
import { fitLine, textWidth, wrapEvenly } from './font.ts';
import { type Box, box, centred, frame, type Mark, palette, text } from './mark.ts';
import { clockOf } from './moment.ts';
import { type Heading, header, margin, styles } from './plate.ts';

const agendaWord = 'CHƯƠNG TRÌNH';
const middle = frame.width / 2;

/** The whole picture: which meeting this is. */
export function titleCard({ title, unit, date }: Heading, agenda: string | null): readonly Mark[] {
  const large = wrapEvenly(title, styles.cardTitle, { width: 1040, lines: 4 });
  const [style, lines, step] =
    large.length < 4
      ? [styles.cardTitle, large, 62]
      : [styles.longCardTitle, wrapEvenly(title, styles.longCardTitle, { width: 1080, lines: 6 }), 50];
  const top = 360 - (lines.length * step) / 2;
  return [
    centred(
      { text: fitLine(unit, styles.cardLine, 1040), style: styles.cardLine, color: palette.accent },
      middle,
      top - 66,
    ),
    box({ x: middle - 40, y: top - 42, width: 80, height: 4 }, palette.accent),
    ...lines.map((line, index) =>
      centred({ text: line, style, color: palette.bright }, middle, top + 40 + index * step),
    ),
    centred(
      { text: date, style: styles.cardLine, color: palette.quiet },
      middle,
      top + 54 + lines.length * step,
    ),
    ...(agenda === null
      ? []
      : [
          centred(
            { text: fitLine(agenda, styles.office, 1040), style: styles.office, color: palette.quiet },
            middle,
            660,
          ),
        ]),
  ];
}

/** Lies over the picture for a moment: what the meeting turns to. */
export function agendaCard(agenda: string): readonly Mark[] {
  const lines = wrapEvenly(agenda, styles.longCardTitle, { width: frame.width - 4 * margin - 60, lines: 3 });
  const height = 76 + lines.length * 46;
  const at = { x: 0, y: (frame.height - height) / 2, width: frame.width, height };
  const from = 2 * margin + 30;
  return [
    box(at, palette.plate, 0.92),
    box({ x: 2 * margin, y: at.y + 28, width: 6, height: height - 56 }, palette.accent),
    text({ text: agendaWord, style: styles.duty, color: palette.accent }, from, at.y + 42),
    ...lines.map((line, index) =>
      text({ text: line, style: styles.longCardTitle, color: palette.bright }, from, at.y + 86 + index * 46),
    ),
  ];
}

const figuresWidth = 860;
const figuresEdge = 48;
const rowHeight = 58;

function row({ label, value }: ShownCard['lines'][number], at: Box): readonly Mark[] {
  const right = at.x + at.width;
  const valueText = fitLine(value, styles.figure, at.width * 0.5);
  const valueWidth = textWidth(valueText, styles.figure.weight, styles.figure.size);
  const labelText = fitLine(label, styles.cardLine, at.width - valueWidth - 32);
  const y = at.y + 39;
  return [
    box({ x: at.x, y: at.y, width: at.width, height: 1 }, palette.quiet, 0.25),
    text({ text: labelText, style: styles.cardLine, color: palette.quiet }, at.x, y),
    text({ text: valueText, style: styles.figure, color: palette.bright }, right - valueWidth, y),
  ];
}

/** Lies over the picture, which is dimmed, for a moment: a result in few words and figures. */
export function figuresCard({ title, lines }: ShownCard): readonly Mark[] {
  const inner = figuresWidth - 2 * figuresEdge;
  const titles = wrapEvenly(title, styles.figuresTitle, { width: inner, lines: 3 });
  const height = 40 + titles.length * 44 + (lines.length > 0 ? 20 + lines.length * rowHeight : 0) + 28;
  const at = {
    x: (frame.width - figuresWidth) / 2,
    y: Math.round((frame.height - height) / 2),
    width: figuresWidth,
    height,
  };
  const x = at.x + figuresEdge;
  const rows = at.y + 40 + titles.length * 44 + 20;
  return [
    box({ x: 0, y: 0, width: frame.width, height: frame.height }, palette.ground, 0.6),
    box(at, palette.plate, 0.96),
    box({ ...at, height: 5 }, palette.accent),
    ...titles.map((line, index) =>
      text({ text: line, style: styles.figuresTitle, color: palette.bright }, x, at.y + 74 + index * 44),
    ),
    ...lines.flatMap((line, index) =>
      row(line, { x, y: rows + index * rowHeight, width: inner, height: rowHeight }),
    ),
  ];
}

/** The words that the archive's page uses too. */
const reasonWords: Readonly<Record<RecordingReason, string>> = {
  'recorder-lost': 'Dịch vụ ghi hình ngừng đột ngột, sau đó tự chạy lại',
  'recorder-absent': 'Không có dịch vụ ghi hình khi được yêu cầu',
  'hub-restarted': 'Máy chủ cuộc họp khởi động lại',
  'track-lost': 'Tệp của một luồng bị đứt',
  'disk-full': 'Ổ đĩa đầy',
  'disk-broken': 'Không ghi được vào ổ đĩa',
  'nothing-recorded': 'Không có gì được ghi lại',
  composition: 'Không dựng được phim từ các luồng đã ghi',
  'meeting-lost': 'Không còn nhật ký của cuộc họp',
};

/** Why something was lost, in words; of a later version's reason none. */
function wordsOf(reason: string | null): string {
  return Object.entries(reasonWords).find(([each]) => each === reason)?.[1] ?? '';
}

export const absenceTitle = { pause: 'Tạm dừng ghi hình', gap: 'Đoạn bị mất' } as const;

/** Two bars as on every player, or a line with a piece missing. */
function sign(kind: Absence['kind'], y: number): readonly Mark[] {
  if (kind === 'pause')
    return [-1, 1].map((side) =>
      box({ x: middle - 6 + side * 14, y: y - 22, width: 12, height: 44 }, palette.accent),
    );
  return [
    ...[-1, 1].map((side) =>
      box({ x: middle - 28 + side * 48, y: y - 3, width: 56, height: 6 }, palette.lost),
    ),
    ...[-1, 1].map((side) =>
      box({ x: middle - 3 + side * 20, y: y - 14, width: 6, height: 28 }, palette.lost),
    ),
  ];
}

/** The whole picture while nothing was recorded: that it is so, why, and from when to when. */
export function absenceCard({ kind, fromMs, toMs, reason }: Absence, heading: Heading): readonly Mark[] {
  const why = kind === 'pause' ? 'theo yêu cầu của chủ trì' : wordsOf(reason);
  const [from, to] = [fromMs, toMs].map((ms) => clockOf(heading.startedAt + ms));
  return [
    ...header(heading, null),
    ...sign(kind, 262),
    centred({ text: absenceTitle[kind], style: styles.cardTitle, color: palette.bright }, middle, 362),
    centred(
      { text: fitLine(why, styles.cardLine, 1040), style: styles.cardLine, color: palette.quiet },
      middle,
      412,
    ),
    box({ x: middle - 40, y: 442, width: 80, height: 2 }, palette.quiet, 0.4),
    centred({ text: `Từ ${from} đến ${to}`, style: styles.clock, color: palette.bright }, middle, 492),
  ];
}
