import type { LevelId, MeetingId, ParticipantId, UnitId } from '../core/id.ts';
import { firstPassages, type Passage } from '../core/passage.ts';
import type { Unit } from '../core/unit.ts';
import { participantId, recordingId } from '../protocol/id.ts';
import type { CatalogueEntry } from '../server/archive-ports.ts';
import type { RecordingRow } from '../server/ports.ts';

/** Meetings as a country holds them, drawn from a fixed seed: the same at each run. */

const families =
  'Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Lò Giàng Sùng Quàng'.split(' ');
const middles = 'Văn Thị Hữu Đức Thu Minh Quang Thanh Ngọc Xuân A Bá Công Đình Hồng Kim'.split(' ');
const givens =
  'An Bình Chi Cường Dũng Duyên Đạt Giang Hà Hải Hạnh Hòa Hùng Huệ Khánh Lan Linh Long Mai Nam Nga Nhung Phúc Phương Quân Sơn Tâm Thảo Thúy Trung Tuấn Vinh Yến'.split(
    ' ',
  );
const places =
  'Mường Nậm Tân Phú Hòa Bình Long Thanh An Sơn Hải Đông Tây Bắc Nam Thượng Hạ Vĩnh Yên Lộc Thịnh Quảng'.split(
    ' ',
  );
const positions = [
  'Chủ tịch Ủy ban nhân dân',
  'Phó Chủ tịch Ủy ban nhân dân',
  'Bí thư Đảng ủy',
  'Chánh Văn phòng',
  'Giám đốc Sở Nội vụ',
  'Trưởng phòng Kinh tế',
  'Chuyên viên',
];
const kinds = [
  'Hội nghị trực tuyến',
  'Giao ban',
  'Phiên họp thường kỳ',
  'Hội nghị sơ kết',
  'Họp khẩn',
  'Kỳ họp',
];
const topics = [
  'phát triển kinh tế xã hội',
  'phòng chống thiên tai và tìm kiếm cứu nạn',
  'chuyển đổi số',
  'cải cách hành chính',
  'giải ngân vốn đầu tư công',
  'bảo đảm trật tự an toàn giao thông',
  'y tế cơ sở và phòng chống dịch',
  'giáo dục phổ thông',
  'xây dựng nông thôn mới',
  'quản lý đất đai và giải phóng mặt bằng',
  'bảo vệ và phát triển rừng',
  'quốc phòng an ninh',
  'dự toán ngân sách nhà nước',
  'sắp xếp đơn vị hành chính',
];
const wishes = [
  'Đề nghị cấp trên sớm bố trí kinh phí',
  'Kiến nghị tháo gỡ vướng mắc',
  'Đề nghị hướng dẫn cụ thể',
  'Xin báo cáo thêm tình hình',
];

/** Passages of one meeting beside its title: agenda items, turns, opinions, notices. */
const shape = { items: 8, turns: 42, opinions: 6, notices: 3 } as const;
const minute = 60_000;
/** A word that stands in this meeting alone. */
export const rareWord = (index: number): string => `hồ sơ ${100_000 + index}`;

/** A linear congruence (Numerical Recipes) is random enough for words. */
function createDraw(seed: number) {
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  return { below, of: (words: readonly string[]): string => words[below(words.length)] ?? '' };
}

/** The centre, 34 provinces and 3,321 communes. */
export function country(): readonly Unit[] {
  const unit = (id: string, name: string, parent: string | null): Unit => ({
    id: id as UnitId,
    name,
    level: 'any' as LevelId,
    parent: parent as UnitId | null,
  });
  const draw = createDraw(7);
  const provinces = Array.from({ length: 34 }, (_, at) =>
    unit(`${at + 10}`, `Tỉnh ${draw.of(places)} ${draw.of(places)} ${at + 1}`, 'TW'),
  );
  const communes = Array.from({ length: 3_321 }, (_, at) =>
    unit(`${(at % 34) + 10}.${at}`, `Xã ${draw.of(places)} ${draw.of(places)}`, `${(at % 34) + 10}`),
  );
  return [unit('TW', 'Trung ương', null), ...provinces, ...communes];
}

export type Recorded = { readonly row: RecordingRow; readonly entry: CatalogueEntry };

/** The recording of one meeting, and what it is found by. Half of them are held by provinces, the others by communes. */
export function recordedMeeting(index: number, units: readonly Unit[], version: number): Recorded {
  const draw = createDraw(index + 1);
  const held = index % 2 === 0 ? 1 + (index % 34) : 35 + (index % (units.length - 35));
  const unit = units[held];
  if (unit === undefined) throw new Error(`no unit ${held}`);
  const person = () => `${draw.of(families)} ${draw.of(middles)} ${draw.of(givens)}`;
  const title = `${draw.of(kinds)} ${draw.of(topics)} quý ${1 + draw.below(4)} năm ${2_022 + draw.below(5)}`;
  const agenda = Array.from({ length: shape.items }, () => ({
    title: `Báo cáo kết quả ${draw.of(topics)} và nhiệm vụ ${draw.of(topics)}`,
    presenter: person(),
  }));
  const speaker = (at: number): Passage => {
    const place = units[draw.below(units.length)];
    return {
      kind: 'speaker',
      text: `${person()}, ${draw.of(positions)}, ${place?.name ?? ''}`,
      participant: participantId.parse(`site:${place?.id ?? 'TW'}`),
      atMs: at * 2 * minute,
    };
  };
  const written = (kind: 'opinion' | 'notice', text: string, at: number): Passage => ({
    kind,
    text,
    participant: null,
    atMs: at * 10 * minute,
  });
  const passages: readonly Passage[] = [
    ...firstPassages(title, agenda),
    ...Array.from({ length: shape.turns }, (_, at) => speaker(at)),
    ...Array.from({ length: shape.opinions }, (_, at) =>
      written(
        'opinion',
        `${person()}: ${draw.of(wishes)} cho ${draw.of(topics)}, nhất là ${draw.of(topics)}.`,
        at,
      ),
    ),
    ...Array.from({ length: shape.notices - 1 }, (_, at) =>
      written('notice', 'Mời các điểm cầu ổn định chỗ ngồi', at),
    ),
    written('notice', `Tài liệu kèm theo ${rareWord(index)}`, shape.notices),
  ];
  const recording = recordingId.parse(`m${index}.r9`);
  return {
    row: {
      id: recording,
      meeting: `m${index}` as MeetingId,
      title,
      unit: unit.id,
      unitName: unit.name,
      startedAt: 1_640_000_000_000 + index * 15_000_000,
      state: 'ready',
      reason: null,
      gaps: [],
      pauses: [],
      durationMs: 90 * minute,
      size: 1_500_000_000,
      sha256: 'a'.repeat(64),
    },
    entry: { recording, version, whole: true, passages },
  };
}

/** Somebody who spoke in some of the meetings. */
export const someSpeaker: ParticipantId = participantId.parse('site:12.36');
