import { useQuery } from '@tanstack/react-query';
import type { MeetingId } from '../../../core/id.ts';
import { records, replyOf } from '../../session/index.ts';
import { RecordLinks } from './record-links.tsx';

type OwnRecordLinksProps = { readonly meeting: MeetingId; readonly title: string };

/** The ways to the record of a meeting of which it is not known whether one may read it: the hub is asked. */
export function OwnRecordLinks({ meeting, title }: OwnRecordLinksProps) {
  const readable = useQuery({
    queryKey: ['readable', meeting],
    queryFn: () => replyOf(records.readable(meeting)),
    staleTime: 60_000,
    retry: false,
  });
  return readable.isSuccess ? <RecordLinks meeting={meeting} title={title} /> : null;
}
