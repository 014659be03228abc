import type { RecordingReason } from '../../protocol/recorder.ts';
import type { Absence } from './absence.ts';
import { fitLine, wrapEvenly } from './font.ts';
import { box, centred, frame, type Mark, palette, text } from './mark.ts';
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

/** The words that the archive's page uses too. */
const reasonWords: Readonly<Record<RecordingReason, string>> = {
  'recorder-lost': 'Dịch vụ ghi hình ngừng đột ngột, sau đó tự chạy lại',
  'recorder-absent': 'Không có dịch vụ ghi hình khi được yêu cầu',
  'hub-restarted': 'Máy chủ cuộc họp khởi động lại',
  'track-lost': 'Tệp của một luồng bị đứt',
  'disk-full': 'Ổ đĩa đầy',
  'disk-broken': 'Không ghi được vào ổ đĩa',
  'folder-removed': 'Thư mục của bản ghi bị xóa trong lúc đang ghi',
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
