import { Button, Text, Textarea, TextInput } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DossierReply } from '../../../protocol/archive.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { archivePage, useNow } from '../../session/index.ts';
import { daysFromToday, formatDate, formatMoment } from '../../ui/format.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import archive from './archive.module.css';
import classes from './dossier.module.css';
import { DossierCard } from './dossier-card.tsx';
import { dueWords } from './due-words.ts';
import { OrderDialog, OrderForm } from './order-dialog.tsx';
import type { DossierDesk } from './use-dossier.ts';

type DossierHandOverProps = { readonly desk: DossierDesk; readonly may: boolean };

function HandOverForm({ desk, onClose }: { readonly desk: DossierDesk; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [to, setTo] = useState('');
  const [receiver, setReceiver] = useState('');
  const [receiverPosition, setPosition] = useState('');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const missing = (value: string) => (tried && value.trim() === '' ? t('dossier.fieldMissing') : null);
  const submit = async () => {
    setTried(true);
    if (to.trim() === '' || receiver.trim() === '') return;
    const done = await desk.order({ type: 'custody.handOver', to, receiver, receiverPosition, note });
    if (done !== null) onClose();
  };
  return (
    <OrderForm busy={desk.busy} refusal={desk.refusal} onClose={onClose} onSubmit={() => void submit()}>
      <Text size="sm">{t('handOver.recordText')}</Text>
      <TextInput
        label={t('handOver.to')}
        placeholder={t('handOver.toHint')}
        maxLength={300}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
        error={missing(to)}
        data-autofocus
      />
      <TextInput
        label={t('handOver.receiver')}
        maxLength={200}
        value={receiver}
        onChange={(event) => setReceiver(event.currentTarget.value)}
        error={missing(receiver)}
      />
      <TextInput
        label={t('handOver.receiverPosition')}
        maxLength={200}
        value={receiverPosition}
        onChange={(event) => setPosition(event.currentTarget.value)}
      />
      <Textarea
        label={t('handOver.note')}
        size="md"
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </OrderForm>
  );
}

type Custody = NonNullable<DossierReply['custody']>;

function HandedOver({ desk, custody }: { readonly desk: DossierDesk; readonly custody: Custody }) {
  const { t } = useTranslation();
  const { to, receiver, receiverPosition, note, by, at, manifests } = custody;
  const facts = [
    [t('handOver.at'), formatMoment(at, currentLanguage())],
    [t('handOver.to'), to],
    [t('handOver.receiver'), [receiver, receiverPosition].filter((part) => part !== '').join(', ')],
    [t('handOver.by'), [by.name, by.position].filter((part) => part !== '').join(', ')],
    ...(note === '' ? [] : [[t('handOver.note'), note] as const]),
  ] as const;
  return (
    <>
      <dl className={archive.facts}>
        {facts.map(([name, value]) => (
          <div key={name} className={classes.fact}>
            <dt>{name}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <Text size="sm" c="dimmed">
        {t('handOver.manifests', { count: manifests.length })}
      </Text>
      <Button
        component={Link}
        to={archivePage.handOver(desk.id)}
        variant="default"
        leftSection={<IconPrinter size={18} aria-hidden="true" />}
      >
        {t('handOver.print')}
      </Button>
    </>
  );
}

/** Giao nộp: when it is due, that it was done, and the record to be signed. */
export function DossierHandOver({ desk, may }: DossierHandOverProps) {
  const { t } = useTranslation();
  const now = useNow();
  const [opened, setOpened] = useState(false);
  const { custody, handOverBy, handOverSoon, closedAt } = desk.dossier;
  const days = handOverBy === null ? null : daysFromToday(handOverBy, now);
  return (
    <DossierCard
      title={t('handOver.title')}
      mark={custody !== null && <StateMark tone="live" label={t('handOver.done')} />}
    >
      {custody !== null ? (
        <HandedOver desk={desk} custody={custody} />
      ) : (
        <>
          <Text size="sm" c="dimmed">
            {handOverBy !== null
              ? t('handOver.due', { date: formatDate(handOverBy, currentLanguage()) })
              : t(closedAt === null ? 'handOver.open' : 'handOver.none')}
          </Text>
          {days !== null && handOverSoon && (
            <Text size="sm" fw={600} className={classes.soon ?? ''}>
              {dueWords(t, days)}
            </Text>
          )}
          {may && closedAt !== null && (
            <Button
              variant="default"
              onClick={() => {
                desk.reset();
                setOpened(true);
              }}
            >
              {t('handOver.record')}
            </Button>
          )}
        </>
      )}
      <OrderDialog opened={opened} title={t('handOver.record')} onClose={() => setOpened(false)}>
        <HandOverForm desk={desk} onClose={() => setOpened(false)} />
      </OrderDialog>
    </DossierCard>
  );
}
