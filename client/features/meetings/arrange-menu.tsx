import { ActionIcon, Menu } from '@mantine/core';
import {
  IconCalendarPause,
  IconCalendarTime,
  IconCalendarX,
  IconCopy,
  IconDots,
  IconPencil,
  IconPrinter,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, replyOf, useIdentity } from '../../session/index.ts';
import { mayCall } from './convene-button.tsx';
import { ConveneDialog } from './convene-dialog.tsx';
import { InvitationDialog } from './invitation-dialog.tsx';
import { type Arranged, ScheduleDialog, type ScheduleWish } from './schedule-dialog.tsx';

type Opened = ScheduleWish | 'edit' | 'copy' | 'invitation';
const isWish = (opened: Opened | null): opened is ScheduleWish =>
  opened === 'reschedule' || opened === 'postpone' || opened === 'cancel';

type ArrangeMenuProps = { readonly meeting: Arranged };

/** What may be done with a meeting by who arranges it, without coming to it. */
export function ArrangeMenu({ meeting }: ArrangeMenuProps) {
  const { t } = useTranslation();
  const identity = useIdentity();
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  const given = useQuery({
    queryKey: ['meeting-order', meeting.id],
    queryFn: () => replyOf(api.meetingOrder(meeting.id)),
    enabled: opened === 'edit' || opened === 'copy' || opened === 'invitation',
    staleTime: 0,
  });
  if (identity.kind !== 'signedIn') return null;
  const { account } = identity;
  const { kind } = meeting.phase;
  const ahead = kind === 'scheduled' || kind === 'trial' || kind === 'postponed';
  const calls = mayCall(account);
  const start = { given: given.data ?? null, meeting: opened === 'edit' ? meeting.id : null };
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon
            variant="default"
            size={44}
            aria-label={t('meetings.arrange', { title: meeting.title })}
          >
            <IconDots size={20} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {ahead && calls && (
            <Menu.Item
              leftSection={<IconPencil size={18} aria-hidden="true" />}
              onClick={() => setOpened('edit')}
            >
              {t('meetings.edit')}
            </Menu.Item>
          )}
          {ahead && (
            <Menu.Item
              leftSection={<IconCalendarTime size={18} aria-hidden="true" />}
              onClick={() => setOpened('reschedule')}
            >
              {t('meetings.reschedule')}
            </Menu.Item>
          )}
          {(kind === 'scheduled' || kind === 'trial') && (
            <Menu.Item
              leftSection={<IconCalendarPause size={18} aria-hidden="true" />}
              onClick={() => setOpened('postpone')}
            >
              {t('meetings.postpone')}
            </Menu.Item>
          )}
          {ahead && (
            <Menu.Item
              color="son"
              leftSection={<IconCalendarX size={18} aria-hidden="true" />}
              onClick={() => setOpened('cancel')}
            >
              {t('meetings.cancel')}
            </Menu.Item>
          )}
          {calls && (
            <Menu.Item
              leftSection={<IconCopy size={18} aria-hidden="true" />}
              onClick={() => setOpened('copy')}
            >
              {t('meetings.copy')}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconPrinter size={18} aria-hidden="true" />}
            onClick={() => setOpened('invitation')}
          >
            {t('meetings.invitation')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ScheduleDialog meeting={meeting} wish={isWish(opened) ? opened : null} onClose={close} />
      <ConveneDialog
        account={account}
        opened={(opened === 'edit' || opened === 'copy') && given.isSuccess && !given.isFetching}
        start={start}
        onClose={close}
      />
      {given.data && <InvitationDialog given={given.data} opened={opened === 'invitation'} onClose={close} />}
    </>
  );
}
