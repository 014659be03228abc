import type { Result } from '../../client/session/result.ts';
import type { LogLine } from '../../core/log-line.ts';
import type { Meeting } from '../../core/meeting.ts';
import { type MinutesFacts, minutesFacts } from '../../core/minutes/facts.ts';
import type { Minutes } from '../../core/minutes/minutes.ts';
import type { MinutesReply } from '../../protocol/minutes.ts';

/** Named by `?scene=`: how far the minutes are. */
const scene = new URLSearchParams(location.search).get('scene') ?? '';

const secretary = { name: 'Lò Thị Mai Hương', position: 'Phó Chánh Văn phòng, Thư ký cuộc họp' };
const chair = { name: 'Hoàng Minh Khôi', position: 'Phó Chủ tịch Thường trực UBND tỉnh' };

const written: Minutes = {
  presence: `Chủ trì: Hoàng Minh Khôi (Phó Chủ tịch Thường trực, UBND tỉnh).
Thư ký: Lò Thị Mai Hương (Phó Chánh Văn phòng).
Điểm cầu: 74/77 điểm cầu kết nối; số người có mặt tại các điểm cầu: 1.218.
Điểm cầu không kết nối: Xã Pa Tần; Xã Nậm Tin; Xã Si Pa Phìn.`,
  sequence: `Cuộc họp khai mạc lúc 08 giờ 00, ngày 23 tháng 11 năm 2026.
1. Khai mạc, quán triệt mục đích, yêu cầu: từ 08 giờ 00 đến 08 giờ 10.
2. Báo cáo tình hình giải ngân vốn đầu tư công (Giám đốc Sở Tài chính): từ 08 giờ 10 đến 08 giờ 35, 3 lượt phát biểu.
Nghỉ giải lao từ 09 giờ 30 đến 09 giờ 45.
3. Thảo luận, giải trình: từ 09 giờ 45 đến 11 giờ 05, 12 lượt phát biểu.
Cuộc họp kết thúc lúc 11 giờ 20, ngày 23 tháng 11 năm 2026.`,
  opinions: `2. Báo cáo tình hình giải ngân vốn đầu tư công
- 08 giờ 22, Vừ A Dính (Chủ tịch, Xã Pa Tần), thảo luận: đề nghị bổ sung 2,1 tỷ đồng khắc phục sạt lở đường liên xã, đã hư hỏng từ tháng 8.
- Ý kiến bằng văn bản của Trần Quốc Toản (Xã Nậm Tin), về đường liên xã: đề nghị Sở Xây dựng khảo sát trước 30/11.`,
  votes: `1. Thông qua phương án điều chuyển vốn
Hình thức: biểu quyết công khai, lúc 10 giờ 50.
Kết quả: tán thành 45/50 (90 %); không tán thành 2; không biểu quyết 1; không tham gia 2.
Được thông qua (cần quá nửa tổng số người có quyền biểu quyết).`,
  conclusions: [
    {
      content:
        'Điều chuyển 12 tỷ đồng từ các dự án chậm giải ngân sang khắc phục sạt lở đường liên xã Pa Tần – Nậm Tin.',
      leadUnit: 'Sở Tài chính',
      supportingUnits: ['Sở Xây dựng', 'UBND xã Pa Tần', 'UBND xã Nậm Tin'],
      due: '2026-12-15',
    },
    {
      content: 'Báo cáo tiến độ giải ngân hằng tuần về Văn phòng UBND tỉnh.',
      leadUnit: 'UBND các xã, phường',
      supportingUnits: [],
      due: null,
    },
  ],
};

/** The minutes of the meeting that is looked at, as far as the scene has them. */
export function createMinutes(
  meeting: () => Meeting,
  { lines, now }: { readonly lines: () => readonly LogLine[]; readonly now: () => number },
) {
  const hour = 3_600_000;
  const version = { version: 3, minutes: written, by: secretary, secretary, at: now() - hour / 2 };
  const approved = { ...version, approvedBy: chair, approvedAt: now() - hour / 4 };
  const plain: MinutesReply = {
    meeting: meeting().id,
    title: meeting().title,
    unit: meeting().unit,
    unitName: 'Ủy ban nhân dân tỉnh Điện Biên',
    openedAt: now() - 3 * hour,
    closedAt: now() - hour,
    rights: ['read', 'write', 'approve'],
    obstacle: null,
    latest: version,
    approved: null,
  };
  const changed = { ...version, version: 4, minutes: { ...written, votes: 'Không có nội dung biểu quyết.' } };
  const replies: Readonly<Record<string, MinutesReply>> = {
    'minutes-new': { ...plain, latest: null, closedAt: null },
    'minutes-drafted': { ...plain, latest: null, closedAt: null },
    'minutes-read': { ...plain, rights: ['read'], latest: null, approved },
    'minutes-changed': { ...plain, latest: changed, approved },
    'minutes-conflict': { ...plain, latest: changed },
    'minutes-none': { ...plain, rights: ['read'], latest: null },
    'recording-minutes': { ...plain, rights: ['read'], latest: null, approved },
  };
  const reply = <T>(value: T): Promise<Result<T>> => Promise.resolve({ ok: true, reply: value });
  if (scene === 'minutes-conflict') {
    const mine = {
      ...written,
      votes: 'Biểu quyết một lần, xem phiếu kèm theo.',
      sequence: `${written.sequence}\n…`,
    };
    const draft = JSON.stringify({ base: written, minutes: mine });
    localStorage.setItem(`diemcau.minutes.person:kythuat.${meeting().id}`, draft);
  }
  return {
    minutes: (): Promise<Result<MinutesReply>> =>
      scene === 'minutes-closed'
        ? Promise.resolve({ ok: false, refusal: { code: 'not-permitted' } })
        : reply(replies[scene] ?? plain),
    minutesFacts: (): Promise<Result<MinutesFacts>> => reply(minutesFacts(meeting(), lines())),
    saveMinutes: () => reply(replies[scene] ?? plain),
    approveMinutes: () => reply({ ...plain, approved }),
  };
}
