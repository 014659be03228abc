import { Alert, Text, TextInput } from '@mantine/core';
import { IconFileShredder } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefusalCode } from '../../../core/refusal.ts';
import { foldText } from '../../ui/fold-text.ts';
import classes from './archive.module.css';
import { OrderForm } from './order-dialog.tsx';

type DisposeFormProps = {
  readonly reason: string;
  readonly busy: boolean;
  readonly refusal: RefusalCode | null;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
};

/** The last question before something is gone for good: what goes, what stays, and a word to be typed. */
export function DisposeForm({ reason, busy, refusal, onClose, onConfirm }: DisposeFormProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const word = t('dossier.disposal.word');
  // Not every keyboard at hand writes diacritics.
  const agreed = foldText(typed) === foldText(word);
  const ask = t('dossier.disposal.type', { word });
  const submit = () => {
    setTried(true);
    if (agreed) onConfirm();
  };
  return (
    <OrderForm grave busy={busy} refusal={refusal} onClose={onClose} onSubmit={submit}>
      <Alert color="son" icon={<IconFileShredder />} title={t('dossier.disposal.gone')}>
        <ul className={classes.gaps}>
          <li>{t('dossier.disposal.goneFilms')}</li>
          <li>{t('dossier.disposal.goneDocuments')}</li>
          <li>{t('dossier.disposal.goneCopies')}</li>
          <li>{t('dossier.disposal.goneLinks')}</li>
        </ul>
      </Alert>
      <Text size="sm">{t('dossier.disposal.kept')}</Text>
      <div>
        <Text size="sm" c="dimmed">
          {t('dossier.reason')}
        </Text>
        <Text>{reason}</Text>
      </div>
      <TextInput
        label={ask}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={tried && !agreed ? ask : null}
      />
    </OrderForm>
  );
}
