import { Alert, Select, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DossierReply } from '../../../protocol/archive.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { useNow } from '../../session/index.ts';
import { useConfirm } from '../../ui/confirm-dialog.tsx';
import { formatDate } from '../../ui/format.ts';
import { DossierCard } from './dossier-card.tsx';
import type { DossierDesk } from './use-dossier.ts';

type DossierRetentionProps = { readonly desk: DossierDesk; readonly may: boolean };

/** What the chosen class means for this file. */
function useMeaning({ retention }: DossierReply): string {
  const { t } = useTranslation();
  const now = useNow();
  if (retention === null) return t('dossier.retention.noneHint');
  if (retention.years === null) return t('dossier.retention.forever');
  if (retention.until === null) return t('dossier.retention.open');
  const date = formatDate(retention.until, currentLanguage());
  return retention.until <= now
    ? t('dossier.retention.ended', { date })
    : t('dossier.retention.until', { date });
}

/** Thời hạn bảo quản: one of the configuration's classes. */
export function DossierRetention({ desk, may }: DossierRetentionProps) {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const { retention, classes } = desk.dossier;
  const meaning = useMeaning(desk.dossier);
  const names = classes.map(({ name }) => name);
  // A class that the configuration no longer offers still holds for this file.
  const offered = retention === null || names.includes(retention.name) ? names : [retention.name, ...names];
  const choose = (name: string | null) => {
    if (name === null || name === retention?.name) return;
    confirm({
      title: t('dossier.retention.confirm'),
      text: t('dossier.retention.confirmText', { name }),
      grave: false,
      onConfirm: () => desk.order({ type: 'retention.set', name }),
    });
  };
  return (
    <DossierCard title={t('dossier.retention.title')}>
      {may ? (
        <Select
          aria-label={t('dossier.retention.title')}
          placeholder={t('dossier.retention.none')}
          data={offered}
          value={retention?.name ?? null}
          onChange={choose}
          allowDeselect={false}
          w="100%"
          maw={360}
        />
      ) : (
        <Text fw={600}>{retention?.name ?? t('dossier.retention.none')}</Text>
      )}
      <Text size="sm" c="dimmed">
        {meaning}
      </Text>
      {may && desk.refusal !== null && (
        <Alert color="son" role="alert">
          {t(`refusal.${desk.refusal}`)}
        </Alert>
      )}
    </DossierCard>
  );
}
