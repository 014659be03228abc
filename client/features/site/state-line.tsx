import { IconHandStop, IconMicrophone, IconMicrophoneOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Meeting } from '../../../core/meeting.ts';
import { recordingState } from '../meeting/recording-state.ts';
import { useTimeOfDay } from '../meeting/time-of-day.ts';
import classes from './site.module.css';
import type { SiteState } from './site-state.ts';

type Words = {
  readonly tone: 'speaking' | 'waiting' | 'lost' | 'quiet';
  readonly text: string;
  readonly hand?: boolean;
};

function useWords(state: SiteState): Words {
  const { t } = useTranslation();
  switch (state.kind) {
    case 'lost':
      return { tone: 'lost', text: t('meeting.state.lost') };
    case 'speaking':
      return { tone: 'speaking', text: t('meeting.state.speaking') };
    case 'timeUp':
      return { tone: 'lost', text: t('meeting.state.timeUp') };
    case 'next':
      return { tone: 'waiting', text: t('meeting.state.next') };
    case 'queued': {
      const { place, of } = state;
      return {
        tone: 'waiting',
        text: place === null ? t('site.requested') : t('site.place', { place, of }),
        hand: true,
      };
    }
    case 'idle':
      return { tone: 'quiet', text: t('site.inMeeting') };
  }
}

/** How this site stands, and whether its microphone is open. */
export function StateLine({ state, microphone }: { state: SiteState; microphone: 'on' | 'off' }) {
  const { t } = useTranslation();
  const { tone, text, hand = false } = useWords(state);
  const on = microphone === 'on';
  const Icon = on ? IconMicrophone : IconMicrophoneOff;
  return (
    <>
      <span className={classes.state} data-tone={tone} role="status">
        {hand && <IconHandStop role="img" aria-label={t('site.requested')} />}
        {text}
      </span>
      <span className={classes.state} data-tone={on ? 'speaking' : 'quiet'}>
        <Icon role="img" aria-label={t(on ? 'meeting.state.microphoneOn' : 'meeting.state.microphoneOff')} />
      </span>
    </>
  );
}

/** Beside it, that room for it runs short: rather than the room's own name, the clock makes way. */
function Shortage({ shortage }: { shortage: 'low' | 'sound-only' }) {
  const { t } = useTranslation();
  return (
    <span className={classes.state} data-tone="waiting" data-short role="alert">
      {t(shortage === 'low' ? 'meeting.recording.low' : 'meeting.recording.soundOnly')}
    </span>
  );
}

/** The recording, as every screen shows it: here in as few words as will do. */
export function SiteRecording({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation();
  const timeOfDay = useTimeOfDay();
  const state = recordingState(meeting);
  switch (state.kind) {
    case 'on':
      return (
        <>
          {state.shortage !== null && <Shortage shortage={state.shortage} />}
          <span className={classes.state} data-tone="lost">
            <span className={classes.dot} aria-hidden="true" />
            {t('meeting.recording.on')}
          </span>
        </>
      );
    case 'paused':
      return (
        <span className={classes.state} data-tone="still" role="status">
          <span className={classes.bars} aria-hidden="true" />
          {t('meeting.recording.paused')}
        </span>
      );
    case 'full':
      return (
        <span className={classes.state} data-tone="waiting" role="alert">
          {t('meeting.recording.full')}
        </span>
      );
    case 'failed':
      return (
        <span className={classes.state} data-tone="waiting" role="alert">
          {t('meeting.recording.failed')} {t('meeting.recording.since', { time: timeOfDay(state.since) })}
        </span>
      );
    default:
      return null;
  }
}
