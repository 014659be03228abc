import { useQuery } from '@tanstack/react-query';
import type { MeetingId } from '../../../core/id.ts';
import { RefusalError, records, replyOf } from '../../session/index.ts';

/** How often whoever writes is told what another saved, in ms. */
const followMs = 20_000;

export const minutesKey = (meeting: MeetingId) => ['minutes', meeting] as const;

/** The minutes of a meeting, as far as one may read them. */
export function useMinutes(meeting: MeetingId) {
  return useQuery({
    queryKey: minutesKey(meeting),
    queryFn: () => replyOf(records.minutes(meeting)),
    retry: (failures, error) => failures < 1 && !(error instanceof RefusalError),
    refetchInterval: ({ state }) =>
      state.data?.rights.includes('write') && state.data.obstacle === null ? followMs : false,
  });
}

/** The same where they stand beside something else: whoever may not read them is told nothing. */
export function useReadMinutes(meeting: MeetingId | null) {
  return useQuery({
    queryKey: meeting === null ? ['minutes'] : minutesKey(meeting),
    queryFn: () => (meeting === null ? null : replyOf(records.minutes(meeting))),
    enabled: meeting !== null,
    staleTime: 60_000,
    retry: false,
  });
}
