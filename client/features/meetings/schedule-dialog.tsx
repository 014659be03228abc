import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeetingId } from '../../../core/id.ts';
import type { ScheduleBody } from '../../../protocol/convening.ts';
import type { MeetingListItem } from '../../../protocol/http.ts';
import { api, RefusalError, replyOf, serverNow } from '../../session/index.ts';
import { ClashNotice } from './clash-notice.tsx';
import classes from './convene.module.css';
import { momentFaults, momentOf, momentTexts, nextHalfHour, noFaults } from './meeting-order.ts';
import { WhenFields, WhenWords } from './when-fields.tsx';

/** As far as a reason may go (protocol: free text). */
const reasonLength = 500;

export type ScheduleWish = 'reschedule' | 'postpone' | 'cancel';
export type Arranged = Pick<MeetingListItem, 'id' | 'title' | 'scheduledAt' | 'phase'>;

const doneByWish = {
  reschedule: 'meetings.rescheduled',
  postpone: 'meetings.postponedDone',
  cancel: 'meetings.cancelledDone',
} as const;

function useMove(meeting: Arranged, wish: ScheduleWish, onDone: () => void) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ScheduleBody) => replyOf(api.schedule(meeting.id, body)),
    onSuccess: () => {
      for (const queryKey of [['meetings'], ['unit-meetings'], ['clashes']])
        void queries.invalidateQueries({ queryKey });
      notifications.show({ color: 'luc', message: t(doneByWish[wish], { title: meeting.title }) });
      onDone();
    },
  });
}

/** Who would be wanted elsewhere at this time. */
function useMoveClashes(meeting: MeetingId, scheduledAt: number | null) {
  const [asked] = useDebouncedValue(scheduledAt, 400);
  return useQuery({
    queryKey: ['clashes', meeting, asked],
    queryFn: () => (asked === null ? [] : replyOf(api.clashesWhenMoved(meeting, asked))),
    enabled: asked !== null,
    staleTime: 10_000,
  });
}

type ScheduleFormProps = {
  readonly meeting: Arranged;
  readonly wish: ScheduleWish;
  readonly onClose: () => void;
};

function ScheduleForm({ meeting, wish, onClose }: ScheduleFormProps) {
  const { t } = useTranslation();
  const now = serverNow();
  const [when, setWhen] = useState(() => momentTexts(Math.max(meeting.scheduledAt, nextHalfHour(now))));
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const move = useMove(meeting, wish, onClose);
  const moment = momentOf(when);
  const clashes = useMoveClashes(meeting.id, wish === 'reschedule' ? moment : null);
  const faults = momentFaults(when, now);
  // A postponed one may be held at the time it had.
  const stays = moment === meeting.scheduledAt && meeting.phase.kind !== 'postponed';
  const refusal = move.error instanceof RefusalError ? move.error.refusal.code : 'internal';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const why = reason.trim();
    if (why === '') return;
    if (wish !== 'reschedule') return move.mutate({ type: `meeting.${wish}`, reason: why });
    if (moment !== null && faults.date === null && !stays)
      move.mutate({ type: 'meeting.reschedule', scheduledAt: moment, reason: why });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text fw={600} className={classes.longTitle ?? ''}>
          {meeting.title}
        </Text>
        {wish === 'reschedule' && (
          <>
            <div className={classes.two}>
              <WhenFields
                when={when}
                now={now}
                faults={tried ? faults : noFaults}
                onChange={(part) => setWhen({ ...when, ...part })}
              />
            </div>
            <WhenWords className="" when={when} minutes={null} />
            {tried && stays && (
              <Text size="sm" c="son" role="alert">
                {t('meetings.sameTime')}
              </Text>
            )}
            <ClashNotice clashes={clashes.data ?? []} />
          </>
        )}
        {wish === 'cancel' && <Text>{t('meetings.cancelHint')}</Text>}
        <Textarea
          label={t('meetings.reasonLabel')}
          description={t('meetings.reasonHint')}
          data-autofocus
          autosize
          minRows={2}
          maxRows={5}
          maxLength={reasonLength}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && reason.trim() === '' ? t('meetings.reasonMissing') : null}
        />
        {move.isError && (
          <Alert color="son" icon={<IconAlertTriangle />} role="alert">
            {t(`refusal.${refusal}`)}
          </Alert>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" color={wish === 'cancel' ? 'son' : 'cham'} loading={move.isPending}>
            {t('common.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type ScheduleDialogProps = {
  readonly meeting: Arranged;
  /** Null: shut. */
  readonly wish: ScheduleWish | null;
  readonly onClose: () => void;
};

/** Đổi giờ, Hoãn, Hủy: with the reason that everybody invited is told. */
export function ScheduleDialog({ meeting, wish, onClose }: ScheduleDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={wish !== null}
      onClose={onClose}
      title={wish === null ? '' : t(`meetings.${wish}`)}
      size={560}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {wish !== null && <ScheduleForm meeting={meeting} wish={wish} onClose={onClose} />}
    </Modal>
  );
}
