import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../protocol/http.ts';
import { useIdentity } from '../../session/index.ts';
import { ConveneDialog } from './convene-dialog.tsx';

/** Whoever operates a unit may call meetings in its name: both follow from `admission.decide` (CONVENE-1). */
export function mayCall({ kind, administrator, operates }: Account): boolean {
  return kind === 'person' && (administrator || operates.length > 0);
}

/** Tạo cuộc họp, for who may: the button and its dialog. */
export function ConveneButton() {
  const { t } = useTranslation();
  const identity = useIdentity();
  const [opened, { open, close }] = useDisclosure(false);
  if (identity.kind !== 'signedIn' || !mayCall(identity.account)) return null;
  return (
    <>
      <Button leftSection={<IconPlus size={18} aria-hidden="true" />} onClick={open}>
        {t('convening.create')}
      </Button>
      <ConveneDialog
        account={identity.account}
        opened={opened}
        start={{ given: null, meeting: null }}
        onClose={close}
      />
    </>
  );
}
