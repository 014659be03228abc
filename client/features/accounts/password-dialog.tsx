import { Alert, Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountItem } from '../../../protocol/accounts.ts';
import { useAccountDeed } from './use-account-deed.ts';

type PasswordDialogProps = {
  readonly account: AccountItem;
  readonly shortestPassword: number;
  readonly onClose: () => void;
};

/** Đặt lại mật khẩu: a new one, since nobody can read the old. */
export function PasswordDialog({ account, shortestPassword, onClose }: PasswordDialogProps) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const deed = useAccountDeed(onClose);
  const short = [...password].length < shortestPassword;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!short) void deed.run({ kind: 'password', id: account.id, password });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('accounts.passwordNamed', { name: account.name })}
      size={480}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="lg">
          <Text size="sm">{t('accounts.passwordText')}</Text>
          <PasswordInput
            label={t('accounts.newPassword')}
            description={t('accounts.passwordHint', { count: shortestPassword })}
            autoComplete="new-password"
            data-autofocus
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={tried && short ? t('accounts.passwordShort', { count: shortestPassword }) : null}
          />
          {deed.problem !== null && (
            <Alert color="son" icon={<IconAlertTriangle />} role="alert">
              {deed.problem}
            </Alert>
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={deed.busy}>
              {t('common.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
