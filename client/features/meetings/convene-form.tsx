import { Alert, Button, Group, Stack, Switch, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeetingId } from '../../../core/id.ts';
import type { RefusalCode } from '../../../core/refusal.ts';
import { type ConveneBody, conveneLimits, type ReviseBody } from '../../../protocol/convening.ts';
import type { Account } from '../../../protocol/http.ts';
import { api, RefusalError, replyOf, serverNow } from '../../session/index.ts';
import { UnitSelect } from '../pairing/unit-select.tsx';
import { AgendaFields } from './agenda-fields.tsx';
import { ChairSelect } from './chair-select.tsx';
import { ClashNotice } from './clash-notice.tsx';
import classes from './convene.module.css';
import { CopySelect } from './copy-select.tsx';
import { LengthSelect } from './length-select.tsx';
import { bodyOf, faultsOf, type Judging, type MeetingOrder, noFaults, revisionOf } from './meeting-order.ts';
import { OrderFolds } from './order-folds.tsx';
import { type DrawnOrder, type Start, useClashes, useOrder } from './use-order.ts';
import { WhenFields, WhenWords } from './when-fields.tsx';

type Wish =
  | { readonly kind: 'convene'; readonly body: ConveneBody }
  | { readonly kind: 'revise'; readonly meeting: MeetingId; readonly body: ReviseBody };

/** What is sent; null while something is missing. The time of a meeting that there is need not lie ahead. */
function wishOf(
  order: MeetingOrder,
  { meeting, judging }: { readonly meeting: MeetingId | null; readonly judging: Judging },
): Wish | null {
  if (meeting === null) {
    const body = bodyOf(order, judging);
    return body && { kind: 'convene', body };
  }
  const body = revisionOf(order, { ...judging, now: 0 });
  return body && { kind: 'revise', meeting, body };
}

function useSend(onDone: () => void) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (wish: Wish): Promise<unknown> =>
      wish.kind === 'convene'
        ? replyOf(api.convene(wish.body))
        : replyOf(api.revise(wish.meeting, wish.body)),
    onSuccess: (_reply, { kind, body: { title } }) => {
      for (const queryKey of [['meetings'], ['unit-meetings'], ['clashes'], ['meeting-order']])
        void queries.invalidateQueries({ queryKey });
      const message = t(kind === 'convene' ? 'convening.created' : 'convening.changed', { title });
      notifications.show({ color: 'luc', message });
      onDone();
    },
  });
}

function useCopy(take: DrawnOrder['take']) {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: (meeting: MeetingId) => replyOf(api.meetingOrder(meeting)),
    onSuccess: (given) => {
      take(given);
      notifications.show({ color: 'cham', message: t('convening.copied', { title: given.title }) });
    },
    onError: () => notifications.show({ color: 'son', message: t('convening.copyFailed') }),
  });
}

/** What is only said of a new meeting: that it may not be held here, or which one it repeats. */
function NewOnly({ drawn }: { readonly drawn: DrawnOrder }) {
  const { t } = useTranslation();
  const copy = useCopy(drawn.take);
  const { order, change } = drawn;
  return (
    <>
      <Switch
        label={t('convening.secret')}
        checked={order.secret}
        onChange={(event) => change({ secret: event.currentTarget.checked })}
      />
      {order.secret && (
        <Alert color="son" icon={<IconLock />} role="alert" title={t('refusal.secret-meeting')}>
          {t('convening.secretHint')}
        </Alert>
      )}
      <CopySelect unit={order.unit} busy={copy.isPending} onCopy={copy.mutate} />
    </>
  );
}

/** Why it was not taken, in the words of what was ordered. */
function SendFault({ error }: { readonly error: Error }) {
  const { t } = useTranslation();
  const code = error instanceof RefusalError ? error.refusal.code : 'internal';
  const words: Partial<Record<RefusalCode, string>> = {
    'not-found': t('convening.chairGone'),
    'not-permitted': t('convening.notAllowed'),
  };
  return (
    <Alert color="son" icon={<IconAlertTriangle />} role="alert">
      {words[code] ?? t(`refusal.${code}`)}
    </Alert>
  );
}

type ConveneFormProps = Start & { readonly account: Account; readonly onClose: () => void };

/** A meeting being called or changed: what, whose, when, by whom chaired, and the rest as usual until it is unfolded. */
export function ConveneForm({ account, given, meeting, onClose }: ConveneFormProps) {
  const { t } = useTranslation();
  const drawn = useOrder(account, { given, meeting });
  const { order, invitable, units, chair, chosen, change } = drawn;
  const send = useSend(onClose);
  const [attempts, setAttempts] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const now = serverNow();
  const judging = { now, chair, units };
  const faults = attempts > 0 ? faultsOf(order, judging) : noFaults;
  const clashes = useClashes(order, { meeting, chair, units });

  useEffect(() => {
    if (attempts > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [attempts]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (order.secret) return;
    setAttempts((before) => before + 1);
    const wish = wishOf(order, { meeting, judging });
    if (wish) send.mutate(wish);
  };

  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="lg">
        {meeting === null && <NewOnly drawn={drawn} />}
        <TextInput
          label={t('convening.name')}
          maxLength={conveneLimits.text}
          data-autofocus
          value={order.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
          error={faults.title ? t('convening.nameMissing') : null}
        />
        {meeting === null && (
          <UnitSelect
            label={t('convening.unit')}
            description={t('convening.unitHint')}
            value={order.unit}
            onChange={(unit) => drawn.chooseUnit(unit.id)}
            missing={faults.unit}
          />
        )}
        <div className={classes.moment}>
          {meeting === null && <WhenFields when={order} now={now} faults={faults} onChange={change} />}
          <LengthSelect
            className={classes.length ?? ''}
            value={order.minutes}
            onChange={(minutes) => change({ minutes })}
          />
          <WhenWords className={classes.day ?? ''} when={order} minutes={order.minutes} />
        </div>
        <ChairSelect
          people={invitable.data?.people ?? null}
          loading={invitable.isLoading}
          failed={invitable.isError}
          value={chair}
          onChange={(one) => change({ chair: one })}
          missing={faults.chair}
        />
        <ClashNotice clashes={clashes} />
        <AgendaFields lines={order.agenda} faulty={faults.lines} onChange={(agenda) => change({ agenda })} />
        <OrderFolds drawn={drawn} />
        {faults.units && (
          <Alert color="son" icon={<IconAlertTriangle />} role="alert">
            {t('convening.sitesNobody')}
          </Alert>
        )}
        {send.isError && <SendFault error={send.error} />}
        <Group justify="flex-end" gap="sm" className={classes.foot ?? ''}>
          <Text size="sm" c="dimmed" className={classes.sum ?? ''} role="status">
            {t('convening.siteCount', { count: chosen.size })},{' '}
            {t('convening.peopleCount', { count: drawn.personCount })}
          </Text>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={send.isPending} disabled={order.secret}>
            {t(meeting === null ? 'common.confirm' : 'convening.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
