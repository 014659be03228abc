import { Title } from '@mantine/core';
import { IconArchive, IconMicrophone2, IconShieldLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useLocation } from 'react-router';
import type { Refusal } from '../../../core/refusal.ts';
import { api, replyOf, signIn, startSession, useIdentity } from '../../session/index.ts';
import { BrandMark } from '../../ui/brand.tsx';
import { AppearanceSwitch, LanguageSwitch } from '../../ui/switches.tsx';
import { DemoPanel } from './demo-panel.tsx';
import classes from './sign-in.module.css';
import { SignInForm } from './sign-in-form.tsx';

/** Where the person was going before being sent here; only ever a path of this page. */
function destinationIn(state: unknown): string {
  if (typeof state !== 'object' || state === null || !('from' in state)) return '/';
  const { from } = state;
  return typeof from === 'string' && from.startsWith('/') && !from.startsWith('//') ? from : '/';
}

function BrandPanel() {
  const { t } = useTranslation();
  return (
    <aside className={classes.brand}>
      <div className={classes.brandName}>
        <BrandMark size={44} />
        <span>{t('common.product')}</span>
      </div>
      <Title order={2} className={classes.brandLine}>
        {t('signIn.brandLine')}
      </Title>
      <ul className={classes.points}>
        <li>
          <IconMicrophone2 size={22} aria-hidden="true" />
          {t('signIn.brandPoint1')}
        </li>
        <li>
          <IconShieldLock size={22} aria-hidden="true" />
          {t('signIn.brandPoint2')}
        </li>
        <li>
          <IconArchive size={22} aria-hidden="true" />
          {t('signIn.brandPoint3')}
        </li>
      </ul>
    </aside>
  );
}

/** Signing in; in demo mode also a click on an account. */
export function SignInScreen() {
  const identity = useIdentity();
  const location = useLocation();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const hello = useQuery({ queryKey: ['hello'], queryFn: () => replyOf(api.hello()), staleTime: 60_000 });
  useEffect(startSession, []);

  if (identity.kind === 'signedIn') return <Navigate to={destinationIn(location.state)} replace />;

  const submit = async (username: string, password: string) => {
    setBusy(true);
    setRefusal(null);
    setRefusal(await signIn(username, password));
    setBusy(false);
  };

  return (
    <div className={classes.screen}>
      <BrandPanel />
      <main className={classes.main}>
        <div className={classes.switches}>
          <LanguageSwitch onDark={false} />
          <AppearanceSwitch onDark={false} />
        </div>
        <div className={classes.column}>
          <SignInForm
            busy={busy}
            refusal={refusal}
            onSubmit={(username, password) => void submit(username, password)}
          />
          {hello.data?.demo === true && (
            <DemoPanel busy={busy} onChoose={(username, password) => void submit(username, password)} />
          )}
        </div>
      </main>
    </div>
  );
}
