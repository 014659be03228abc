import { Accordion, Alert, Button, Group, Stack, Switch, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeetingId } from '../../../core/id.ts';
import { usualSettings } from '../../../core/settings.ts';
import { type ConveneBody, conveneLimits, type ReviseBody } from '../../../protocol/convening.ts';
import type { Account } from '../../../protocol/http.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { api, RefusalError, replyOf, serverNow } from '../../session/index.ts';
import { formatDay, formatTime } from '../../ui/format.ts';
import { UnitSelect } from '../pairing/unit-select.tsx';
import { AgendaFields } from './agenda-fields.tsx';
import { ChairSelect } from './chair-select.tsx';
import { ClashNotice } from './clash-notice.tsx';
import classes from './convene.module.css';
import { CopySelect } from './copy-select.tsx';
import { LengthSelect } from './length-select.tsx';
import { bodyOf, dayText, faultsOf, momentOf, revisionOf } from './meeting-order.ts';
import { PeopleFields } from './people-fields.tsx';
import { SettingsFields } from './settings-fields.tsx';
import { UnitPicker } from './unit-picker.tsx';
import { type Start, useClashes, useOrder } from './use-order.ts';

type Wish =
  | { readonly kind: 'convene'; readonly body: ConveneBody }
  | { readonly kind: 'revise'; readonly meeting: MeetingId; readonly body: ReviseBody };

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

function useCopy(take: ReturnType<typeof useOrder>['take']) {
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

type FoldProps = {
  readonly value: string;
  readonly title: string;
  readonly count: string;
  readonly children: ReactNode;
};

/** A part that is usual as it is, folded away with what it says. */
function Fold({ value, title, count, children }: FoldProps) {
  return (
    <Accordion.Item value={value}>
      <Accordion.Control>
        <Group justify="space-between" gap="xs" pe="sm">
          <span className={classes.fold}>{title}</span>
          <span className={classes.foldCount}>{count}</span>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>{children}</Accordion.Panel>
    </Accordion.Item>
  );
}

type ConveneFormProps = Start & { readonly account: Account; readonly onClose: () => void };

/** A meeting being called or changed: what, whose, when, by whom chaired, and the rest as usual until it is unfolded. */
export function ConveneForm({ account, given, meeting, onClose }: ConveneFormProps) {
  const { t } = useTranslation();
  const drawn = useOrder(account, { given, meeting });
  const { order, invitable, units, people, chair, chosen, coming, change } = drawn;
  const send = useSend(onClose);
  const copy = useCopy(drawn.take);
  const [attempts, setAttempts] = useState(0);
  const [open, setOpen] = useState<string[]>([]);
  const form = useRef<HTMLFormElement>(null);
  const now = serverNow();
  const judging = { now, chair, units };
  const faults = attempts > 0 ? faultsOf(order, judging) : null;
  const clashes = useClashes(order, { meeting, chair, units });
  const refusal = send.error instanceof RefusalError ? send.error.refusal.code : 'internal';
  const moment = momentOf(order);
  const language = currentLanguage();
  const usual = JSON.stringify(order.settings) === JSON.stringify(usualSettings);

  useEffect(() => {
    if (attempts > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [attempts]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (order.secret) return;
    setAttempts((before) => before + 1);
    if (meeting === null) {
      const body = bodyOf(order, judging);
      if (body) send.mutate({ kind: 'convene', body });
    } else {
      // Its time is not changed here, so it need not lie ahead.
      const body = revisionOf(order, { ...judging, now: 0 });
      if (body) send.mutate({ kind: 'revise', meeting, body });
    }
  };
  const dateFault = { missing: t('convening.dateMissing'), past: t('convening.datePast') };
  const refusalWords = {
    'not-found': t('convening.chairGone'),
    'not-permitted': t('convening.notAllowed'),
  } as const;

  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="lg">
        {meeting === null && (
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
        )}
        <TextInput
          label={t('convening.name')}
          maxLength={conveneLimits.text}
          data-autofocus
          value={order.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
          error={faults?.title ? t('convening.nameMissing') : null}
        />
        {meeting === null && (
          <UnitSelect
            label={t('convening.unit')}
            description={t('convening.unitHint')}
            value={order.unit}
            onChange={(unit) => drawn.chooseUnit(unit.id)}
            missing={faults?.unit ?? false}
          />
        )}
        <div className={classes.moment}>
          {meeting === null && (
            <>
              <TextInput
                type="date"
                label={t('convening.date')}
                min={dayText(now)}
                value={order.date}
                onChange={(event) => change({ date: event.currentTarget.value })}
                error={faults?.date ? dateFault[faults.date] : null}
              />
              <TextInput
                type="time"
                label={t('convening.time')}
                value={order.time}
                onChange={(event) => change({ time: event.currentTarget.value })}
                error={faults?.time ? t('convening.timeMissing') : null}
              />
            </>
          )}
          <LengthSelect
            className={classes.length ?? ''}
            value={order.minutes}
            onChange={(minutes) => change({ minutes })}
          />
          {/* Said in words: the browser may show the day before the month, or after it. */}
          {moment !== null && (
            <Text size="sm" c="dimmed" className={classes.day ?? ''}>
              {`${formatTime(moment, language)}, ${formatDay(moment, language)}`}
              {order.minutes !== null &&
                ` ${t('convening.until', { time: formatTime(moment + order.minutes * 60_000, language) })}`}
            </Text>
          )}
        </div>
        <ChairSelect
          people={invitable.data?.people ?? null}
          loading={invitable.isLoading}
          failed={invitable.isError}
          value={chair}
          onChange={(one) => change({ chair: one })}
          missing={faults?.chair ?? false}
        />
        <ClashNotice clashes={clashes} />
        <AgendaFields
          lines={order.agenda}
          faulty={faults?.lines ?? []}
          onChange={(agenda) => change({ agenda })}
        />
        <Accordion multiple value={open} onChange={setOpen} variant="contained" keepMounted={false}>
          <Fold
            value="sites"
            title={t('convening.sites')}
            count={t('convening.siteCount', { count: chosen.size })}
          >
            <UnitPicker
              key={`${order.unit} ${units.length}`}
              levels={drawn.levels}
              units={units}
              chosen={chosen}
              onChange={(next) => change({ units: next.size === units.length ? null : next })}
            />
          </Fold>
          <Fold
            value="people"
            title={t('convening.people')}
            count={t('convening.peopleCount', { count: drawn.personCount })}
          >
            {order.unit !== null && (
              <PeopleFields
                people={people}
                coming={coming}
                named={order.named}
                usual={order.usual}
                chair={chair}
                place={{
                  unitById: Object.fromEntries(units.map((unit) => [unit.id, unit])),
                  convening: order.unit,
                }}
                onChange={change}
              />
            )}
          </Fold>
          <Fold
            value="settings"
            title={t('convening.settings')}
            count={t(usual ? 'convening.settingsUsual' : 'convening.settingsOwn')}
          >
            <SettingsFields
              key={drawn.version}
              settings={order.settings}
              onChange={(part) => change({ settings: { ...order.settings, ...part } })}
            />
          </Fold>
        </Accordion>
        {faults?.units && (
          <Alert color="son" icon={<IconAlertTriangle />} role="alert">
            {t('convening.sitesNobody')}
          </Alert>
        )}
        {send.isError && (
          <Alert color="son" icon={<IconAlertTriangle />} role="alert">
            {refusal === 'not-found' || refusal === 'not-permitted'
              ? refusalWords[refusal]
              : t(`refusal.${refusal}`)}
          </Alert>
        )}
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
