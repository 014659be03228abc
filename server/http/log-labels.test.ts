import { expect, it } from 'vitest';
import { detailsOf } from './log-labels.ts';

it('LOG-9: a cell tells the result of a vote, and of how many', () => {
  const tally = { for: 5, against: 1, abstain: 0 };
  expect(detailsOf({ count: 8, tally })).toBe(
    '5 tán thành, 1 không tán thành, 0 không biểu quyết; trên tổng số 8',
  );
  expect(detailsOf({ tally })).toBe('5 tán thành, 1 không tán thành, 0 không biểu quyết');
  expect(detailsOf({ count: 3 })).toBe('3');
});
