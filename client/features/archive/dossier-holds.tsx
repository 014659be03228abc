import { Button, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DossierReply } from '../../../protocol/archive.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { formatMoment } from '../../ui/format.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import classes from './dossier.module.css';
import { DossierCard } from './dossier-card.tsx';
import { OrderDialog, ReasonForm } from './order-dialog.tsx';
import type { DossierDesk } from './use-dossier.ts';

type Hold = DossierReply['holds'][number];
type DossierHoldsProps = { readonly desk: DossierDesk; readonly may: boolean };

/** Who ordered it and when. */
export function ByAt({ name, at }: { readonly name: string; readonly at: number }) {
  const { t } = useTranslation();
  return (
    <Text size="sm" c="dimmed" className="tabular">
      {t('dossier.byAt', { name, time: formatMoment(at, currentLanguage()) })}
    </Text>
  );
}

/** Tạm giữ: reasons for which nothing may be destroyed, until each is lifted. */
export function DossierHolds({ desk, may }: DossierHoldsProps) {
  const { t } = useTranslation();
  /** What is being written: a new hold, or why one is lifted. */
  const [writing, setWriting] = useState<'place' | Hold | null>(null);
  const standing = desk.dossier.holds.filter(({ lifted }) => lifted === null);
  const past = desk.dossier.holds.filter(({ lifted }) => lifted !== null);
  const close = () => setWriting(null);
  const open = (what: 'place' | Hold) => {
    desk.reset();
    setWriting(what);
  };
  const submit = async (reason: string) => {
    if (writing === null) return;
    const done = await desk.order(
      writing === 'place'
        ? { type: 'hold.place', reason }
        : { type: 'hold.lift', hold: writing.hold, reason },
    );
    if (done !== null) close();
  };
  return (
    <DossierCard
      title={t('dossier.hold.title')}
      mark={standing.length > 0 && <StateMark tone="waiting" label={t('dossier.hold.standing')} />}
    >
      {standing.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('dossier.hold.none')}
        </Text>
      )}
      {standing.length > 0 && (
        <ul className={classes.entries}>
          {standing.map((hold) => (
            <li key={hold.hold}>
              <div>
                <Text fw={600}>{hold.reason}</Text>
                <ByAt name={hold.by.name} at={hold.at} />
              </div>
              {may && (
                <Button size="sm" variant="default" onClick={() => open(hold)}>
                  {t('dossier.hold.lift')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {past.length > 0 && (
        <details className={classes.past}>
          <summary>{t('dossier.hold.past', { count: past.length })}</summary>
          <ul className={classes.entries}>
            {past.map(({ hold, reason, by, at, lifted }) => (
              <li key={hold}>
                <div>
                  <Text>{reason}</Text>
                  <ByAt name={by.name} at={at} />
                  {lifted !== null && (
                    <>
                      <Text size="sm" mt={4}>
                        {t('dossier.hold.lifted', { reason: lifted.reason })}
                      </Text>
                      <ByAt name={lifted.by.name} at={lifted.at} />
                    </>
                  )}
                </div>
              </li>
            ))}
          </ul>
        </details>
      )}
      {may && (
        <Button
          variant="default"
          leftSection={<IconLock size={18} aria-hidden="true" />}
          onClick={() => open('place')}
        >
          {t('dossier.hold.place')}
        </Button>
      )}
      <OrderDialog
        opened={writing !== null}
        title={t(writing === 'place' ? 'dossier.hold.placeTitle' : 'dossier.hold.lift')}
        onClose={close}
      >
        <ReasonForm
          text={
            writing === 'place' || writing === null
              ? t('dossier.hold.placeText')
              : t('dossier.hold.liftText', { reason: writing.reason })
          }
          busy={desk.busy}
          refusal={desk.refusal}
          onClose={close}
          onSubmit={(reason) => void submit(reason)}
        />
      </OrderDialog>
    </DossierCard>
  );
}
