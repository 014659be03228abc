import { Alert, Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../../core/refusal.ts';

type SignInFormProps = {
  readonly busy: boolean;
  /** Why the last attempt failed. */
  readonly refusal: Refusal | null;
  readonly onSubmit: (username: string, password: string) => void;
};

function RefusalNotice({ refusal }: { readonly refusal: Refusal }) {
  const { t } = useTranslation();
  const wrong = refusal.code === 'unauthenticated';
  return (
    <Alert
      color="son"
      icon={<IconAlertTriangle />}
      role="alert"
      title={wrong ? t('signIn.wrong') : undefined}
    >
      {wrong ? t('signIn.wrongHint') : t(`refusal.${refusal.code}`)}
    </Alert>
  );
}

/** User name and password. Nothing is sent while one of them is missing, and the cursor goes to what is. */
export function SignInForm({ busy, refusal, onSubmit }: SignInFormProps) {
  const { t } = useTranslation();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const usernameField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  const noUsername = tried && username.trim() === '';
  const noPassword = tried && password === '';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (username.trim() === '') usernameField.current?.focus();
    else if (password === '') passwordField.current?.focus();
    else onSubmit(username, password);
  };
  const watchCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));

  return (
    <form onSubmit={submit} noValidate aria-labelledby="sign-in-title">
      <Title order={1} id="sign-in-title">
        {t('signIn.title')}
      </Title>
      <Text c="dimmed" mt={4} mb="lg">
        {t('signIn.intro')}
      </Text>
      <Stack gap="md">
        {refusal && <RefusalNotice refusal={refusal} />}
        <TextInput
          ref={usernameField}
          label={t('signIn.username')}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
          error={noUsername ? t('signIn.usernameMissing') : null}
        />
        <PasswordInput
          ref={passwordField}
          label={t('signIn.password')}
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          onKeyUp={watchCapsLock}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
          description={capsLock ? t('signIn.capsLock') : null}
          error={noPassword ? t('signIn.passwordMissing') : null}
        />
        <Button type="submit" size="lg" loading={busy} fullWidth mt="xs">
          {t('signIn.submit')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('signIn.forgotten')}
        </Text>
      </Stack>
    </form>
  );
}
