import { Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { MeetingId } from '../../../core/id.ts';
import { records, replyOf } from '../../session/index.ts';
import { useReadMinutes } from '../minutes/use-minutes.ts';
import { MinutesLink, RecordLinks } from './record-links.tsx';

type OwnRecordLinksProps = { readonly meeting: MeetingId; readonly title: string };

/** The ways to the record of a meeting of which it is not known whether one may read it: the hub is asked. */
export function OwnRecordLinks({ meeting, title }: OwnRecordLinksProps) {
  const readable = useQuery({
    queryKey: ['readable', meeting],
    queryFn: () => replyOf(records.readable(meeting)),
    staleTime: 60_000,
    retry: false,
  });
  const minutes = useReadMinutes(meeting);
  // What was recorded had been opened.
  if (readable.isSuccess) return <RecordLinks meeting={meeting} title={title} opened />;
  return minutes.data?.approved ? (
    <Group ml={-8} mt={4}>
      <MinutesLink meeting={meeting} title={title} />
    </Group>
  ) : null;
}
