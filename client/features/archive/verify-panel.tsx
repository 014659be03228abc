import { Alert, Button, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RecordingId } from '../../../core/id.ts';
import type { VerifyReply } from '../../../protocol/archive.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { api, RefusalError, replyOf, serverNow } from '../../session/index.ts';
import { formatTime } from '../../ui/format.ts';
import classes from './archive.module.css';

type VerifyPanelProps = { readonly id: RecordingId };

type Verified = { readonly reply: VerifyReply; readonly at: number };

function Names({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}: {names.length}
      </Text>
      <ul className={classes.names}>
        {names.map((name) => (
          <li key={name}>
            <code>{name}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Outcome({ verified }: { readonly verified: Verified }) {
  const { t } = useTranslation();
  const { reply, at } = verified;
  const time = formatTime(at, currentLanguage());
  if (reply.ok)
    return (
      <Alert color="luc" icon={<IconShieldCheck />} title={t('archive.verified')} role="status">
        <Stack gap={4}>
          <Text size="sm">{t('archive.verifiedHint', { count: reply.checked, time })}</Text>
          <Text size="sm">{t(`recording.signature.${reply.signature}`)}</Text>
        </Stack>
      </Alert>
    );
  const named = reply.changed.length + reply.missing.length + reply.added.length > 0;
  return (
    <Alert color="son" icon={<IconShieldX />} title={t('archive.broken')} role="alert">
      <Stack gap="xs">
        <Text size="sm">{t('archive.brokenHint')}</Text>
        {!named && reply.signature === 'genuine' && <Text size="sm">{t('archive.brokenManifest')}</Text>}
        {reply.signature !== 'genuine' && (
          <Text size="sm" fw={600}>
            {t(`recording.signature.${reply.signature}`)}
          </Text>
        )}
        <Names title={t('archive.changed')} names={reply.changed} />
        <Names title={t('archive.missing')} names={reply.missing} />
        <Names title={t('archive.added')} names={reply.added} />
      </Stack>
    </Alert>
  );
}

/** Has the hub read the whole package again; the answer leaves no doubt. */
export function VerifyPanel({ id }: VerifyPanelProps) {
  const { t } = useTranslation();
  const verify = useMutation({
    mutationFn: async (): Promise<Verified> => ({ reply: await replyOf(api.verify(id)), at: serverNow() }),
  });
  const failure = verify.error instanceof RefusalError ? verify.error.refusal.code : 'internal';
  return (
    <section className={classes.panel} aria-labelledby="verify-title">
      <Title order={2} size="h3" id="verify-title">
        {t('archive.verify')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('archive.verifyHint')}
      </Text>
      <Button
        variant="default"
        leftSection={<IconShieldCheck size={18} aria-hidden="true" />}
        loading={verify.isPending}
        onClick={() => verify.mutate()}
      >
        {t('archive.verify')}
      </Button>
      {verify.isPending && (
        <Text size="sm" role="status">
          {t('archive.verifying')}
        </Text>
      )}
      {verify.isError && (
        <Alert color="son" icon={<IconAlertTriangle />} role="alert">
          {t(`refusal.${failure}`)}
        </Alert>
      )}
      {verify.data && !verify.isPending && <Outcome verified={verify.data} />}
    </section>
  );
}
