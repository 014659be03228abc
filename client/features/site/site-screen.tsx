import { useTranslation } from 'react-i18next';
import type { Account } from '../../../protocol/http.ts';
import { useMeetingSession } from '../../session/index.ts';
import { meetingState } from '../meeting/meeting-state.ts';
import { Calm } from './calm.tsx';
import { CompanionPage } from './companion-page.tsx';
import { OneButton } from './one-button.tsx';
import { Pairing } from './pairing.tsx';
import classes from './site.module.css';
import { meetingsOff, nextMeeting } from './site-agenda.ts';
import { SiteLive } from './site-live.tsx';
import { SiteLobby } from './site-lobby.tsx';
import { useSiteAccount } from './use-site-account.ts';
import { useSiteSeat } from './use-site-seat.ts';
import { useWakeLock } from './use-wake-lock.ts';
import { Waiting } from './waiting.tsx';

type NoticeProps = { readonly name: string; readonly title: string; readonly hint: string };

function Notice({ name, title, hint }: NoticeProps) {
  return (
    <Calm name={name}>
      <h1 className={classes.headline}>{title}</h1>
      <div className={classes.plain}>{hint}</div>
    </Calm>
  );
}

/** A site that is known: waits, joins, takes part, and waits again. */
function KnownSite({ account }: { account: Account }) {
  const { t } = useTranslation();
  const { name } = account;
  const seat = useSiteSeat();
  const line = useMeetingSession((session) => session.line);
  const meeting = useMeetingSession((session) => session.meeting);
  const you = useMeetingSession((session) => session.you);
  if (seat.meeting === null)
    return (
      <Waiting
        name={name}
        next={nextMeeting(seat.list ?? [])}
        off={meetingsOff(seat.list ?? [])}
        reachable={seat.reachable}
      />
    );
  const state = meetingState({ line, meeting, you, refusal: seat.refusal });
  switch (state.kind) {
    case 'live':
      return <SiteLive meeting={state.meeting} you={state.you} />;
    case 'lobby':
      return you === null ? null : <SiteLobby meeting={state.meeting} you={you} />;
    case 'connecting':
      return <Notice name={name} title={t('site.starting')} hint={t('site.retrying')} />;
    case 'waiting':
      return <Notice name={name} title={t('site.admission')} hint={t('site.admissionHint')} />;
    case 'denied':
      return <Notice name={name} title={t('site.denied')} hint={t('site.deniedHint')} />;
    case 'closed':
      return <Notice name={name} title={t('site.closed')} hint={t('site.closedHint')} />;
    case 'failed':
      return <Notice name={name} title={t('site.refused')} hint={t(`refusal.${state.refusal.code}`)} />;
    case 'replaced':
      return (
        <Calm name={name}>
          <h1 className={classes.headline}>{t('site.replaced')}</h1>
          <div className={classes.plain}>{t('site.replacedHint')}</div>
          <OneButton label={t('meeting.action.takeOver')} onPress={seat.takeOver} />
        </Calm>
      );
  }
}

function Site() {
  const { t } = useTranslation();
  const account = useSiteAccount();
  switch (account.kind) {
    case 'starting':
      return <Notice name="" title={t('site.starting')} hint={t('site.retrying')} />;
    case 'unavailable':
      return <Notice name="" title={t('site.unavailable')} hint={t('site.retrying')} />;
    case 'pairing':
      return <Pairing pairing={account.pairing} />;
    case 'signedIn':
      return <KnownSite key={account.account.participant} account={account.account} />;
  }
}

/**
 * `/site`: the screen of a meeting room. It needs nobody: it signs in, joins, comes back after a lost line, a restarted
 * hub or a power cut by itself, and asks for a key only where the browser forbids sound without one. Chromium started
 * with `--kiosk --autoplay-policy=no-user-gesture-required --use-fake-ui-for-media-stream` (or the policies that
 * mean the same) needs no key at all.
 */
export function SiteScreen() {
  useWakeLock();
  const second = new URLSearchParams(location.search).get('screen') === 'content';
  return second ? <CompanionPage /> : <Site />;
}
