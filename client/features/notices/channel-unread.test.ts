import { describe, expect, it } from 'vitest';
import type { NoticeId } from '../../../core/id.ts';
import type { ChannelMessage } from '../../../core/meeting.ts';
import { ids, meetingOf } from '../meeting/fixture.ts';
import { unreadMessages } from './channel-unread.ts';

const chair = meetingOf().participantById[ids.chair]!.card;
const delegate = meetingOf().participantById[ids.delegate]!.card;

function message(id: string, author: ChannelMessage['author']): ChannelMessage {
  return { id: id as NoticeId, author, text: id, at: 0 };
}

describe('unreadMessages', () => {
  const channel = [message('1', chair), message('2', delegate), message('3', chair), message('4', delegate)];
  const unread = (lastRead: string | null) =>
    unreadMessages(channel, ids.chair, lastRead as NoticeId | null).map(({ id }) => id);

  it('counts what others wrote after the one last read', () => {
    expect(unread('2')).toEqual(['4']);
    expect(unread('4')).toEqual([]);
  });
  it('counts all of the others’ where none was read, or the one read has fallen out of the list', () => {
    expect(unread(null)).toEqual(['2', '4']);
    expect(unread('gone')).toEqual(['2', '4']);
  });
});
