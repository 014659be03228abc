import type { Same } from '../same.ts';
import type { meetings as source } from '../vi/meetings.ts';

export const meetings: Same<typeof source> = {
  title: 'Meetings today',
  join: 'Join',
  live: 'Live',
  scheduled: 'Scheduled',
  closed: 'Closed',
  today: 'Today',
  tomorrow: 'Tomorrow',
  openedAt: 'Opened at {{time}}',
  closedAt: 'Closed at {{time}}',
  convenedBy: 'Convened by {{unit}}',
  presence: 'Present {{present}} of {{invited}}',
  invited: 'Invited: {{invited}}',
  yourRole: 'Your role',
  empty: 'No meetings yet',
  emptyHint: 'When your unit is invited, the meeting appears here.',
  failed: 'The list of meetings could not be loaded',
  stale: 'Connection lost. The list may be out of date; connecting again.',
  role: {
    chair: 'Chair',
    deputy: 'Deputy chair',
    secretary: 'Secretary',
    operator: 'Operator',
    delegate: 'Delegate',
    guest: 'Guest',
    observer: 'Observer',
    site: 'Site',
    recorder: 'Recorder',
  },
};
