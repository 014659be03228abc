import { expect, it } from 'vitest';
import { emptyMinutes } from '../../../core/minutes/minutes.ts';
import type { MinutesReply } from '../../../protocol/minutes.ts';
import { approvalOf } from './minutes-approval.ts';

const by = { name: 'Hà', position: '' };
const written = { version: 4, at: 1, by, secretary: null, minutes: emptyMinutes };
const approved = { ...written, version: 3, approvedBy: by, approvedAt: 2 };
const reply = { rights: ['read', 'write', 'approve'], latest: written, approved, closedAt: 1 } as Pick<
  MinutesReply,
  'rights' | 'latest' | 'approved' | 'closedAt'
>;

it('MINUTES-4: what is approved by the press is the version that is read, also after an earlier one', () => {
  expect(approvalOf(reply, false)).toEqual({ version: 4, later: null });
  expect(approvalOf({ ...reply, approved: null }, false)).toEqual({ version: 4, later: null });
});

it('MINUTES-4: nothing is approved before the end of the meeting, nor what is typed and not saved', () => {
  expect(approvalOf({ ...reply, closedAt: null }, true)).toEqual({ version: 4, later: 'approveLater' });
  expect(approvalOf(reply, true)).toEqual({ version: 4, later: 'approveUnsaved' });
});

it('MINUTES-4: is not offered to who may not, where nothing is written, nor twice', () => {
  expect(approvalOf({ ...reply, rights: ['read', 'write'] }, false)).toBeNull();
  expect(approvalOf({ ...reply, latest: null }, false)).toBeNull();
  expect(approvalOf({ ...reply, approved: { ...approved, version: 4 } }, false)).toBeNull();
});
