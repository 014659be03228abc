import { expect, it } from 'vitest';
import type { VoteId } from '../../../core/id.ts';
import type { Vote } from '../../../core/vote.ts';
import { meetingOf } from '../meeting/fixture.ts';
import { countedVoteOf, openVoteOf, units } from './fixture.ts';
import { isShown, isShownOnTv, latestVote, readKey, tvResultMs } from './shown-vote.ts';

const counted = countedVoteOf();
const annulled: Vote = { ...openVoteOf(), state: 'annulled', closedAt: 60_000, reason: 'Nhập nhầm' };

it('shows what one’s own hall was asked last', () => {
  const elsewhere = openVoteOf({ id: 'v9' as VoteId, hall: units.namPo });
  const later = openVoteOf({ id: 'v2' as VoteId });
  const meeting = { ...meetingOf(), votes: [counted, later, elsewhere] };
  expect(latestVote(meeting, units.province)).toBe(later);
  expect(latestVote(meeting, units.namPo)).toBe(elsewhere);
  expect(latestVote(meeting, units.muongCha)).toBeNull();
});

it('shows an open vote whatever was put away, and a result until it is', () => {
  const read = [readKey(openVoteOf()), readKey(counted)];
  expect(isShown(openVoteOf(), { since: 0, read })).toBe(true);
  expect(isShown(counted, { since: 0, read: [] })).toBe(true);
  expect(isShown(counted, { since: 0, read })).toBe(false);
});

it('takes no result for one of another meeting that was put away here before', () => {
  const before = readKey({ ...counted, openedAt: counted.openedAt - 86_400_000 });
  expect(isShown(counted, { since: 0, read: [before] })).toBe(true);
});

it('does not bring up what ended before one came', () => {
  expect(isShown(counted, { since: counted.closedAt, read: [] })).toBe(true);
  expect(isShown(counted, { since: counted.closedAt + 1, read: [] })).toBe(false);
});

it('tells of an annulment although the result was put away', () => {
  expect(isShown(annulled, { since: 0, read: [readKey(counted)] })).toBe(true);
});

it('leaves a result on a room’s screen for its time, and an open vote for as long as it lasts', () => {
  const seenAt = 60_000;
  expect(isShownOnTv(counted, { seenAt, now: seenAt + tvResultMs - 1 })).toBe(true);
  expect(isShownOnTv(counted, { seenAt, now: seenAt + tvResultMs })).toBe(false);
  expect(isShownOnTv(openVoteOf(), { seenAt, now: seenAt + 10 * tvResultMs })).toBe(true);
});
