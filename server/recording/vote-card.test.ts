import { expect, it } from 'vitest';
import type { VoteAnnouncement } from '../../core/announcement.ts';
import { voteCard } from './vote-card.ts';

const question = 'Thông qua Nghị quyết số 12?';
const counted: Extract<VoteAnnouncement, { kind: 'counted' }> = {
  kind: 'counted',
  question,
  secrecy: 'secret',
  majority: 'two-thirds',
  tally: { voters: 7, for: 4, against: 2, abstain: 1 },
  carried: false,
};

it('REC-9: what came of a vote is told with its figures, of all who have a vote', () => {
  expect(voteCard(counted)).toEqual({
    heading: 'Kết quả bỏ phiếu kín',
    title: question,
    lines: [
      { label: 'Tán thành', value: '4/7  (57,1%)' },
      { label: 'Không tán thành', value: '2/7  (28,6%)' },
      { label: 'Không biểu quyết', value: '1/7  (14,3%)' },
    ],
    outcome: {
      word: 'Không được thông qua',
      good: false,
      note: 'Cần ít nhất 2/3 tổng số 7 người có quyền biểu quyết',
    },
  });
});

it('REC-9: whoever took no part is told of in a line of their own', () => {
  const tally = { voters: 7, for: 4, against: 1, abstain: 0 };
  const card = voteCard({ ...counted, secrecy: 'named', majority: 'half', tally, carried: true });
  expect(card.heading).toBe('Kết quả biểu quyết');
  expect(card.lines.map(({ label, value }) => [label, value])).toEqual([
    ['Tán thành', '4/7  (57,1%)'],
    ['Không tán thành', '1/7  (14,3%)'],
    ['Không biểu quyết', '0/7  (0%)'],
    ['Không tham gia', '2/7  (28,6%)'],
  ]);
  expect(card.outcome).toMatchObject({ word: 'Được thông qua', good: true });
});

it.each([
  ['opened', 'Biểu quyết', 'Bỏ phiếu kín'],
  ['annulled', 'Đã hủy biểu quyết', 'Đã hủy bỏ phiếu kín'],
] as const)('REC-9: a vote that is %s is told of without figures', (kind, named, secret) => {
  expect(voteCard({ kind, question, secrecy: 'named' })).toEqual({
    heading: named,
    title: question,
    lines: [],
  });
  expect(voteCard({ kind, question, secrecy: 'secret' }).heading).toBe(secret);
});
