import { Alert, Button, Group, Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account, ConveneBody } from '../../../protocol/http.ts';
import { conveneLimits } from '../../../protocol/http.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { api, RefusalError, replyOf, serverNow } from '../../session/index.ts';
import { formatDay, formatTime } from '../../ui/format.ts';
import { UnitSelect, useOperatedUnits } from '../pairing/unit-select.tsx';
import { AgendaFields } from './agenda-fields.tsx';
import { ChairSelect } from './chair-select.tsx';
import classes from './convene.module.css';
import {
  bodyOf,
  chairOf,
  dayText,
  emptyOrder,
  faultsOf,
  type MeetingOrder,
  momentOf,
} from './meeting-order.ts';

/** The order, with what stands in for what was not chosen yet: the own unit, and that unit's only chair. */
function useOrder(account: Account) {
  const [written, setWritten] = useState<MeetingOrder>(() => emptyOrder(serverNow()));
  const units = useOperatedUnits();
  const own = units.data?.find(({ id }) => id === account.unit)?.id ?? null;
  const unit = written.unit ?? own;
  const order: MeetingOrder = { ...written, unit };
  const people = useQuery({
    queryKey: ['people', unit],
    queryFn: () => (unit === null ? [] : replyOf(api.people(unit))),
    enabled: unit !== null,
    staleTime: 60_000,
  });
  const chair = chairOf(order, people.data ?? []);
  return {
    order,
    people,
    chair,
    change: (part: Partial<MeetingOrder>) => setWritten((before) => ({ ...before, ...part })),
    // Who chairs follows from the unit, so a new unit begins without one.
    chooseUnit: (chosen: MeetingOrder['unit']) =>
      setWritten((before) => ({ ...before, unit: chosen, chair: null })),
  };
}

function useConvene(onDone: () => void) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ConveneBody) => replyOf(api.convene(body)),
    onSuccess: (_reply, { title }) => {
      void queries.invalidateQueries({ queryKey: ['meetings'] });
      notifications.show({ color: 'luc', message: t('convening.created', { title }) });
      onDone();
    },
  });
}

type ConveneFormProps = { readonly account: Account; readonly onClose: () => void };

/** A meeting being called: what, whose, when, by whom chaired, with which agenda. */
export function ConveneForm({ account, onClose }: ConveneFormProps) {
  const { t } = useTranslation();
  const { order, people, chair, change, chooseUnit } = useOrder(account);
  const convene = useConvene(onClose);
  const [attempts, setAttempts] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const now = serverNow();
  const faults = attempts > 0 ? faultsOf(order, { now, chair }) : null;
  const refusal = convene.error instanceof RefusalError ? convene.error.refusal.code : 'internal';
  const moment = momentOf(order);
  const language = currentLanguage();

  useEffect(() => {
    if (attempts > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [attempts]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (order.secret) return;
    setAttempts((before) => before + 1);
    const body = bodyOf(order, { now, chair });
    if (body) convene.mutate(body);
  };
  const dateFault = { missing: t('convening.dateMissing'), past: t('convening.datePast') };

  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="lg">
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
        <TextInput
          label={t('convening.name')}
          maxLength={conveneLimits.text}
          data-autofocus
          value={order.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
          error={faults?.title ? t('convening.nameMissing') : null}
        />
        <UnitSelect
          label={t('convening.unit')}
          description={t('convening.unitHint')}
          value={order.unit}
          onChange={(unit) => chooseUnit(unit.id)}
          missing={faults?.unit ?? false}
        />
        <div className={classes.moment}>
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
          {/* Said in words: the browser may show the day before the month, or after it. */}
          {moment !== null && (
            <Text size="sm" c="dimmed" className={classes.day ?? ''}>
              {`${formatTime(moment, language)}, ${formatDay(moment, language)}`}
            </Text>
          )}
        </div>
        <ChairSelect
          people={people.data ?? null}
          loading={people.isLoading}
          failed={people.isError}
          value={chair}
          onChange={(chosen) => change({ chair: chosen })}
          missing={faults?.chair ?? false}
        />
        <Select
          label={t('meeting.settings.admission')}
          data={[
            { value: 'invited', label: t('meeting.settings.admissionInvited') },
            { value: 'sites', label: t('meeting.settings.admissionSites') },
            { value: 'nobody', label: t('meeting.settings.admissionNobody') },
          ]}
          value={order.admission}
          onChange={(admission) => admission !== null && change({ admission })}
          allowDeselect={false}
        />
        <AgendaFields
          lines={order.agenda}
          faulty={faults?.lines ?? []}
          onChange={(agenda) => change({ agenda })}
        />
        {convene.isError && (
          <Alert color="son" icon={<IconAlertTriangle />} role="alert">
            {refusal === 'not-found' ? t('convening.chairGone') : t(`refusal.${refusal}`)}
          </Alert>
        )}
        <Group justify="flex-end" gap="sm" className={classes.foot ?? ''}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={convene.isPending} disabled={order.secret}>
            {t('common.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
