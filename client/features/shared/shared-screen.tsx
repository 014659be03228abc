import { Button, Text, Title } from '@mantine/core';
import { IconLinkOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import type { SharedReply } from '../../../protocol/archive.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { api, RefusalError, replyOf } from '../../session/index.ts';
import { Brand } from '../../ui/brand.tsx';
import { formatMoment } from '../../ui/format.ts';
import { Loading } from '../../ui/loading.tsx';
import { ScreenMessage } from '../../ui/screen-message.tsx';
import { AppearanceSwitch, LanguageSwitch } from '../../ui/switches.tsx';
import { RecordingPlayer } from '../archive/recording-player.tsx';
import { startIn } from '../archive/start-in.ts';
import classes from './shared.module.css';
import { sharedSource } from './shared-source.ts';

/** How often it is asked whether the link is still good, in ms: it may end or be withdrawn while one watches. */
const refreshMs = 60_000;

type WatchedProps = { readonly secret: string; readonly recording: SharedReply };

function Watched({ secret, recording }: WatchedProps) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const [query] = useSearchParams();
  const source = useMemo(() => sharedSource(secret), [secret]);
  const { title, unitName, startedAt, whom, until } = recording;
  return (
    <main className={classes.content}>
      <header>
        <Title order={1} className={classes.title ?? ''}>
          {title}
        </Title>
        <Text c="dimmed">
          {t('shared.meta', { unit: unitName, time: formatMoment(startedAt, language) })}
        </Text>
        <p className={classes.terms}>
          <span>{t('shared.whom', { whom })}</span>
          <span className="tabular">{t('shared.until', { time: formatMoment(until, language) })}</span>
        </p>
      </header>
      <RecordingPlayer item={recording} source={source} startAtMs={startIn(query)} />
    </main>
  );
}

function Body({ secret }: { readonly secret: string }) {
  const { t } = useTranslation();
  const shared = useQuery({
    queryKey: ['shared', secret],
    queryFn: () => replyOf(api.shared(secret)),
    refetchInterval: ({ state }) => (state.status === 'error' ? false : refreshMs),
    retry: (failures, error) =>
      failures < 2 && !(error instanceof RefusalError && error.refusal.code === 'not-found'),
  });
  const code = shared.error instanceof RefusalError ? shared.error.refusal.code : 'internal';
  if (shared.isError && (code === 'not-found' || code === 'not-permitted'))
    return (
      <ScreenMessage
        tone="quiet"
        icon={<IconLinkOff size={40} />}
        title={t('shared.ended')}
        text={t('shared.endedHint')}
      />
    );
  if (shared.data) return <Watched secret={secret} recording={shared.data} />;
  if (shared.isError)
    return (
      <ScreenMessage
        tone="lost"
        icon={<IconLinkOff size={40} />}
        title={t('shared.failed')}
        text={t(`refusal.${code}`)}
        actions={<Button onClick={() => void shared.refetch()}>{t('common.retry')}</Button>}
      />
    );
  return <Loading />;
}

/** The page behind a link: one recording, for somebody without an account, until the link ends. */
export function SharedScreen() {
  const { t } = useTranslation();
  const { secret } = useParams();
  return (
    <>
      <header className={classes.bar}>
        <Brand />
        <span className={classes.what}>{t('shared.title')}</span>
        <div className={classes.tools}>
          <LanguageSwitch onDark />
          <AppearanceSwitch onDark />
        </div>
      </header>
      <Body secret={secret ?? ''} />
    </>
  );
}
