import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { MeetingId } from '../../../core/id.ts';
import { documents, replyOf } from '../../session/index.ts';

const keyOf = (meeting: MeetingId) => ['documents', meeting] as const;

/** The meeting's documents as the hub tells them over HTTP. */
export function useDocumentsReply(meeting: MeetingId, enabled: boolean) {
  return useQuery({
    queryKey: keyOf(meeting),
    queryFn: () => replyOf(documents.list(meeting)),
    enabled,
    staleTime: 0,
  });
}

/** Has the list asked for anew, after something was changed. */
export function useDocumentsChanged(meeting: MeetingId): () => void {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: keyOf(meeting) });
    // The list of meetings tells how many there are.
    void queries.invalidateQueries({ queryKey: ['meetings'] });
  };
}
