import { describe, expect, it } from 'vitest';
import type { DelegateFact, MinutesFacts, NamedPerson } from '../../../core/minutes/facts.ts';
import { draftText } from './minutes-words.ts';
import { dayWords, dueText, hourWords } from './vietnam-time.ts';

/** 08:00 in Vietnam. */
const eight = Date.UTC(2026, 10, 23, 1, 0);
const minute = 60_000;
const person = (name: string, position = '', unitName = ''): NamedPerson => ({ name, position, unitName });
const delegate = (name: string, more: Partial<DelegateFact>): DelegateFact => ({
  ...person(name),
  state: 'uncalled',
  reason: '',
  substitute: null,
  came: false,
  ...more,
});
const nothing: MinutesFacts = {
  openedAt: null,
  closedAt: null,
  chairs: [],
  deputies: [],
  secretaries: [],
  sites: [],
  delegates: [],
  rests: [],
  items: [],
  votes: [],
  unitNames: [],
};
const site = (name: string, came: boolean, present: number | null = null) => ({
  name,
  unitName: name,
  came,
  expected: null,
  present,
});
const lines = (part: Parameters<typeof draftText>[0], facts: Partial<MinutesFacts>) =>
  draftText(part, { ...nothing, ...facts }).split('\n');

describe('minutes drafted from the record', () => {
  it('MINUTES-5: says who led and who was there, with reasons and substitutes', () => {
    const told = lines('presence', {
      chairs: [person('Hoàng Minh Khôi', 'Phó Chủ tịch', 'UBND tỉnh')],
      secretaries: [person('Lò Thị Hương')],
      sites: [site('Tỉnh', true, 1_200), site('Xã A', true, 18), site('Xã B', false)],
      delegates: [
        delegate('An', { state: 'inPerson' }),
        delegate('Bình', { came: true }),
        delegate('Chi', { state: 'absent', came: true, reason: 'đi công\ntác', substitute: 'Dũng' }),
      ],
    });
    expect(told).toEqual([
      'Chủ trì: Hoàng Minh Khôi (Phó Chủ tịch, UBND tỉnh).',
      'Thư ký: Lò Thị Hương.',
      'Điểm cầu: 2/3 điểm cầu kết nối; số người có mặt tại các điểm cầu: 1.218.',
      'Điểm cầu không kết nối: Xã B.',
      'Đại biểu: có mặt 2/3 (trực tiếp 1, trực tuyến 1), vắng mặt 1.',
      'Đại biểu có mặt: An; Bình.',
      'Đại biểu vắng mặt:',
      '- Chi: đi công tác',
      'Người dự thay:',
      '- Dũng dự thay Chi',
    ]);
    const sites = Array.from({ length: 3_321 }, (_, index) => site(`Xã ${index}`, index > 99));
    expect(lines('presence', { sites })).toEqual(['Điểm cầu: 3.221/3.321 điểm cầu kết nối.']);
  });

  const item = { presenter: '', runs: [], speeches: [], opinions: [] };
  const items: MinutesFacts['items'] = [
    { ...item, title: 'Chưa tới' },
    {
      ...item,
      title: 'Báo cáo',
      presenter: 'Giám đốc Sở',
      runs: [{ from: eight + 40 * minute, to: eight + 60 * minute }],
      opinions: [{ ...person('Em', '', 'Xã A'), topic: 'Đường', text: 'Sạt lở\nnặng' }],
    },
    {
      ...item,
      title: 'Khai mạc',
      runs: [{ from: eight, to: eight + 5 * minute }],
      speeches: [{ ...person('Xã A', '', 'Xã A'), kind: 'debate', from: eight + minute, spokenMs: minute }],
    },
  ];

  it('MINUTES-5: tells the meeting in the order in which it went', () => {
    expect(
      lines('sequence', {
        items,
        openedAt: eight,
        closedAt: eight + 90 * minute,
        rests: [{ from: eight + 20 * minute, to: eight + 35 * minute }],
      }),
    ).toEqual([
      'Cuộc họp khai mạc lúc 08 giờ 00, ngày 23 tháng 11 năm 2026.',
      '1. Khai mạc: từ 08 giờ 00 đến 08 giờ 05, 1 lượt phát biểu.',
      'Nghỉ giải lao từ 08 giờ 20 đến 08 giờ 35.',
      '2. Báo cáo (Giám đốc Sở): từ 08 giờ 40 đến 09 giờ 00.',
      'Nội dung chưa tiến hành: Chưa tới.',
      'Cuộc họp kết thúc lúc 09 giờ 30, ngày 23 tháng 11 năm 2026.',
    ]);
  });

  it('MINUTES-5: names who spoke and quotes what was handed in in writing', () => {
    expect(lines('opinions', { items })).toEqual([
      '1. Khai mạc',
      '- 08 giờ 01, Xã A, tranh luận: …',
      '2. Báo cáo',
      '- Ý kiến bằng văn bản của Em (Xã A), về Đường: Sạt lở nặng',
    ]);
    expect(lines('opinions', {})).toEqual(['Không có ý kiến phát biểu.']);
  });

  it('MINUTES-5: tells of each vote how it came out', () => {
    const vote = {
      question: 'Thông qua nghị quyết?',
      item: 'Nghị quyết',
      secrecy: 'secret',
      majority: 'two-thirds',
      openedAt: eight,
      tally: { voters: 30, for: 19, against: 6, abstain: 3 },
      carried: false,
    } as const;
    expect(lines('votes', { votes: [vote] })).toEqual([
      '1. Thông qua nghị quyết?',
      'Hình thức: bỏ phiếu kín, lúc 08 giờ 00, mục “Nghị quyết”.',
      'Kết quả: tán thành 19/30 (63,3 %); không tán thành 6; không biểu quyết 3; không tham gia 2.',
      'Không được thông qua (cần ít nhất hai phần ba tổng số người có quyền biểu quyết).',
    ]);
    expect(lines('votes', {})).toEqual(['Không có nội dung biểu quyết.']);
  });

  it('has the time of Vietnam, wherever the device stands', () => {
    const late = Date.UTC(2026, 11, 31, 17, 5);
    expect([hourWords(late), dayWords(late), dueText('2026-12-31')]).toEqual([
      '00 giờ 05',
      'ngày 01 tháng 01 năm 2027',
      '31/12/2026',
    ]);
  });
});
