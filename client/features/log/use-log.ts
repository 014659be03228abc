import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MeetingId } from '../../../core/id.ts';
import type { LogKind, LogPage } from '../../../protocol/log.ts';
import { records, replyOf } from '../../session/index.ts';

/** How often a running meeting's log is read on, in ms. */
const readOnMs = 5_000;

/**
 * All of a meeting's log that one may read, page after page; while the meeting runs, what comes is added. `kind` null:
 * all kinds.
 */
export function useLog(meeting: MeetingId, kind: LogKind | null) {
  const queries = useQueryClient();
  const queryKey = ['log', meeting, kind];
  return useQuery({
    queryKey,
    queryFn: async (): Promise<LogPage> => {
      const known = queries.getQueryData<LogPage>(queryKey)?.lines ?? [];
      let page = await replyOf(records.log(meeting, { after: known.at(-1)?.seq ?? 0, kind }));
      const added = [...page.lines];
      while (page.next !== null) {
        page = await replyOf(records.log(meeting, { after: page.next, kind }));
        added.push(...page.lines);
      }
      return { ...page, lines: added.length === 0 ? known : [...known, ...added] };
    },
    refetchInterval: ({ state }) => (state.data?.phase.kind === 'closed' ? false : readOnMs),
    placeholderData: keepPreviousData,
    // Lines are only ever added: what is known needs no comparing.
    structuralSharing: false,
  });
}
