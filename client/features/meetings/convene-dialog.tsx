import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../protocol/http.ts';
import classes from './convene.module.css';
import { ConveneForm } from './convene-form.tsx';
import type { Start } from './use-order.ts';

type ConveneDialogProps = {
  readonly account: Account;
  readonly opened: boolean;
  readonly start: Start;
  readonly onClose: () => void;
};

/** The form over whatever was shown, the whole screen of a phone. */
export function ConveneDialog({ account, opened, start, onClose }: ConveneDialogProps) {
  const { t } = useTranslation();
  const narrow = useMediaQuery('(width < 720px)') ?? false;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t(start.meeting === null ? 'convening.create' : 'convening.edit')}
      size={820}
      fullScreen={narrow}
      closeOnClickOutside={false}
      classNames={{ content: classes.content ?? '' }}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <ConveneForm account={account} {...start} onClose={onClose} />
    </Modal>
  );
}
