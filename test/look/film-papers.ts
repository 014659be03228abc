import { type DocumentMediaType, documentEndings } from '../../core/document.ts';
import type { DocumentId, VoteId } from '../../core/id.ts';
import type { Meeting } from '../../core/meeting.ts';
import { voteChoices } from '../../core/vote.ts';
import type { BesideDocuments, BesideReply, BesideVote } from '../../protocol/archive.ts';

const minute = 60_000;

const longQuestion =
  'Thông qua Nghị quyết quy định mức chi hỗ trợ người dân các xã vùng cao biên giới bị thiệt hại do thiên tai trên địa bàn tỉnh giai đoạn 2026 - 2030, trong đó hỗ trợ làm nhà ở, hỗ trợ sản xuất nông nghiệp, hỗ trợ khôi phục các công trình thủy lợi nhỏ và đường giao thông nông thôn, đồng thời giao Ủy ban nhân dân tỉnh tổ chức thực hiện';

/** Votes of every kind, one of them as long as a question may be. */
function votesOf(meeting: Meeting): readonly BesideVote[] {
  const cards = Object.values(meeting.participantById).map(({ card }) => card);
  const voters = cards.slice(0, 34).map(({ name, position, unitName }) => ({ name, position, unitName }));
  const vote = (id: number, change: Partial<BesideVote>): BesideVote => ({
    vote: `v${id}` as VoteId,
    question: 'Thông qua Nghị quyết dự toán ngân sách năm 2027',
    item: meeting.agenda[1]?.title ?? null,
    secrecy: 'named',
    majority: 'half',
    openedMs: id * minute,
    closedMs: (id + 2) * minute,
    outcome: null,
    ...change,
  });
  return [
    vote(12, {
      outcome: {
        state: 'counted',
        tally: { voters: 50, for: 45, against: 3, abstain: 1 },
        carried: true,
        named: {
          ballots: voters.map((voter, index) => ({
            ...voter,
            choice: (index % 11 === 5 ? voteChoices[1] : index === 20 ? voteChoices[2] : undefined) ?? 'for',
          })),
          hands: [
            {
              name: 'Điểm cầu xã Nậm Tin',
              position: '',
              unitName: 'Xã Nậm Tin',
              for: 14,
              against: 0,
              abstain: 1,
            },
          ],
        },
      },
    }),
    vote(47, {
      question: longQuestion,
      secrecy: 'secret',
      majority: 'two-thirds',
      outcome: {
        state: 'counted',
        tally: { voters: 50, for: 31, against: 12, abstain: 4 },
        carried: false,
        named: null,
      },
    }),
    vote(58, { question: 'Bầu thư ký kỳ họp', outcome: { state: 'annulled', reason: 'Nhầm danh sách' } }),
    vote(60, { question: 'Miễn nhiệm chức danh', closedMs: null }),
  ];
}

function documentsOf({ agenda }: Meeting): readonly BesideDocuments[] {
  const kinds = Object.keys(documentEndings) as DocumentMediaType[];
  const group = (item: string | null, runs: BesideDocuments['runs'], titles: readonly string[]) => ({
    item,
    runs,
    documents: titles.map((title, index) => ({
      document: `d${title}` as DocumentId,
      title,
      fileName: `${title.toLowerCase().replaceAll(' ', '-')}.${documentEndings[kinds[index] ?? 'application/pdf'][0]}`,
      mediaType: kinds[index] ?? 'application/pdf',
      bytes: 84_000 * (index * 7 + 1),
      from: 'Lò Thị Mai Hương',
      readable: index !== 2,
    })),
  });
  const runOf = (index: number) => [{ startMs: index * 31 * minute, endMs: (index + 1) * 31 * minute }];
  return [
    group(null, [], ['Giấy mời', 'Nội quy kỳ họp']),
    ...agenda
      .slice(0, 5)
      .map(({ title }, index) =>
        group(title, index < 4 ? runOf(index) : [], [
          'Tờ trình về việc phân bổ dự toán ngân sách địa phương năm 2027',
          'Báo cáo thẩm tra',
          'Phụ lục số liệu',
        ]),
      ),
  ];
}

export function votesAndDocuments(meeting: Meeting): Pick<BesideReply, 'votes' | 'documents'> {
  return { votes: votesOf(meeting), documents: documentsOf(meeting) };
}
