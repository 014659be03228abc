import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DossierReply } from '../../../protocol/archive.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { useIdentity, useNow } from '../../session/index.ts';
import { useConfirm } from '../../ui/confirm-dialog.tsx';
import { formatBytes, formatDate, formatMoment, formatNumber } from '../../ui/format.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import archive from './archive.module.css';
import { disposalObstacle } from './disposal-obstacle.ts';
import { DisposeForm } from './dispose-form.tsx';
import classes from './dossier.module.css';
import { DossierCard } from './dossier-card.tsx';
import { ByAt } from './dossier-holds.tsx';
import { OrderDialog, ReasonForm } from './order-dialog.tsx';
import type { DossierDesk } from './use-dossier.ts';

type Disposal = DossierReply['disposal'];
type DossierDisposalProps = { readonly desk: DossierDesk; readonly may: boolean };

/** What was destroyed, by whose wish and whose word. */
function Done({ disposal }: { readonly disposal: Extract<Disposal, { state: 'done' }> }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const { by, confirmedBy, at, reason, files, bytes, manifestSha256 } = disposal;
  const facts = [
    [t('dossier.disposal.at'), formatMoment(at, language)],
    [t('dossier.disposal.askedBy'), [by.name, by.position].filter((part) => part !== '').join(', ')],
    [
      t('dossier.disposal.confirmedBy'),
      [confirmedBy.name, confirmedBy.position].filter((part) => part !== '').join(', '),
    ],
    [t('dossier.reason'), reason],
    [
      t('dossier.disposal.what'),
      t('dossier.disposal.files', {
        count: files,
        number: formatNumber(files, language),
        size: formatBytes(bytes, language),
      }),
    ],
  ] as const;
  return (
    <dl className={archive.facts}>
      {facts.map(([name, value]) => (
        <div key={name} className={classes.fact}>
          <dt>{name}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
      {manifestSha256 !== null && (
        <div className={classes.fact}>
          <dt>{t('dossier.disposal.manifest')}</dt>
          <dd>
            <code className={archive.checksum}>{manifestSha256}</code>
          </dd>
        </div>
      )}
    </dl>
  );
}

type AskedProps = DossierDisposalProps & {
  readonly disposal: Extract<Disposal, { state: 'asked' }>;
  readonly onConfirm: () => void;
};

/** One has asked; another has to confirm or to say no. */
function Asked({ desk, may, disposal, onConfirm }: AskedProps) {
  const { t } = useTranslation();
  const identity = useIdentity();
  const confirm = useConfirm();
  const { by, at, reason } = disposal;
  const own = identity.kind === 'signedIn' && identity.account.participant === by.participant;
  const withdraw = () => desk.order({ type: 'disposal.withdraw' });
  const reject = () =>
    confirm({
      title: t('dossier.disposal.reject'),
      text: t('dossier.disposal.rejectText', { name: by.name }),
      grave: false,
      onConfirm: withdraw,
    });
  return (
    <>
      <div>
        <Text fw={600}>{reason}</Text>
        <ByAt name={by.name} at={at} />
      </div>
      {own && <Text size="sm">{t('dossier.disposal.own')}</Text>}
      {may && (
        <Group gap="sm">
          {own ? (
            <Button variant="default" loading={desk.busy} onClick={() => void withdraw()}>
              {t('dossier.disposal.withdraw')}
            </Button>
          ) : (
            <>
              <Button variant="default" onClick={reject}>
                {t('dossier.disposal.reject')}
              </Button>
              <Button color="son" onClick={onConfirm}>
                {t('dossier.disposal.confirm')}
              </Button>
            </>
          )}
        </Group>
      )}
    </>
  );
}

/** Nobody has asked yet: what stands against it, or the way to ask. */
function Open({ desk, may, onAsk }: DossierDisposalProps & { readonly onAsk: () => void }) {
  const { t } = useTranslation();
  const now = useNow();
  const obstacle = disposalObstacle(desk.dossier, now);
  const until = desk.dossier.retention?.until ?? null;
  return (
    <>
      <Text size="sm" c="dimmed">
        {obstacle === null
          ? t('dossier.disposal.none')
          : t(`dossier.disposal.${obstacle}`, {
              date: until === null ? '' : formatDate(until, currentLanguage()),
            })}
      </Text>
      {may && obstacle === null && (
        <Button variant="light" color="son" onClick={onAsk}>
          {t('dossier.disposal.ask')}
        </Button>
      )}
    </>
  );
}

/** Tiêu hủy: asked by one, confirmed by another, and written down for good. */
export function DossierDisposal({ desk, may }: DossierDisposalProps) {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<'ask' | 'confirm' | null>(null);
  const { disposal, title } = desk.dossier;
  const open = (which: 'ask' | 'confirm') => {
    desk.reset();
    setDialog(which);
  };
  const close = () => setDialog(null);
  const send = async (order: Parameters<DossierDesk['order']>[0]) => {
    if ((await desk.order(order)) !== null) close();
  };
  const marks = {
    none: null,
    asked: <StateMark tone="waiting" label={t('dossier.disposal.asked')} />,
    done: <StateMark tone="quiet" label={t('dossier.disposal.done')} />,
  };
  return (
    <DossierCard title={t('dossier.disposal.title')} mark={marks[disposal.state]}>
      {disposal.state === 'none' && <Open desk={desk} may={may} onAsk={() => open('ask')} />}
      {disposal.state === 'asked' && (
        <Asked desk={desk} may={may} disposal={disposal} onConfirm={() => open('confirm')} />
      )}
      {disposal.state === 'done' && <Done disposal={disposal} />}
      <OrderDialog opened={dialog === 'ask'} title={t('dossier.disposal.ask')} onClose={close}>
        <ReasonForm
          text={t('dossier.disposal.askText')}
          busy={desk.busy}
          refusal={desk.refusal}
          onClose={close}
          onSubmit={(reason) => void send({ type: 'disposal.ask', reason })}
        />
      </OrderDialog>
      <OrderDialog
        opened={dialog === 'confirm'}
        title={t('dossier.disposal.confirmTitle', { title })}
        onClose={close}
      >
        <DisposeForm
          reason={disposal.state === 'asked' ? disposal.reason : ''}
          busy={desk.busy}
          refusal={desk.refusal}
          onClose={close}
          onConfirm={() => void send({ type: 'disposal.confirm' })}
        />
      </OrderDialog>
    </DossierCard>
  );
}
