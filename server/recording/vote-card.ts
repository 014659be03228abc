import type { VoteAnnouncement } from '../../core/announcement.ts';
import { castOf, type VoteMajority, type VoteSecrecy, type VoteTally } from '../../core/vote.ts';
import type { ShownCard } from '../../protocol/recorder.ts';

const headingBySecrecy = {
  named: { opened: 'Biểu quyết', counted: 'Kết quả biểu quyết', annulled: 'Đã hủy biểu quyết' },
  secret: { opened: 'Bỏ phiếu kín', counted: 'Kết quả bỏ phiếu kín', annulled: 'Đã hủy bỏ phiếu kín' },
} as const satisfies Record<VoteSecrecy, Record<VoteAnnouncement['kind'], string>>;

const majorityWords = { half: 'quá nửa', 'two-thirds': 'ít nhất 2/3' } as const satisfies Record<
  VoteMajority,
  string
>;

const percent = new Intl.NumberFormat('vi', { style: 'percent', maximumFractionDigits: 1 });

function linesOf(tally: VoteTally): ShownCard['lines'] {
  const { voters } = tally;
  const absent = voters - castOf(tally);
  const counts: readonly (readonly [string, number])[] = [
    ['Tán thành', tally.for],
    ['Không tán thành', tally.against],
    ['Không biểu quyết', tally.abstain],
    ...(absent > 0 ? ([['Không tham gia', absent]] as const) : []),
  ];
  return counts.map(([label, count]) => ({
    label,
    value: voters > 0 ? `${count}/${voters}  (${percent.format(count / voters)})` : String(count),
  }));
}

/** What is announced of a vote, as the film shows it: the question alone when it is put, then what came of it. */
export function voteCard(told: VoteAnnouncement): ShownCard {
  const heading = headingBySecrecy[told.secrecy][told.kind];
  const card = { heading, title: told.question, lines: [] };
  if (told.kind !== 'counted') return card;
  const { tally, majority, carried } = told;
  return {
    ...card,
    lines: linesOf(tally),
    outcome: {
      word: carried ? 'Được thông qua' : 'Không được thông qua',
      good: carried,
      note: `Cần ${majorityWords[majority]} tổng số ${tally.voters} người có quyền biểu quyết`,
    },
  };
}
