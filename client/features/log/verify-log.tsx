import { Alert, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LogVerifyReply } from '../../../protocol/log.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { RefusalError } from '../../session/index.ts';
import { formatMoment, formatTime } from '../../ui/format.ts';

/** What came of a check, and when it was made (hub time). */
export type Verified = { readonly reply: LogVerifyReply; readonly at: number };

function Signature({ reply }: { readonly reply: LogVerifyReply }) {
  const { t } = useTranslation();
  const { signedAt, agreesTo } = reply;
  return (
    <Text size="sm">
      {signedAt === null
        ? t('log.unsigned')
        : t('log.signed', { moment: formatMoment(signedAt, currentLanguage()), seq: agreesTo })}
    </Text>
  );
}

/** The result of a check in words that leave no doubt. */
export function VerifiedNotice({ verified: { reply, at } }: { readonly verified: Verified }) {
  const { t } = useTranslation();
  const { fault, seq, entries, agreesTo } = reply;
  if (fault === null)
    return (
      <Alert color="luc" icon={<IconShieldCheck />} title={t('log.holds')} role="status">
        <Stack gap={4}>
          <Text size="sm">
            {t('log.holdsHint', { count: entries, time: formatTime(at, currentLanguage()) })}
          </Text>
          <Signature reply={reply} />
        </Stack>
      </Alert>
    );
  return (
    <Alert color="son" icon={<IconShieldX />} title={t('log.broken')} role="alert">
      <Stack gap={4}>
        <Text size="sm">{t(`log.fault.${fault}`, { seq: seq ?? 0, agreesTo })}</Text>
        <Text size="sm">{t('log.brokenHint')}</Text>
      </Stack>
    </Alert>
  );
}

/** Why something of the record could not be done. */
export function RecordFailure({ title, error }: { readonly title: string; readonly error: unknown }) {
  const { t } = useTranslation();
  const code = error instanceof RefusalError ? error.refusal.code : 'internal';
  return (
    <Alert color="son" icon={<IconAlertTriangle />} title={title} role="alert">
      {t(`refusal.${code}`)}
    </Alert>
  );
}
