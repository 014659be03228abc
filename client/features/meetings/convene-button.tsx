import { Button, Modal } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../protocol/http.ts';
import { useIdentity } from '../../session/index.ts';
import classes from './convene.module.css';
import { ConveneForm } from './convene-form.tsx';

/** Whoever operates a unit may call meetings in its name: both follow from `admission.decide` (CONVENE-1). */
function mayCall({ kind, administrator, operates }: Account): boolean {
  return kind === 'person' && (administrator || operates.length > 0);
}

/** Tạo cuộc họp, for who may: the button and its dialog. */
export function ConveneButton() {
  const { t } = useTranslation();
  const identity = useIdentity();
  const [opened, { open, close }] = useDisclosure(false);
  const narrow = useMediaQuery('(width < 720px)') ?? false;
  if (identity.kind !== 'signedIn' || !mayCall(identity.account)) return null;
  return (
    <>
      <Button leftSection={<IconPlus size={18} aria-hidden="true" />} onClick={open}>
        {t('convening.create')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('convening.create')}
        size={760}
        fullScreen={narrow}
        closeOnClickOutside={false}
        classNames={{ content: classes.content ?? '' }}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <ConveneForm account={identity.account} onClose={close} />
      </Modal>
    </>
  );
}
