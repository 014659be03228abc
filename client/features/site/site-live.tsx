import { useTranslation } from 'react-i18next';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { grantsOf } from '../../../core/queue.ts';
import { useAudioBlocked, useMeetingSession } from '../../session/index.ts';
import { OwnPreview } from '../meeting/own-preview.tsx';
import { SpeechBar } from '../meeting/speech-bar.tsx';
import { Stage } from '../meeting/stage.tsx';
import { useTools } from '../meeting/use-tools.ts';
import { ActionStrip } from './action-strip.tsx';
import { Clock } from './clock.tsx';
import { OneButton } from './one-button.tsx';
import classes from './site.module.css';
import { siteState } from './site-state.ts';
import { SiteRecording, StateLine } from './state-line.tsx';

/** A room does not leave or close a meeting: those buttons have no place here. */
const nothing = () => undefined;
const noDeeds = {
  leave: nothing,
  wallOpened: false,
  toggleWall: nothing,
  openSettings: nothing,
  openDevices: nothing,
};

/** The room in the meeting: the stage as large as it goes, its own state above it, what it may do below. */
export function SiteLive({ meeting, you }: { meeting: Meeting; you: ParticipantId }) {
  const { t } = useTranslation();
  const line = useMeetingSession((session) => session.line);
  const place = useMeetingSession((session) => session.place);
  const { blocked, unblock } = useAudioBlocked();
  const tools = useTools(meeting, you, noDeeds);
  const self = meeting.participantById[you];
  const name = self?.card.name ?? '';
  const state = siteState({ meeting, you, line, place });
  const presented = grantsOf(meeting, 'content').length > 0;
  const speaks = grantsOf(meeting, 'speech').length > 0;
  const devices = tools.devices.filter((tool) => tool.id === 'microphone' || tool.id === 'camera');
  return (
    <main className={classes.screen}>
      <header className={classes.top}>
        <h1 className={classes.name} data-long={name.length > 26 || undefined}>
          {name}
        </h1>
        <StateLine state={state} microphone={self?.microphone ?? 'off'} />
        <span className={classes.grow} />
        <SiteRecording meeting={meeting} />
        <Clock />
      </header>
      <div className={classes.view}>
        <div className={classes.timer} data-above={presented || undefined}>
          {speaks && <SpeechBar meeting={meeting} size="tv" />}
        </div>
        <div className={classes.stage}>
          <Stage meeting={meeting} />
        </div>
        <div className={classes.preview}>
          <OwnPreview meeting={meeting} you={you} />
        </div>
        {state.kind === 'lost' && (
          <div className={classes.veil} role="alert">
            {t('meeting.state.lost')}
            <span className={classes.when}>{t('meeting.state.reconnecting')}…</span>
            <span className={classes.plain}>{t('site.lostHint')}</span>
          </div>
        )}
        {blocked && state.kind !== 'lost' && (
          <div className={classes.veil} role="alert">
            {t('site.sound')}
            <OneButton label={t('site.soundButton')} onPress={unblock} />
          </div>
        )}
      </div>
      {blocked ? <div className={classes.strip} /> : <ActionStrip tools={[...tools.floor, ...devices]} />}
    </main>
  );
}
