import { describe, expect, it } from 'vitest';
import type { NoticeId } from '../../../core/id.ts';
import type { ChannelMessage, Notice } from '../../../core/meeting.ts';
import { ids, meetingOf, units } from '../meeting/fixture.ts';
import { unreadMessages } from './channel-unread.ts';
import { unreadNotices } from './read-notices.ts';
import { scopeUnits } from './scope-units.ts';

const noticeId = (text: string) => text as NoticeId;
const chair = meetingOf().participantById[ids.chair]!.card;
const delegate = meetingOf().participantById[ids.delegate]!.card;

function notice(id: string): Notice {
  return { id: noticeId(id), unit: units.province, unitName: '', from: '', text: id, at: 0 };
}
function message(id: string, author: ChannelMessage['author']): ChannelMessage {
  return { id: noticeId(id), author, text: id, at: 0 };
}

describe('unreadNotices', () => {
  it('leaves out what was put away, and begins with the newest', () => {
    const all = [notice('a'), notice('b'), notice('c')];
    expect(unreadNotices(all, [noticeId('b')]).map(({ id }) => id)).toEqual(['c', 'a']);
  });
});

describe('unreadMessages', () => {
  const channel = [message('1', chair), message('2', delegate), message('3', chair), message('4', delegate)];
  const unread = (lastRead: string | null) =>
    unreadMessages(channel, ids.chair, lastRead === null ? null : noticeId(lastRead)).map(({ id }) => id);

  it('counts what others wrote after the one last read', () => {
    expect(unread('2')).toEqual(['4']);
    expect(unread('4')).toEqual([]);
  });
  it('counts all of the others’ where none was read, or the one read has fallen out of the list', () => {
    expect(unread(null)).toEqual(['2', '4']);
    expect(unread('gone')).toEqual(['2', '4']);
  });
});

describe('scopeUnits', () => {
  it('are those of a scope’s subtree, indented from its top', () => {
    const meeting = meetingOf();
    const roles = [{ participant: ids.delegate, role: 'operator' as const, unit: units.namPo }];
    expect(scopeUnits({ ...meeting, roles }, ids.delegate, 'notice.send')).toEqual([
      { unit: units.namPo, name: 'Huyện Nậm Pồ', depth: 0 },
      { unit: units.namTin, name: 'Xã Nậm Tin', depth: 1 },
    ]);
    expect(scopeUnits(meeting, ids.delegate, 'notice.send')).toEqual([]);
  });
});
