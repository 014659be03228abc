import { Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { MeetingId } from '../../../core/id.ts';
import { records, replyOf } from '../../session/index.ts';
import { useReadMinutes } from '../minutes/use-minutes.ts';
import { MinutesLink, RecordLinks } from './record-links.tsx';

type OwnRecordLinksProps = { readonly meeting: MeetingId; readonly title: string };

/** The way to the minutes of a meeting for who may read what there is of them, or write them. */
export function OwnMinutesLink({ meeting, title }: OwnRecordLinksProps) {
  const { data } = useReadMinutes(meeting);
  return data && (data.approved !== null || data.rights.includes('write')) ? (
    <Group ml={-8} mt={4}>
      <MinutesLink meeting={meeting} title={title} />
    </Group>
  ) : null;
}

/** The ways to the record of a meeting of which it is not known whether one may read it: the hub is asked. */
export function OwnRecordLinks({ meeting, title }: OwnRecordLinksProps) {
  const readable = useQuery({
    queryKey: ['readable', meeting],
    queryFn: () => replyOf(records.readable(meeting)),
    staleTime: 60_000,
    retry: false,
  });
  // What was recorded had been opened.
  if (readable.isSuccess) return <RecordLinks meeting={meeting} title={title} opened />;
  return <OwnMinutesLink meeting={meeting} title={title} />;
}
