import type { Same } from '../same.ts';
import type { notices as source } from '../vi/notices.ts';

export const notices: Same<typeof source> = {
  banner: {
    label: 'Notices',
    from: '{{name}} · {{time}}',
    dismiss: 'Read',
    dismissOne: 'Mark as read: {{text}}',
    more_one: '{{count}} more notice',
    more_other: '{{count}} more notices',
  },
  composer: {
    title: 'Send a notice',
    to: 'Send to',
    toHint: 'Every site and delegate of this unit and of the units below it sees it.',
    unitNone: 'No unit matches',
    text: 'Text',
    placeholder: 'For example: The meeting begins 10 minutes late.',
    left: '{{count}} characters left',
    send: 'Send notice',
    sent: 'Sent',
    sentTo: 'To {{unit}}',
    none: 'No notice yet',
    withdraw: 'Withdraw',
    noRight: 'You may not send notices.',
  },
  channel: {
    label: 'Channel among those who conduct',
    hint: 'Only those who conduct can read it.',
    empty: 'No message yet',
    write: 'Write to those who conduct',
    send: 'Send',
    you: 'You',
    fresh: 'New',
  },
};
