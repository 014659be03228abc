import { Button, Loader, Progress } from '@mantine/core';
import { IconDownload, IconFileAlert, IconFileDownload, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RefusalCode } from '../../../core/refusal.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../ui/format.ts';
import classes from './viewer.module.css';

const iconBy = {
  damaged: IconFileAlert,
  password: IconLock,
  notShown: IconFileDownload,
  noReader: IconFileAlert,
} as const;

type BodyMessageProps = {
  readonly what: keyof typeof iconBy;
  /** Takes the file home; null: a room's screen, where there is nothing to do so with */
  readonly onDownload: (() => void) | null;
};

/** Why there is nothing to read here, and what one can do. */
export function BodyMessage({ what, onDownload }: BodyMessageProps) {
  const { t } = useTranslation();
  const Icon = iconBy[what];
  return (
    <div className={classes.message} role="alert">
      <Icon size={44} stroke={1.4} aria-hidden="true" />
      <p className={classes.headline}>{t(`documents.viewer.${what}`)}</p>
      <p>{t(`documents.viewer.${onDownload === null ? 'notShownRoom' : (`${what}Hint` as const)}`)}</p>
      {onDownload !== null && (
        <Button leftSection={<IconDownload size={18} aria-hidden="true" />} onClick={onDownload}>
          {t('documents.viewer.download')}
        </Button>
      )}
    </div>
  );
}

/** It is here, and being opened. */
export function Opening() {
  const { t } = useTranslation();
  return (
    <div className={classes.message} role="status">
      <Loader size={30} />
      <p>{t('documents.viewer.opening')}</p>
    </div>
  );
}

/** It is on its way. */
export function Loading({ share }: { readonly share: number }) {
  const { t } = useTranslation();
  const percent = `${formatNumber(share * 100, currentLanguage())} %`;
  const words = t('documents.viewer.loading', { share: percent });
  return (
    <div className={classes.message} role="status">
      <Progress className={classes.loading ?? ''} value={share * 100} aria-label={words} />
      <p className="tabular">{words}</p>
    </div>
  );
}

/** It did not come. */
export function NotLoaded({ code, onAgain }: { readonly code: RefusalCode; readonly onAgain: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={classes.message} role="alert">
      <IconFileAlert size={44} stroke={1.4} aria-hidden="true" />
      <p className={classes.headline}>{t('documents.viewer.refused')}</p>
      <p>{t(`refusal.${code}`)}</p>
      <Button onClick={onAgain}>{t('documents.viewer.retry')}</Button>
    </div>
  );
}
