import { useTranslation } from 'react-i18next';
import type { Meeting } from '../../../core/meeting.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import { type RecordingState, recordingState } from './recording-state.ts';
import { useTimeOfDay } from './time-of-day.ts';
import { useHall } from './use-hall.ts';

function Main({ state }: { state: RecordingState }) {
  const { t } = useTranslation();
  const timeOfDay = useTimeOfDay();
  const since = (at: number) => t('meeting.recording.since', { time: timeOfDay(at) });
  switch (state.kind) {
    case 'none':
      return null;
    case 'on':
      return <StateMark tone="lost" label={t('meeting.recording.on')} beating />;
    case 'paused':
      return (
        <span role="status">
          <StateMark
            tone="speaking"
            label={t('meeting.recording.paused')}
            detail={since(state.since)}
            still
          />
        </span>
      );
    case 'starting':
      return <StateMark tone="waiting" label={t('meeting.recording.starting')} />;
    case 'stopping':
      return <StateMark tone="quiet" label={t('meeting.recording.stopping')} />;
    case 'composing':
      return <StateMark tone="quiet" label={t('meeting.recording.composing')} />;
    case 'full':
      return (
        <span role="alert">
          <StateMark tone="waiting" label={t('meeting.recording.full')} />
        </span>
      );
    case 'failed':
      return (
        <span role="alert">
          <StateMark tone="waiting" label={t('meeting.recording.failed')} detail={since(state.since)} />
        </span>
      );
  }
}

/** What everybody sees of the recording, and that room for it runs short. Nothing while nothing is recorded. */
export function RecordingMark({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation();
  const state = recordingState(meeting, useHall(meeting));
  const shortage = 'shortage' in state ? state.shortage : null;
  return (
    <>
      <Main state={state} />
      {shortage !== null && (
        <span role="alert">
          <StateMark
            tone="waiting"
            label={t(shortage === 'low' ? 'meeting.recording.low' : 'meeting.recording.soundOnly')}
          />
        </span>
      )}
    </>
  );
}
