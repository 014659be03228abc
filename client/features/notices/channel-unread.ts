import { useSessionStorage } from '@mantine/hooks';
import type { NoticeId, ParticipantId } from '../../../core/id.ts';
import type { ChannelMessage, Meeting } from '../../../core/meeting.ts';

/** Messages of others after the last one that was read here; all of them, if that one is gone or none was read. */
export function unreadMessages(
  channel: readonly ChannelMessage[],
  you: ParticipantId,
  lastRead: NoticeId | null,
): readonly ChannelMessage[] {
  const index = channel.findIndex(({ id }) => id === lastRead);
  return channel.slice(index + 1).filter(({ author }) => author.participant !== you);
}

/** Which message of the channel was read last on this screen. */
export function useLastRead(): readonly [NoticeId | null, (id: NoticeId) => void] {
  const [lastRead, setLastRead] = useSessionStorage<NoticeId | null>({
    key: 'diemcau.channelRead',
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  return [lastRead, setLastRead];
}

/** How many messages of the channel were not read yet, for the mark on whatever opens it. */
export function useChannelUnread(meeting: Meeting, you: ParticipantId): number {
  const [lastRead] = useLastRead();
  return unreadMessages(meeting.channel, you, lastRead).length;
}
