import type { DocumentId, ParticipantId, RecordingId } from '../../core/id.ts';
import type { ArchiveItem, DossierOrder, DossierReply, Signatory } from '../../protocol/archive.ts';

const hour = 3_600_000;
const day = 24 * hour;
const digest = '3a7bd3e2360a3d29eea436fcfb7e44c735d117c42d1c1835420b6b9942dd4f1b';

const secretary: Signatory = {
  participant: 'person:thuky' as ParticipantId,
  name: 'Lò Thị Mai Hương',
  position: 'Phó Chánh Văn phòng, Thư ký cuộc họp',
};
const chief: Signatory = {
  participant: 'person:chutri' as ParticipantId,
  name: 'Hoàng Minh Khôi',
  position: 'Phó Chủ tịch Thường trực UBND tỉnh',
};

function accessesUntil(recording: RecordingId, now: number): DossierReply['accesses'] {
  const people = ['Lò Thị Mai Hương', 'Trần Quốc Toản', 'Đoàn thanh tra Bộ Nội vụ', 'Vừ A Dính'];
  const uses = [
    { what: 'watched', part: null },
    { what: 'downloaded', part: { kind: 'stretch', fromMs: 754_000, toMs: 1_021_000 } },
    { what: 'shared', part: null },
    { what: 'read', part: { kind: 'document', document: 'd1' as DocumentId, name: 'Tờ trình số 118.pdf' } },
    { what: 'verified', part: null },
    { what: 'downloaded', part: { kind: 'sound', format: 'mp3' } },
    { what: 'exported', part: null },
  ] as const;
  return Array.from({ length: 16 }, (_, index) => ({
    at: now - index * 5 * hour,
    by: people[index % people.length] ?? '',
    recording,
    ...(uses[index % uses.length] ?? uses[0]),
  }));
}

/** The file that a recording belongs to, as far along as its recording is. */
export function dossierOf(item: ArchiveItem, now: number): DossierReply {
  const closedAt = item.startedAt + 2 * hour;
  const plain: DossierReply = {
    meeting: item.meeting,
    title: item.title,
    unitName: item.unitName,
    closedAt,
    retention: null,
    classes: [
      { name: 'Vĩnh viễn', years: null },
      { name: '20 năm', years: 20 },
      { name: '10 năm', years: 10 },
    ],
    holds: [],
    disposal: { state: 'none' },
    custody: null,
    handOverBy: item.handOverBy,
    handOverSoon: item.handOverSoon,
    linksAllowed: false,
    links: [],
    recordings: [{ id: item.id, unitName: item.unitName, startedAt: item.startedAt }],
    accesses: [],
    secret: null,
  };
  switch (item.id as string) {
    case 'ghi-0':
      return {
        ...plain,
        retention: { name: '10 năm', years: 10, until: closedAt + 3652 * day },
        linksAllowed: true,
        links: [
          {
            link: 3,
            whom: 'Đoàn thanh tra Bộ Nội vụ (ông Nguyễn Văn An)',
            by: secretary,
            at: now - day,
            until: now + 6 * day,
            state: 'open',
            withdrawnAt: null,
            lastUsedAt: now - 3 * hour,
          },
          {
            link: 2,
            whom: 'Báo Điện Biên Phủ',
            by: secretary,
            at: now - 20 * day,
            until: now - 13 * day,
            state: 'ended',
            withdrawnAt: null,
            lastUsedAt: null,
          },
        ],
        accesses: accessesUntil(item.id, now),
      };
    case 'ghi-3':
      return {
        ...plain,
        retention: { name: 'Vĩnh viễn', years: null, until: null },
        holds: [
          {
            hold: 2,
            reason:
              'Đang có khiếu nại về kết quả biểu quyết Nghị quyết số 12, chờ kết luận của Thanh tra tỉnh',
            by: chief,
            at: now - 12 * day,
            lifted: null,
          },
          {
            hold: 1,
            reason: 'Phục vụ đoàn kiểm tra',
            by: secretary,
            at: now - 90 * day,
            lifted: { by: chief, at: now - 60 * day, reason: 'Đoàn đã kết thúc kiểm tra' },
          },
        ],
        custody: {
          to: 'Trung tâm Lưu trữ lịch sử tỉnh Điện Biên',
          receiver: 'Nguyễn Thị Phương Thảo',
          receiverPosition: 'Trưởng phòng Thu thập và Bảo quản',
          note: 'Giao kèm một ổ đĩa ngoài, số hiệu LT-2026-118.',
          by: secretary,
          at: now - hour,
          manifests: [
            { recording: 'ghi-3' as RecordingId, sha256: digest, files: 48, bytes: 9_482_000_000 },
            { recording: 'ghi-3b' as RecordingId, sha256: digest, files: 12, bytes: 820_000_000 },
          ],
        },
        handOverBy: null,
      };
    case 'ghi-5':
      return {
        ...plain,
        retention: { name: '10 năm', years: 10, until: now - 3 * day },
        disposal: {
          state: 'asked',
          by: secretary,
          at: now - day,
          reason:
            'Hết thời hạn bảo quản, Hội đồng xác định giá trị tài liệu đã thống nhất tại biên bản số 04',
        },
      };
    case 'ghi-6':
      return {
        ...plain,
        retention: { name: '10 năm', years: 10, until: now - 40 * day },
        disposal: {
          state: 'done',
          by: secretary,
          confirmedBy: chief,
          at: now - 2 * day,
          reason: 'Hết thời hạn bảo quản, không còn giá trị',
          files: 48,
          bytes: 9_482_000_000,
          manifestSha256: digest,
        },
        handOverBy: null,
      };
    default:
      return plain;
  }
}

/** What an order makes of it: enough to see each screen move. */
export function ordered(dossier: DossierReply, order: DossierOrder, now: number): DossierReply {
  switch (order.type) {
    case 'retention.set': {
      const years = dossier.classes.find(({ name }) => name === order.name)?.years ?? null;
      const until = years === null || dossier.closedAt === null ? null : dossier.closedAt + years * 365 * day;
      return { ...dossier, retention: { name: order.name, years, until } };
    }
    case 'hold.place': {
      const hold = { hold: dossier.holds.length + 1, reason: order.reason, by: chief, at: now, lifted: null };
      return { ...dossier, holds: [...dossier.holds, hold] };
    }
    case 'links.allow':
      return { ...dossier, linksAllowed: true };
    case 'links.forbid':
      return { ...dossier, linksAllowed: false };
    case 'link.make': {
      const { whom, until } = order;
      const link = dossier.links.length + 1;
      const made = { link, whom, until, by: chief, at: now, state: 'open', withdrawnAt: null } as const;
      return {
        ...dossier,
        links: [...dossier.links, { ...made, lastUsedAt: null }],
        secret: 'q7yB3mV0eYtqk1hXn2R8wz4c',
      };
    }
    case 'disposal.ask':
      return { ...dossier, disposal: { state: 'asked', by: secretary, at: now, reason: order.reason } };
    case 'disposal.withdraw':
      return { ...dossier, disposal: { state: 'none' } };
    default:
      return dossier;
  }
}
