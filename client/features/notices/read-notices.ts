import { useSessionStorage } from '@mantine/hooks';
import type { NoticeId } from '../../../core/id.ts';
import type { Notice } from '../../../core/meeting.ts';

/** The notices that were not put away on this screen, the newest first. */
export function unreadNotices(notices: readonly Notice[], read: readonly NoticeId[]): readonly Notice[] {
  return notices.filter(({ id }) => !read.includes(id)).toReversed();
}

/** What was put away on this screen; it stays so over a reload, and is one screen's own matter. */
export function useReadNotices(): {
  readonly read: readonly NoticeId[];
  readonly putAway: (notice: NoticeId) => void;
} {
  const [read, setRead] = useSessionStorage<readonly NoticeId[]>({
    key: 'diemcau.readNotices',
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  return { read, putAway: (notice) => setRead((before) => [...before, notice]) };
}
